"""A municipality's binders without net: saved by a browser, or in a ZIP."""
