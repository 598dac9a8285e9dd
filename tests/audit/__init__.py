"""The audit: every kind of page in every state in a browser, and its HTML held against the standard."""
