"""After an edit: reading the few municipalities that have changed since everything was found in order.

A fault lies in a level and shows in the binders below it, or between the municipalities' own fields. So when
all was in order, and only files of a few municipalities have changed since, what is still to be found is
found by reading these with the levels above them, beside the others' own fields as they were. At any doubt,
and at any fault, everything is read: what is said of it is the same.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path

from macros.checks import problems_in
from macros.paper.fingerprint import digest_of
from macros.paper.fingerprint import program as sheets_program
from macros.paper.store import move_in
from macros.project import CACHE, MARKS, ROOT
from macros.records.agreement import Agreement
from macros.records.binder import Shelf
from macros.records.levels import LevelName
from macros.records.municipality import Area, Municipality
from macros.records.shelf import clock, read, uncollected
from macros.records.source import MAX_BYTES
from macros.web.fingerprint import pages_digest, shared_digest
from macros.web.fingerprint import program as pages_program

_FILE = CACHE / "parmen" / "in-order.pickle"
_MANY = 20_000
"""No data folder has so many files."""

_FEW = 8
"""So many municipalities are read by themselves at most."""

Files = Mapping[str, str]
"""Every file of a data folder, by its path there, with the hash of what it holds where that is read."""


def marks(shelf: Shelf) -> dict[str, str]:
    """Hash what each municipality's pages and sheets follow from, and the shared pages, under ""."""
    binders = shelf.binders.items()
    own = {slug: f"{pages_digest(shelf, binder)} {digest_of(shelf, binder)}" for slug, binder in binders}
    return {**own, "": shared_digest(shelf)}


@dataclass(frozen=True, slots=True)
class InOrder:
    """What was read and found in order: the files, and what is asked of a municipality that is not read."""

    today: date
    files: Files
    marks: dict[str, str]
    agreements: dict[str, Agreement]
    areas: dict[str, Area]
    municipalities: dict[str, Municipality]

    def levels(self, slug: str) -> tuple[LevelName, ...]:
        """Give a municipality with the levels above it."""
        area = self.municipalities[slug].area
        above = LevelName("agreements", self.areas[area].agreement), LevelName("areas", area)
        return *above, LevelName("municipalities", slug)


def remember(shelf: Shelf, files: Files | None, marks: dict[str, str]) -> None:
    """Remember a whole shelf that was found in order. ``files`` were there before it was read."""
    if files is None or _read(shelf) != {file: files[file] for file in files if file.endswith(".yaml")}:
        return
    own = (shelf.agreements, shelf.areas, shelf.municipalities)
    with uncollected():
        known = pickle.dumps(InOrder(shelf.today, files, marks, *own), pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):  # then everything is read the next time
        move_in(_FILE, _seal(shelf.folder, known) + known)


def changed(folder: Path, today: date | None, files: Files | None) -> tuple[Shelf, dict[str, str]] | None:
    """Give a shelf with the binders that have changed and no others, and all marks; None at any doubt."""
    with uncollected():
        known = _known(folder)
        if files is None or known is None or known.today != (today or clock()):
            return None
        edited = {file for file in known.files.keys() | files if known.files.get(file) != files.get(file)}
        slugs = {_slug(file) for file in edited}
        same = edited <= known.files.keys() & files.keys()
        if not same or not 0 < len(slugs) <= _FEW or not slugs <= known.municipalities.keys():
            return None
        shelf, problems = read(folder, known.today, [level for slug in slugs for level in known.levels(slug)])
        if problems or shelf.binders.keys() != slugs or not _read(shelf).items() <= files.items():
            return None
        shelf = replace(
            shelf,
            agreements={**known.agreements, **shelf.agreements},
            areas={**known.areas, **shelf.areas},
            municipalities={**known.municipalities, **shelf.municipalities},
        )
        return None if any(problems_in(shelf)) else (shelf, {**known.marks, **marks(shelf)})


def _slug(file: str) -> str:
    """Give the municipality that a file belongs to; nothing for other files."""
    kind, _, rest = file.partition("/")
    return rest.partition("/")[0].removesuffix(".yaml") if kind == "municipalities" else ""


def _read(shelf: Shelf) -> Files:
    """Hash the files as they were when they were read: an editor may save while a build is at work."""
    start = f"{shelf.folder.as_posix()}/"
    return {file.removeprefix(start): sha256(read).hexdigest() for file, read in shelf.read.contents()}


def _known(folder: Path) -> InOrder | None:
    """Give what is remembered of this folder, by this program; None when nothing is, or it is damaged."""
    try:
        content = _FILE.read_bytes()
    except OSError:
        return None
    seal, known = content[:32], content[32:]
    if seal != _seal(folder, known):
        return None
    found: InOrder = pickle.loads(known)
    return found


def _seal(folder: Path, known: bytes) -> bytes:
    """Hash what is remembered with the folder, and with all that judged it or shapes what is made of it."""
    code = [*(ROOT / "macros").glob("*.py"), *(ROOT / "macros" / "checks").glob("*.py"), Path(__file__)]
    files = (f"{file.name} {sha256(file.read_bytes()).hexdigest()}" for file in [*sorted(code), *_marks()])
    where = [str(folder.resolve()), folder.as_posix(), str(ROOT)]
    judged = "\n".join([*where, pages_program(), sheets_program(), *files])
    return sha256(judged.encode() + known).digest()


def _marks() -> list[Path]:
    return sorted(file for file in MARKS.glob("*") if file.is_file())


def files_in(folder: Path) -> Files | None:
    """Name every file of a data folder, and hash those that are read; None where that is no data folder.

    Links may lead anywhere, and a folder given by mistake may hold a whole disk.
    """
    try:
        found = dict(islice(_files(folder, ""), _MANY))
    except OSError:
        return None
    return found if len(found) < _MANY else None


def _files(folder: Path, path: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink() or entry.stat().st_size > MAX_BYTES:
                raise OSError
            if entry.is_dir():
                yield from _files(Path(entry.path), f"{path}{entry.name}/")
            else:
                read = entry.is_file() and entry.name.endswith(".yaml")
                yield f"{path}{entry.name}", sha256(Path(entry.path).read_bytes()).hexdigest() if read else ""
