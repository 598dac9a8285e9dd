"""Export the municipalities' pages as .md files, for another site generator."""

from __future__ import annotations

from pathlib import Path

from macros.files import write_file
from macros.project import ROOT
from macros.records.whole_shelf import Shelf
from macros.web.pages import PATTERNS, make_pages, read_patterns


def write_pages(shelf: Shelf, folder: Path) -> list[Path]:
    """Write every page with its front matter below a folder.

    Return the files in reading order. Raise OSError.
    """
    pages = make_pages(shelf, read_patterns(ROOT / PATTERNS))
    for page in pages:
        write_file(folder / page.path, page.source)
    return [folder / page.path for page in pages]


def list_pages(shelf: Shelf) -> list[str]:
    """Return the path of every page, in reading order."""
    return [page.path for page in make_pages(shelf, read_patterns(ROOT / PATTERNS))]
