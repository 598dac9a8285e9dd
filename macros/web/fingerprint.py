"""What the pages follow from: a municipality whose pages would come out as they are is not built again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from macros.project import ROOT
from macros.records.binder import Binder, Shelf

_SHARED = ("site", "glossary", "laws", "accessibility")
_CODE = ("records", "drawing", "rendering", "web")
_LIBRARIES = (
    *("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "markdown", "jinja2", "markdown-it-py"),
    *("markupsafe", "pydantic", "pyphen", "pagefind", "snowballstemmer", "simplemma", "holidays"),
)


def pages_digest(shelf: Shelf, binder: Binder) -> str:
    """Hash all that a municipality's pages and their index follow from. Nothing of another municipality."""
    return _hash([program(), shelf.fingerprint(binder), binder.slug])


def shared_digest(shelf: Shelf) -> str:
    """Hash what the shared pages follow from: their texts, and what they say of each municipality."""
    said = (repr((slug, town)) for slug, town in sorted(shelf.municipalities.items()))
    levels = (repr(sorted(shelf.areas.items())), repr(sorted(shelf.agreements.items())))
    folders = (ROOT / "docs", ROOT / "tests" / "exempel")  # om/komponenter shows the tests' records
    docs = (f"{file} {digest}" for folder in folders for file, digest in _files(folder))
    first = next(iter(shelf.municipalities))
    shared = shelf.read.of([f"{shelf.folder.as_posix()}/{name}.yaml" for name in _SHARED], shelf.today)
    return _hash([program(), shared, str(len(shelf.municipalities)), first, *said, *levels, *docs])


@cache
def program() -> str:
    """Hash our code, the patterns and templates, and what they are run by."""
    libraries = " ".join(version(name) for name in _LIBRARIES)
    folders = [*(ROOT / "macros" / name for name in _CODE), ROOT / "overrides", ROOT / "docs" / "_kommun"]
    files = (f"{file} {digest}" for folder in folders for file, digest in _files(folder))
    return _hash([libraries, _of(ROOT / "mkdocs.yml"), *files])


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(ROOT).as_posix(), _of(file)


def _of(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _hash(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
