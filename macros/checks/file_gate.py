"""Decide which files may be published or saved in the history, by what they hold.

Files are allowed, not forbidden: ordinary files inside the tree, of a kind that belongs where they lie, that
can be read. The check, the build and the preview look at the folders (``find_file_problems``), the hooks at
what git is about to save or send (``inspect_file``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from macros.checks.kept_files import find_kept_faults, is_kept
from macros.checks.picture_files import PICTURES, RASTERS, find_picture_faults
from macros.checks.privacy import find_in_name, find_in_text, list_allowed
from macros.files import printable, read_regular, relative_path
from macros.problems import NOT_A_FILE, Problem, quote
from macros.project import ROOT
from macros.records.deceptive_text import find_deceptive, normalize_nfc
from macros.records.whole_shelf import Shelf

MOST_BYTES = 2_000_000
"""Larger files are not read."""

RULES = {"unreadable", "loose-document", "file-too-large"}
"""The rules on files as such. The reader has its own words for some of the files in the data."""
_OWN_FILES = Path(__file__).with_name("own_files.txt")
_TEXTS = {
    "docs": {".md"},
    "data": {".yaml", ".yml", ".md"},
    "program": {
        "", ".cfg", ".conf", ".css", ".html", ".in", ".ini", ".js", ".json", ".md", ".py", ".sh", ".toml",
        ".txt", ".yaml", ".yml",
    },
}  # fmt: skip
"""The endings of text files, by where they may lie. The schemas in ``data`` are made by the program."""
_DOCUMENTS = (b"%PDF", b"{\\rtf", b"MIME-Version", b"BEGIN:VC")
"""How documents begin that look like text."""
_POINTERS = ("version https://git-lfs.github.com/", "version https://hawser.github.com/", "/annex/objects/")
"""How the text begins that Git LFS and git-annex save in the place of a file, which lies elsewhere unread."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_JUNCTION = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT (Microsoft, Reparse Point Tags)."""
_DRAWN = re.compile(r"""\s(?:d|points|transform|viewBox|values)=(?:"[^"]*"|'[^']*')""")
"""Coordinates, which are nobody's numbers."""

_LOOSE_ADVICE = (
    "Ta bort den. Blad och tomma blanketter görs av det som står i data.\n"
    "Är det en text? Spara den som UTF-8, med en ändelse som hör hemma här."
)
_RASTER_ADVICE = "Gör om den till png:  parmen picture {}"
_SIZE_ADVICE = f"En fil får vara högst {MOST_BYTES // 1_000_000} MB. Ta bort den, eller gör den mindre."


def find_file_problems(shelf: Shelf) -> Iterator[Problem]:
    """Yield what is wrong with the files beside the data, persons' numbers too.

    They lie in the data folder, and in the folders beside it that the site is made of. What the reader has
    read is not read again.
    """
    allowed = list_allowed(shelf)
    read = {file for file, _ in shelf.read.contents()}
    for path, place in list_files(shelf.folder):
        file = printable(path.as_posix())
        if file not in read and not path.name.startswith("."):
            yield from _inspect_path(path, file, place, allowed)
    for folder, _ in _trees(shelf.folder):
        yield from find_unordinary(folder)


def list_files(data: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    """Yield each ordinary file of the data and the site.

    With it comes its place from the root: ``data/…``.
    """
    for folder, place in _trees(data):
        for path, is_ordinary in _walk(folder):
            if is_ordinary:
                yield path, place / path.relative_to(folder).as_posix()
    if (config := data.parent / "mkdocs.yml").is_file():
        yield config, PurePosixPath(config.name)


def find_unordinary(folder: Path) -> Iterator[Problem]:
    """Yield the links, pipes and devices below a folder.

    Nothing of them may be opened: a link publishes what it leads to, and a pipe never ends.
    """
    for path, is_ordinary in _walk(folder):
        if not is_ordinary:
            yield Problem(printable(path.as_posix()), 1, 1, "unreadable", *NOT_A_FILE)


def _trees(data: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    """Yield the folders that the site is made of, with their names in the root."""
    yield data, PurePosixPath("data")
    roots = {data.parent.resolve(): data.parent, ROOT: relative_path(ROOT)}
    for root in roots.values():
        for name in ("docs", "overrides"):
            if (root / name).is_dir():
                yield root / name, PurePosixPath(name)


def _walk(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Yield each file below a folder, and whether it is an ordinary one.

    No link is followed.
    """
    folders = [folder]
    while folders:
        try:
            entries = sorted(os.scandir(folders.pop()), key=lambda entry: entry.name)
        except OSError:
            continue  # the reader says so of the data; MkDocs of a page
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
                folders.append(Path(entry.path))
            else:
                yield Path(entry.path), entry.is_file(follow_symlinks=False)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Report whether a folder is Windows' kind of link."""
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def _inspect_path(path: Path, file: str, place: PurePosixPath, allowed: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with a file, which is not opened when it is too large."""
    content = read_regular(path, MOST_BYTES)
    if content is not None:
        yield from _inspect_once(content, file, place, frozenset(allowed))
        return
    yield from find_in_name(file, allowed)
    if os.access(path, os.R_OK):
        yield too_large(file)
    else:
        yield Problem(file, 1, 1, "unreadable", "filen går inte att öppna", "Får du läsa den?")


@lru_cache(maxsize=2_000)
def _inspect_once(
    content: bytes, file: str, place: PurePosixPath, allowed: frozenset[str]
) -> tuple[Problem, ...]:
    """Return the problems of a file, which a preview reads again and again."""
    return tuple(inspect_file(content, file, place, allowed))


def too_large(file: str) -> Problem:
    """Return the problem of a file that is too large to be read."""
    return Problem(file, 1, 1, "file-too-large", "filen är för stor", _SIZE_ADVICE)


def inspect_file(
    content: bytes, file: str, place: PurePosixPath, allowed: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield why a file may not lie in a place, and persons' numbers in it.

    ``file`` is its name in messages, ``place`` its path from the project's root, ``allowed`` exact values
    that look like a person's and are not. The tests' own texts are not searched for persons: they are
    invented.
    """
    yield from find_in_name(file, allowed)
    if finding := find_deceptive(normalize_nfc(place.name)):
        message = f"i namnet: {finding.message}"
        yield Problem(file, 1, 1, finding.rule, message, "Byt namn, och skriv det nya för hand.")
    if own_files().get(place.as_posix()) == sha256(content).hexdigest():
        return
    if is_kept(place):
        yield from find_kept_faults(content, file, place)
        return
    area, ending = place.parts[0], place.suffix.lower()
    if ending in PICTURES:
        for fault in find_picture_faults(content, ending, quote(place.name)):
            yield Problem(file, 1, 1, *fault)
    text = read_text(content) if ending != ".png" else ""
    if text is None or not (ending in PICTURES or _may_lie(place, area, ending)):
        advice = _RASTER_ADVICE.format(file) if ending in RASTERS else _LOOSE_ADVICE
        where = {"docs": "bland sidorna", "data": "bland uppgifterna"}.get(area, "här")
        why = (
            "kontrollen kan inte läsa den" if text is None else f"ändelsen {quote(ending)} hör inte hemma där"
        )
        message = f"filen {quote(place.name)} får inte ligga {where}: {why}"
        yield Problem(file, 1, 1, "loose-document", message, advice)
    if text and text.lstrip().startswith(_POINTERS):
        yield Problem(file, 1, 1, "unreadable", *NOT_A_FILE)
    if text and area != "tests":
        if ending == ".svg":
            text = _DRAWN.sub(lambda match: "\n" * match[0].count("\n"), text)
        yield from find_in_text(text, file, allowed)


def read_text(content: bytes) -> str | None:
    """Return a file's text, in UTF-8 or marked as UTF-16; None for what is no text."""
    if content.startswith(_DOCUMENTS):
        return None
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def _may_lie(place: PurePosixPath, area: str, ending: str) -> bool:
    """Report whether a text with this ending belongs in this place."""
    if area == "tests" or place.as_posix() in own_files():
        return True
    if place.parts[:2] == ("data", "schema"):
        return ending == ".json"
    return ending in _TEXTS.get(area, _TEXTS["program"])


@cache
def own_files() -> dict[str, str]:
    """Return the SHA-256 of the program's own files that no rule allows, by path.

    Texts, such as stylesheets, have ``-`` for a hash: they are the program's code, and reviewed as code.
    """
    lines = _OWN_FILES.read_text(encoding="utf-8").splitlines()
    return {path: hash_ for hash_, _, path in (line.partition("  ") for line in lines)}
