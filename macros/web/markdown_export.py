"""Export the municipalities' pages as .md files, for another site generator."""

from __future__ import annotations

from pathlib import Path

from macros.project import ROOT
from macros.records.binder import Shelf
from macros.web.pages import PATTERNS, make_pages, read_patterns


def write_pages(shelf: Shelf, folder: Path) -> list[Path]:
    """Write every page with its front matter below a folder.

    Return the files in reading order.
    """
    pages = make_pages(shelf, read_patterns(ROOT / PATTERNS))
    for page in pages:
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.source, encoding="utf-8")
    return [folder / page.path for page in pages]


def list_pages(shelf: Shelf) -> list[str]:
    """Return the path of every page, in reading order."""
    return [page.path for page in make_pages(shelf, read_patterns(ROOT / PATTERNS))]
