"""The binders of a municipality without net: saved by a browser."""
