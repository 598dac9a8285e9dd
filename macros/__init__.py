"""Gröna pärmen: the hooks that mkdocs-macros calls.

``hooks`` holds those of MkDocs, and ``__main__`` the command ``parmen``. Imports stand inside the
functions.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Define no variables for all pages: ``on_pre_page_macros`` sets each page's."""


def on_pre_page_macros(env: Any) -> None:
    """Set a pattern's variables, and make everything it prints safe in Markdown."""
    from macros.web.patterns import open_pattern

    open_pattern(env)
