"""The privacy gate: no person's number or address stands in the binder.

Read are the files as they were saved, comments and all, and their names; ``file_gate`` reads those beside
the data. ``person_numbers`` and ``person_addresses`` know a person's when they see it, ``disguise`` looks
through the ways to write it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from macros.checks.disguise import decode_text, list_readings
from macros.checks.person_addresses import find_personal_addresses
from macros.checks.person_numbers import find_personal_numbers
from macros.problems import Problem
from macros.records.file_memory import FileMemory
from macros.records.source import MAX_BYTES
from macros.records.whole_shelf import Shelf

LEAKED = "redaktor/personuppgifter/"
"""The page on what to do when something about a person has been saved in the history."""
_WHAT = {
    "personal-identity-number": (
        "ett personnummer",
        "Ta bort det. I pärmen står aldrig något om en enskild person. "
        f"Är det redan sparat i historiken? Läs {LEAKED}.",
    ),
    "personal-address": ("ett mobilnummer", "Skriv växelns eller funktionens nummer."),
}
_DATE_AND_FIGURES = re.compile(r"(?:19|20)\d\d([-./ ])\d\d?\1\d\d?\D{1,9}\d{4}")
_DATE_ADVICE = "Är det en dag och ett annat nummer? Skriv emellan vad det är: 2024-12-18, rum 1205."
"""One in ten fours of figures after a day makes a number that could be a child's."""
_ADDRESS_ADVICE = "Skriv funktionens adress, till exempel elevhalsan@kalix.example."
_ALLOW = "Hör det inte till någon person? Skriv värdet och skälet under allowed i data/site.yaml."

_TOO_LONG = (
    "texten är för lång för att granskas",
    f"En text får vara högst {MAX_BYTES // 1000} kB. Dela upp den, eller ta bort det som inte hör hit.",
)
_MOST = 200
"""So many finds are told of in one reading of a text: a long list of numbers is refused all the same."""
_MANY_FIGURES = re.compile(r"\d(?:\D{0,9}\d){8}")


def find_personal(
    shelf: Shelf, passed: Collection[str] = (), memory: FileMemory | None = None
) -> Iterator[Problem]:
    """Yield each person's number or address in the data that was read.

    ``passed`` are files in which nothing was found. With a ``memory``, only content that it does not know is
    searched.
    """
    allowed = list_allowed(shelf)
    searched = memory.searched if memory else {}
    for file, content in shelf.read.contents():
        if file in passed:
            continue
        key = content, sorted(allowed)
        known = searched.get(file)
        if known is None or known[0] != key:
            found = (*find_in_text(decode_text(content), file, allowed), *find_in_name(file, allowed))
            searched[file] = known = key, found
        yield from known[1]


def list_allowed(shelf: Shelf) -> set[str]:
    """Return the values that look like a person's and may stand, by the site."""
    return {entry.value for entry in shelf.site.allowed} if "site" not in shelf.lacking else set()


def find_in_name(file: str, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what looks like a person's in the name of a file or its folders."""
    if "@" not in file and not _MANY_FIGURES.search(file):
        return
    for rule in dict.fromkeys(problem.rule for problem in find_in_text(file, file, allowed)):
        message = "filens eller mappens namn ser ut att innehålla en persons nummer eller adress"
        yield Problem(file, 1, 1, rule, message, f"Byt namn på den.\n{_ALLOW}")


def find_in_text(text: str, file: str, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what looks like a person's number or address in a text, where it stands.

    Each line has one problem of a rule. ``allowed`` are exact values that may stand. The text is read in
    several ways (``list_readings``): a number may change its looks halfway. The messages never say what they
    are about: that must not stand in a log either. A text that would take seconds is refused unread.
    """
    if len(text) > MAX_BYTES:
        yield Problem(file, 1, 1, "file-too-large", *_TOO_LONG)
        return
    seen: set[tuple[int, str]] = set()
    for reading in list_readings(text):
        line, start, reported = 1, 0, set(seen)
        for at, value, rule, what, advice in sorted(islice(_find_personal(reading), _MOST)):
            line, start = line + reading.count("\n", start, at), at
            seen.add((line, rule))
            if value not in allowed and (line, rule) not in reported:
                reported.add((line, rule))
                message, column = f"här står något som ser ut som {what}", at - reading.rfind("\n", 0, at)
                yield Problem(file, line, column, rule, message, f"{advice}\n{_ALLOW}")


def _find_personal(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield a person's figures and addresses: place, value, rule, and its words."""
    for at, value, rule in find_personal_numbers(text):
        what, advice = _WHAT[rule]
        may_be_date = _DATE_AND_FIGURES.fullmatch(value) is not None
        yield at, value, rule, what, f"{_DATE_ADVICE}\n{advice}" if may_be_date else advice
    for at, value, whose in find_personal_addresses(text):
        yield at, value, "personal-address", whose, _ADDRESS_ADVICE
