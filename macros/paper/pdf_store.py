"""Keep finished PDFs, so that each is made once.

A key is the hash of what a PDF is made from: its HTML, the pictures it names, and all that lays out sheets.
It leads to the hash of the PDF itself, which is the PDF's file name. Every PDF is held against its name
before it is used, and keys and lists against their own hashes (``macros/cache.py``): what was cut short or
changed counts as missing. Files are written whole, so a kill at any moment leaves every file old or new.
``shared_store.py`` lets several machines have the same store. Whoever writes to a store, or removes files
from it, holds its ``lock``; a worker of a cluster writes for the one that does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

from macros.build_inputs import tools_fingerprint
from macros.cache import (
    cache_folder,
    make_folder,
    open_entry,
    read_own,
    remove_unless_file,
    seal_entry,
    write_own,
)
from macros.files import STAGED, hash_file, hash_files, lock
from macros.paper import fonts
from macros.paper.finished_pdf import PDF_LIST, FinishedPdf, StoredPdf
from macros.project import PACKAGE, ROOT

_STYLES = ("docs/assets/fonts", "docs/assets/components.css", "docs/assets/print.css")

UNREADABLE = "filen går inte att läsa ur .cache/parmen"

_FOLDERS = ("pdf", "keys", "binders")

_HASH = re.compile("[0-9a-f]{64}")

_PICTURE = re.compile(r'\bsrc="([^":]+)"')
"""A picture in the HTML of our own templates. Parsing the HTML takes longer than reading the stored PDF."""


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

    def __init__(self, folder: Path | None = None) -> None:
        """Use this folder, else the one of this run's cache."""
        self.folder = folder or cache_folder()

    @contextmanager
    def lock(self, on_wait: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Hold the store while files are put in or removed.

        ``on_wait`` is called before waiting for another process that holds it. What killed processes have
        left half made is removed, before and after.
        """
        make_folder(self.folder)
        file = self.folder / ".lock"
        remove_unless_file(file)
        with lock(file, on_wait):
            self._clear_up()
            try:
                yield
            finally:
                self._clear_up()

    def _clear_up(self) -> None:
        """Make the folders, and remove files and folders that are half made."""
        self.make_folders()
        for file in (*self.folder.glob(f".*{STAGED}"), *self.folder.glob(f"*/.*{STAGED}")):
            remove_unless_file(file)
            file.unlink(missing_ok=True)

    def make_folders(self) -> None:
        """Make the folders that it lacks."""
        for name in _FOLDERS:
            make_folder(self.folder / name)

    def fetch(self, keys: Iterable[str]) -> None:
        """Fetch what is stored under these keys, where it lies on another machine."""

    def find(self, key: str) -> StoredPdf | None:
        """Return what is stored under a key; None where it is missing or damaged."""
        try:
            sha, size, pages = (self._read_entry(self._key_file(key)) or b"").decode("ascii").split()
            stored = StoredPdf(sha, int(size), int(pages))
        except ValueError:
            return None
        pdf = self.read(sha)
        return stored if pdf and len(pdf) == stored.size and stored.pages > 0 else None

    def get(self, key: str) -> bytes | None:
        """Return the PDF stored under a key; None where it is missing or damaged."""
        stored = self.find(key)
        return self.read(stored.sha256) if stored else None

    def get_or_create(self, key: str, create: Callable[[], bytes]) -> bytes:
        """Return the PDF stored under a key, creating it on a miss."""
        pdf = self.get(key)
        if pdf is None:
            pdf = create()
            self.put(key, pdf)
        return pdf

    def read(self, sha: str) -> bytes | None:
        """Return the PDF with this hash; None where it is missing or damaged."""
        pdf = self._read(self.file(sha)) if _HASH.fullmatch(sha) else None
        return pdf if pdf is not None and sha256(pdf).hexdigest() == sha else None

    def put(self, key: str, pdf: bytes, pages: int = 1) -> StoredPdf:
        """Store a PDF under a key.

        The PDF is written before the key, so that a key never leads to a missing file.
        """
        stored = StoredPdf(sha256(pdf).hexdigest(), len(pdf), pages)
        self._write(self.file(stored.sha256), pdf)
        self._write_entry(self._key_file(key), f"{stored.sha256} {stored.size} {stored.pages}\n".encode())
        return stored

    def find_binder(self, fingerprint: str) -> list[FinishedPdf]:
        """Return the PDFs of a binder with this fingerprint; none when unknown or damaged."""
        try:
            return PDF_LIST.validate_json(self._read_entry(self._binder_file(fingerprint)) or b"[]")
        except ValueError:
            return []

    def put_binder(self, fingerprint: str, pdfs: Iterable[FinishedPdf]) -> None:
        """Store the list of a binder's PDFs, so that an unchanged binder can be skipped."""
        self._write_entry(self._binder_file(fingerprint), PDF_LIST.dump_json([*pdfs]))

    def trim(self, fingerprints: Iterable[str]) -> tuple[int, int]:
        """Remove what no binder with these fingerprints uses.

        Half-written files are removed too. Return the number of files and of bytes removed.
        """
        kept_files: set[Path] = set()
        for fingerprint in fingerprints:
            pdfs = self.find_binder(fingerprint)
            if pdfs:
                kept_files.add(self._binder_file(fingerprint))
            for key in (key for pdf in pdfs for key in (pdf.key, *pdf.uses)):
                kept_files.add(self._key_file(key))
                if stored := self.find(key):
                    kept_files.add(self.file(stored.sha256))
        files = (file for name in _FOLDERS for file in self.folder.glob(f"{name}/*"))
        stale_files = [file for file in files if file not in kept_files]
        size = sum(file.lstat().st_size for file in stale_files)
        for file in stale_files:
            remove_unless_file(file)
            file.unlink(missing_ok=True)
        return len(stale_files), size

    def file(self, sha: str) -> Path:
        """Return the path of the PDF with this hash."""
        return self.folder / "pdf" / f"{sha}.pdf"

    def _read(self, file: Path) -> bytes | None:
        return read_own(file)

    def _write(self, file: Path, content: bytes) -> None:
        write_own(file, content)

    def _read_entry(self, file: Path) -> bytes | None:
        return open_entry(file, self._read(file))

    def _write_entry(self, file: Path, content: bytes) -> None:
        self._write(file, seal_entry(file, content))

    def _key_file(self, key: str) -> Path:
        return self.folder / "keys" / key

    def _binder_file(self, fingerprint: str) -> Path:
        return self.folder / "binders" / f"{fingerprint}.json"
