"""The way out of MkDocs: the municipalities' pages as real .md files, for another generator to read."""

from __future__ import annotations

from pathlib import Path

from macros.project import ROOT
from macros.records.shelf import Shelf
from macros.web.pages import PATTERNS, make_pages, read_patterns


def write_pages(shelf: Shelf, folder: Path) -> list[Path]:
    """Write every page with its front matter below a folder. Give the files, in reading order."""
    written = []
    for page in make_pages(shelf, read_patterns(ROOT / PATTERNS)):
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.source, encoding="utf-8")
        written.append(file)
    return written


def list_pages(shelf: Shelf) -> list[str]:
    """Name every page, in reading order."""
    return [page.path for page in make_pages(shelf, read_patterns(ROOT / PATTERNS))]
