"""Pages and pictures that somebody keeps beside the data, apart from the program.

A content folder has ``mkdocs.yml`` beside ``data`` and ``docs``, and none of the program's code. Its pages
and pictures are added to the program's, or stand in the place of one with the same path.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from macros.project import MARKS, ROOT
from macros.records.nodes import Mapping, Scalar, Sequence
from macros.records.source import read_yaml

CONFIG = "mkdocs.yml"
PAGE = ".md"
PICTURES = frozenset({".png", ".svg"})


def find_own_docs(data: Path) -> Path | None:
    """Return the folder of the pages that are kept beside a data folder.

    None for data in a clone of the program, and for data with nothing beside it. The folder may be missing.
    """
    root = data.parent.resolve()
    is_clone = root == ROOT or (root / "macros" / "hooks.py").is_file()
    return root / "docs" if not is_clone and (root / CONFIG).is_file() else None


def list_own_files(data: Path) -> Iterator[tuple[str, Path]]:
    """Yield the pages and pictures of one's own, with their paths in ``docs``.

    They are sorted. Hidden files are left out, and what ``can_be_own`` refuses.
    """
    docs = find_own_docs(data)
    for file in sorted(docs.rglob("*")) if docs else ():
        name = file.relative_to(docs).as_posix() if docs else ""
        if file.is_file() and can_be_own(name):
            yield name, file


def can_be_own(name: str) -> bool:
    """Report whether a path in ``docs`` is a page's or a picture's.

    The program's patterns are not, nor what leads out of the folder.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or path.as_posix() != name:
        return False
    is_known = path.suffix in PICTURES or (path.suffix == PAGE and path.parts[0] != "_kommun")
    return is_known and not any(part.startswith(".") for part in path.parts)


def find_mark(data: Path, name: str) -> Path:
    """Return where a municipality's mark lies, or should.

    It is among one's own pictures, or else among the program's.
    """
    docs = find_own_docs(data)
    own = docs / "assets" / "marks" / name if docs else MARKS / name
    return own if own.is_file() else MARKS / name


def read_own_menu(data: Path) -> list[Scalar]:
    """Return the pages that ``mkdocs.yml`` puts in the menu.

    Nothing else is read of it.
    """
    docs = find_own_docs(data)
    config = read_yaml(docs.parent / CONFIG, CONFIG, []) if docs else None
    pages = config.get("nav") if isinstance(config, Mapping) else None
    return [page for page in pages if isinstance(page, Scalar)] if isinstance(pages, Sequence) else []


def copy_beside(data: Path, copy: Path) -> None:
    """Copy what is kept beside a data folder to beside a copy of it."""
    if docs := find_own_docs(data):
        shutil.copy2(docs.parent / CONFIG, copy.parent / CONFIG)
        if docs.is_dir():
            shutil.copytree(docs, copy.parent / docs.name, symlinks=True)
