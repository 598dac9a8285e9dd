"""Gröna pärmen. This module is the door for mkdocs-macros; imports stand inside the functions.

``hooks`` is the door for MkDocs and ``__main__`` the one for people.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Declare nothing for all pages: each page gets its own binder in ``on_pre_page_macros``."""


def on_pre_page_macros(env: Any) -> None:
    """Give a pattern its binder and our functions, and make everything it prints safe in Markdown."""
    from macros.web.patterns import open_pattern

    open_pattern(env)
