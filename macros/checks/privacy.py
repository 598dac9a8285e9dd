"""The privacy gate: no person's number or address stands in the binder.

Read are the files as they were saved, comments and all, their names, the Markdown and the words that lie
hidden in pictures. ``person_numbers`` and ``person_addresses`` know a person's when they see it,
``disguise`` looks through the ways to write it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from macros.checks.disguise import decode_text, list_readings
from macros.checks.person_addresses import find_personal_addresses
from macros.checks.person_numbers import find_personal_numbers
from macros.checks.pictures import hidden_words, remove_coordinates
from macros.problems import Problem, quote
from macros.records.binder import Shelf
from macros.records.folders import printable, sort_of

_WHAT = {
    "personal-identity-number": (
        "ett personnummer",
        "Ta bort det. I pärmen står aldrig något om en enskild person. "
        "Är det redan sparat i historiken? Säg till den som sköter pärmen.",
    ),
    "personal-address": ("ett mobilnummer", "Skriv växelns eller funktionens nummer."),
}
_ADDRESS_ADVICE = "Skriv funktionens adress, till exempel elevhalsan@kalix.example."
_ALLOW = "Är det ingen persons? Skriv värdet och skälet under allowed i data/site.yaml."

_WORDS = (".md", ".svg", ".txt", ".html", ".css", ".js", ".yml", ".yaml", ".json", ".xml")
_DRAWN = (".svg", ".html", ".md")
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_HARMLESS = (".woff2", ".woff", ".ttf", ".otf", ".ico")
_BESIDE = ("docs", "overrides", "mkdocs.yml")
"""What the site is made of beside the data."""
_MANY_FIGURES = re.compile(r"\d(?:\D{0,9}\d){8}")
_MOST = 50_000_000
"""As much of a file is looked at."""
_LOOSE_ADVICE = "Ta bort den. Blad och tomma blanketter görs av det som står i data."


def find_personal(shelf: Shelf) -> Iterator[Problem]:
    """Yield each person's number or address in the data, the pages and the pictures."""
    allowed = {entry.value for entry in shelf.site.allowed} if "site" not in shelf.lacking else set()
    for file, content in shelf.read.contents():
        yield from find_in_text(decode_text(content), file, allowed)
        yield from find_in_name(file, allowed)
    read = {file for file, _ in shelf.read.contents()}
    for path in _list_other_files(shelf.folder):
        if path.as_posix() not in read and sort_of(path) == "file" and not path.name.startswith("."):
            yield from find_in_file(_read_content(path), printable(path.as_posix()), allowed)


def _list_other_files(data: Path) -> Iterator[Path]:
    """Yield what lies in the data folder, and what the site is made of beside it."""
    for place in (data, *(data.parent / name for name in _BESIDE)):
        yield from sorted(place.rglob("*")) if place.is_dir() else [place]


def _read_content(path: Path) -> bytes:
    """Return what a file holds; nothing of one that may not be opened."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        return b""


def find_in_file(content: bytes, file: str, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what looks like a person's in a file's name, text or picture.

    A file that nobody can look into may not lie among the pages at all: it may be a form that is filled in.
    """
    kind = PurePosixPath(file).suffix.lower()
    yield from find_in_name(file, allowed)
    if kind in _PICTURES:
        yield from find_in_text(hidden_words(content), file, allowed)
    elif kind in _HARMLESS:
        return
    else:
        text = decode_text(content)
        if kind in _WORDS or "\0" not in text[:8000]:
            yield from find_in_text(remove_coordinates(text) if kind in _DRAWN else text, file, allowed)
    if kind not in (*_WORDS, *_PICTURES) and "docs" in PurePosixPath(file).parts:
        name = quote(PurePosixPath(file).name)
        message = f"filen {name} får inte ligga bland sidorna: kontrollen kan inte läsa den"
        yield Problem(file, 1, 1, "loose-document", message, _LOOSE_ADVICE)


def find_in_name(file: str, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what looks like a person's in the name of a file or its folders."""
    if "@" not in file and not _MANY_FIGURES.search(file):
        return
    for rule in dict.fromkeys(problem.rule for problem in find_in_text(file, file, allowed)):
        message = "filens eller mappens namn ser ut att innehålla en persons nummer eller adress"
        yield Problem(file, 1, 1, rule, message, f"Byt namn på den.\n{_ALLOW}")


def find_in_text(text: str, file: str, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what looks like a person's number or address in a text, where it stands.

    ``allowed`` are exact values that may. The text is read in several ways (``list_readings``): a number may
    change its looks halfway. The messages never say what they are about: that must not stand in a log either.
    """
    reported: set[tuple[int, str]] = set()
    for reading in list_readings(text):
        line, start, places = 1, 0, set()
        for at, value, rule, what, advice in sorted(_find_personal(reading)):
            line, start = line + reading.count("\n", start, at), at
            places.add((line, rule))
            if value not in allowed and (line, rule) not in reported:
                message, column = f"här står något som ser ut som {what}", at - reading.rfind("\n", 0, at)
                yield Problem(file, line, column, rule, message, f"{advice}\n{_ALLOW}")
        reported |= places


def _find_personal(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield a person's figures and addresses: place, value, rule, and its words."""
    for at, value, rule in find_personal_numbers(text):
        yield at, value, rule, *_WHAT[rule]
    for at, value, whose in find_personal_addresses(text):
        yield at, value, "personal-address", whose, _ADDRESS_ADVICE
