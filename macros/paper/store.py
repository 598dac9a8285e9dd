"""The store of finished PDFs: a part is made once.

A key is the hash of what went into a PDF: its HTML, the pictures it names, style sheets, fonts and the
engine's versions. It leads to the hash of the PDF itself, which is its file's name: a file that was cut
short or changed is known at once, and is as if it were not there. Files are written beside and moved in
whole, so a kill at any moment leaves every file old or new.
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from macros.paper import fonts
from macros.project import CACHE

STORE = CACHE / "parmen"
_LAYOUT = ("fit.py", "pdf.py", "room.py", "structure.py", "join.py", "numbers.py", "stamp.py", "tags.py")
"""The modules that shape a PDF when its HTML is given."""

_PICTURE = re.compile(r'\bsrc="([^":]+)"')


@dataclass(frozen=True, slots=True)
class Stored:
    """A finished PDF in the store: its hash, its size in bytes and its number of pages."""

    sha256: str
    size: int
    pages: int


def key_of(*inputs: str | bytes) -> str:
    """Give the key of something made from these inputs by this engine."""
    digest = sha256(engine_fingerprint().encode())
    for each in inputs:
        data = each.encode() if isinstance(each, str) else each
        digest.update(b"%d:" % len(data) + data)
        for picture in _PICTURE.findall(each) if isinstance(each, str) else ():
            digest.update(hash_of(fonts.ASSETS / picture).encode())
    return digest.hexdigest()


def hash_of(file: Path) -> str:
    """Hash a file; nothing when it is not there."""
    return sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


@cache
def engine_fingerprint() -> str:
    """Hash all that shapes a sheet beside its HTML: styles, fonts, our own code, versions."""
    from macros.paper.pdf import STYLES, versions

    digest = sha256(versions().encode())
    own = [Path(__file__).with_name(name) for name in _LAYOUT]
    styles = [fonts.ASSETS / name for name in STYLES]
    for path in [*own, *styles, *sorted(fonts.FONTS.glob("*.ttf"))]:
        digest.update(path.name.encode() + hash_of(path).encode())
    return digest.hexdigest()


def move_in(file: Path, data: bytes) -> None:
    """Write a file beside its place and move it in whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=".", suffix=".part", delete=False) as beside:
        try:
            beside.write(data)
            beside.flush()
            Path(beside.name).chmod(0o644)
            Path(beside.name).replace(file)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise


_WHY = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "din del av disken är full",
    errno.EFBIG: "filen får inte bli så stor",
    errno.EROFS: "disken går bara att läsa",
    errno.EACCES: "du får inte skriva i mappen",
    errno.EPERM: "du får inte skriva i mappen",
}


def why_not(error: OSError) -> str:
    """Say in plain words why a file could not be written or read."""
    cause = _WHY.get(error.errno or 0, error.strerror or str(error))
    return f"{cause}: {os.path.relpath(error.filename)}" if error.filename else cause


class Store:
    """A folder of keys, of PDFs by their own hash, and of whole binders as they were made."""

    def __init__(self, folder: Path = STORE) -> None:
        """Use this folder; it is made when something is put there."""
        self.folder = folder

    def find(self, key: str) -> Stored | None:
        """Tell what is stored under a key; None when it is missing, was cut short or changed by something."""
        try:
            said = self._key(key).read_text("ascii").split()
            stored = Stored(said[0], int(said[1]), int(said[2]))
        except (OSError, ValueError, IndexError):
            return None
        return stored if self._read(stored.sha256) is not None else None

    def get(self, key: str) -> bytes | None:
        """Give the PDF stored under a key, or None as ``find`` does."""
        stored = self.find(key)
        return self._read(stored.sha256) if stored else None

    def _read(self, sha: str) -> bytes | None:
        try:
            pdf = self.file(sha).read_bytes()
        except OSError:
            return None
        return pdf if sha256(pdf).hexdigest() == sha else None

    def has(self, sha: str, size: int, target: Path) -> bool:
        """Tell whether a PDF lies in the store, whole. Where it stands in ``target`` its size is enough."""
        file = self.file(sha)
        try:
            if file.stat().st_size != size:
                return False
            return (target.exists() and target.samefile(file)) or self._read(sha) is not None
        except OSError:
            return False

    def put(self, key: str, pdf: bytes, pages: int = 1) -> Stored:
        """Keep a PDF under its key: first itself, then the key that leads to it."""
        stored = Stored(sha256(pdf).hexdigest(), len(pdf), pages)
        move_in(self.file(stored.sha256), pdf)
        move_in(self._key(key), f"{stored.sha256} {stored.size} {stored.pages}\n".encode())
        return stored

    def lay_out(self, sha: str, target: Path) -> None:
        """Let a finished PDF stand in ``target`` too: the same file where the disk allows it, else a copy."""
        source = self.file(sha)
        if target.exists() and target.samefile(source):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.part")
        beside.unlink(missing_ok=True)
        try:
            os.link(source, beside)
            beside.replace(target)
        except OSError:
            beside.unlink(missing_ok=True)
            pdf = source.read_bytes()
            if not target.is_file() or target.read_bytes() != pdf:
                move_in(target, pdf)

    def binder(self, digest: str) -> list[dict[str, Any]] | None:
        """Give what a binder's PDFs were when everything in it was as the digest says."""
        try:
            rows = json.loads(self._binder(digest).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return rows if isinstance(rows, list) else None

    def put_binder(self, digest: str, rows: list[dict[str, Any]]) -> None:
        """Remember a binder's PDFs, so that an unchanged binder can be skipped."""
        move_in(self._binder(digest), json.dumps(rows, ensure_ascii=False).encode())

    def trim(self, digests: Iterable[str]) -> tuple[int, int]:
        """Remove what none of these binders uses; give the number of files and of bytes removed."""
        kept: set[Path] = set()
        for digest in digests:
            rows = self.binder(digest) or []
            kept |= {self._binder(digest)} if rows else set()
            for key in (key for row in rows for key in (row["key"], *row["uses"])):
                kept.add(self._key(key))
                stored = self.find(key)
                kept |= {self.file(stored.sha256)} if stored else set()
        stale = [file for file in self.folder.glob("*/*") if file.is_file() and file not in kept]
        size = sum(file.stat().st_size for file in stale)
        for file in stale:
            file.unlink(missing_ok=True)
        return len(stale), size

    def file(self, sha: str) -> Path:
        """Give the file of a PDF with this hash."""
        return self.folder / "pdf" / f"{sha}.pdf"

    def _key(self, key: str) -> Path:
        return self.folder / "keys" / key

    def _binder(self, digest: str) -> Path:
        return self.folder / "binders" / f"{digest}.json"
