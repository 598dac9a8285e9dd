"""The fingerprints of what a site is made from: folders whose fingerprint is equal are not built again."""

from __future__ import annotations

from hashlib import sha256

from macros.build_inputs import program_fingerprint
from macros.files import hash_files
from macros.project import ROOT
from macros.records.binder import Shelf

_SHARED_DATA = ("site", "glossary", "laws", "accessibility")
_SHARED_SOURCES = ("docs", "tests/exempel")  # om/komponenter shows the records of tests/exempel


def fingerprints(shelf: Shelf) -> dict[str, str]:
    """Hash what each municipality's folder is made from, by slug, and the shared pages under ``""``."""
    own = {slug: shelf.fingerprint(binder) for slug, binder in shelf.binders.items()}
    return {**own, "": shared_fingerprint(shelf)}


def shared_fingerprint(shelf: Shelf) -> str:
    """Hash what the shared pages are made from: their texts, and what they say of each municipality."""
    files = [f"{shelf.folder.as_posix()}/{name}.yaml" for name in _SHARED_DATA]
    parts = (
        program_fingerprint(),
        hash_files(ROOT, *_SHARED_SOURCES),
        shelf.read.of(files, shelf.today),
        *(repr(list(level.items())) for level in (shelf.municipalities, shelf.areas, shelf.agreements)),
    )
    return sha256("\n".join(parts).encode()).hexdigest()
