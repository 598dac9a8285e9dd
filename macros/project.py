"""Where the program's own files and its cache lie.

In a clone they lie around the package: ``mkdocs.yml``, ``docs/``, ``overrides/``. A wheel carries copies of
them in ``macros/_files`` (``hatch_build.py`` puts them there). Everything else asks this module.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
"""The folder of the code."""

_COPIES = PACKAGE / "_files"
INSTALLED = _COPIES.is_dir()
"""Whether this is an installed wheel, and not a clone (or an editable install of one)."""

ROOT = _COPIES if INSTALLED else PACKAGE.parent
"""The folder with ``mkdocs.yml``."""

CONFIG = ROOT / "mkdocs.yml"
TEMPLATES = ROOT / "overrides"
DOCS = ROOT / "docs"
ASSETS = DOCS / "assets"
FONTS = ASSETS / "fonts"
MARKS = ASSETS / "marks"
"""Where municipalities' own marks lie: beside the other pictures, the only files that a sheet may read."""

SHARED_DATA = ROOT / "data"
"""What all binders share, such as the laws: a folder of content begins with it.

A wheel has no more of the data.
"""
HOOKS = ROOT / ".githooks"
EXAMPLES = ROOT / "tests" / "exempel"
"""The invented data that the page ``om/komponenter`` draws every component from."""


def _cache() -> Path:
    """Choose the cache: ``PARMEN_CACHE``, a clone's ``.cache``, or the user's own."""
    if chosen := os.environ.get("PARMEN_CACHE"):
        return Path(chosen).resolve()
    if not INSTALLED:
        return ROOT / ".cache"
    from platformdirs import user_cache_path

    return user_cache_path("gronaparmen", appauthor=False)


CACHE = _cache()
"""Everything below may be deleted: it is made again."""
