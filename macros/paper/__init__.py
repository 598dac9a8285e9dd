"""Sheets of paper: from a binder to finished PDFs.

``documents`` says which PDFs a binder has and builds them, ``pdf`` turns HTML into one tagged PDF,
``join`` puts finished PDFs together into a packet, and ``store`` keeps what has been made.
"""
