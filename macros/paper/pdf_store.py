"""Keep finished PDFs, so that each is made once.

A key is the hash of what a PDF is made from: its HTML, the pictures it names, and all that lays out sheets.
It leads to the hash of the PDF itself, which is the PDF's file name: a file that was cut short or changed no
longer matches its name and counts as missing. Files are written whole, so a kill at any moment leaves every
file old or new. Whoever writes to a store, or removes files from it, holds its ``lock``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.build_inputs import tools_fingerprint
from macros.files import hash_file, hash_files, lock, write_file
from macros.paper import fonts
from macros.project import CACHE, PACKAGE, ROOT

STORE = CACHE / "parmen"
_STYLES = ("docs/assets/fonts", "docs/assets/components.css", "docs/assets/print.css")

_FOLDERS = ("pdf", "keys", "binders")

_PICTURE = re.compile(r'\bsrc="([^":]+)"')
"""A picture in the HTML of our own templates. Parsing the HTML takes longer than reading the stored PDF."""


@dataclass(frozen=True, slots=True)
class StoredPdf:
    """What the store knows of a PDF: its hash, its size in bytes and its page count."""

    sha256: str
    size: int
    pages: int


def key_of(*inputs: str) -> str:
    """Return the key of what is made from these inputs.

    An input is HTML (the pictures that it names count too), another key, or any text. The layout's
    fingerprint is part of every key.
    """
    digest = sha256(layout_fingerprint().encode())
    for text in inputs:
        data = text.encode()
        digest.update(b"%d:" % len(data) + data)
        for picture in _PICTURE.findall(text):
            digest.update(hash_file(fonts.ASSETS / picture).encode())
    return digest.hexdigest()


@cache
def layout_fingerprint() -> str:
    """Return the hash of all that shapes a sheet, apart from its HTML.

    That is this package's code, the styles, the fonts and the libraries.
    """
    parts = hash_files(PACKAGE, "paper"), hash_files(ROOT, *_STYLES), tools_fingerprint()
    return sha256(" ".join(parts).encode()).hexdigest()


class Store:
    """A folder of finished PDFs.

    ``pdf`` holds the PDFs by their own hash, ``keys`` the hash for each key, and ``binders`` the list of a
    whole binder's PDFs by the binder's fingerprint.
    """

    def __init__(self, folder: Path = STORE) -> None:
        """Use this folder; it is created when something is first put there."""
        self.folder = folder

    def lock(self, on_wait: Callable[[], object] = lambda: None) -> AbstractContextManager[None]:
        """Hold the store while files are put in or removed.

        ``on_wait`` is called before waiting for another process that holds it.
        """
        return lock(self.folder / ".lock", on_wait)

    def find(self, key: str) -> StoredPdf | None:
        """Return what is stored under a key; None where it is missing or damaged."""
        try:
            sha, size, pages = self._key_file(key).read_text("ascii").split()
            stored = StoredPdf(sha, int(size), int(pages))
        except (OSError, ValueError):
            return None
        return stored if self._read(stored.sha256) is not None else None

    def get(self, key: str) -> bytes | None:
        """Return the PDF stored under a key; None where it is missing or damaged."""
        stored = self.find(key)
        return self._read(stored.sha256) if stored else None

    def get_or_create(self, key: str, create: Callable[[], bytes]) -> bytes:
        """Return the PDF stored under a key, creating it on a miss."""
        pdf = self.get(key)
        if pdf is None:
            pdf = create()
            self.put(key, pdf)
        return pdf

    def _read(self, sha: str) -> bytes | None:
        """Return the PDF with this hash; None where it is missing or damaged."""
        try:
            pdf = self.file(sha).read_bytes()
        except OSError:
            return None
        return pdf if sha256(pdf).hexdigest() == sha else None

    def has(self, sha: str, size: int, target: Path) -> bool:
        """Return whether the store has an undamaged PDF with this hash and size.

        When ``target`` is a hard link to it already, the size is enough: the content is not read.
        """
        file = self.file(sha)
        try:
            if file.stat().st_size != size:
                return False
            return (target.exists() and target.samefile(file)) or self._read(sha) is not None
        except OSError:
            return False

    def put(self, key: str, pdf: bytes, pages: int = 1) -> StoredPdf:
        """Store a PDF under a key.

        The PDF is written before the key, so that a key never leads to a missing file.
        """
        stored = StoredPdf(sha256(pdf).hexdigest(), len(pdf), pages)
        write_file(self.file(stored.sha256), pdf)
        write_file(self._key_file(key), f"{stored.sha256} {stored.size} {stored.pages}\n")
        return stored

    def find_binder(self, fingerprint: str) -> list[dict[str, Any]] | None:
        """Return the PDFs of a binder with this fingerprint, as rows; None when unknown."""
        try:
            rows = json.loads(self._binder_file(fingerprint).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return rows if isinstance(rows, list) else None

    def put_binder(self, fingerprint: str, rows: list[dict[str, Any]]) -> None:
        """Store the list of a binder's PDFs, so that an unchanged binder can be skipped."""
        write_file(self._binder_file(fingerprint), json.dumps(rows, ensure_ascii=False))

    def trim(self, fingerprints: Iterable[str]) -> tuple[int, int]:
        """Remove what no binder with these fingerprints uses.

        Half-written files are removed too. Return the number of files and of bytes removed.
        """
        kept_files: set[Path] = set()
        for fingerprint in fingerprints:
            rows = self.find_binder(fingerprint) or []
            if rows:
                kept_files.add(self._binder_file(fingerprint))
            for key in (key for row in rows for key in (row["key"], *row["uses"])):
                kept_files.add(self._key_file(key))
                if stored := self.find(key):
                    kept_files.add(self.file(stored.sha256))
        files = (file for name in _FOLDERS for file in self.folder.glob(f"{name}/*"))
        stale_files = [file for file in files if file.is_file() and file not in kept_files]
        size = sum(file.stat().st_size for file in stale_files)
        for file in stale_files:
            file.unlink(missing_ok=True)
        return len(stale_files), size

    def file(self, sha: str) -> Path:
        """Return the path of the PDF with this hash."""
        return self.folder / "pdf" / f"{sha}.pdf"

    def _key_file(self, key: str) -> Path:
        return self.folder / "keys" / key

    def _binder_file(self, fingerprint: str) -> Path:
        return self.folder / "binders" / f"{fingerprint}.json"
