"""Find dates in a row of figures, in whatever order and notation people write one.

``811218``, ``1981-12-18``, ``18/12 -81``, ``18 december 1981``, and over labelled lines. Of a coordination
number's date the day is 60 too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from macros.checks.figure_rows import CELL, PARAGRAPH, Row
from macros.checks.number_words import MONTHS

_PARTS = re.compile(
    r"(?i)(?<![^\W_])(?:(?:birth|född|fodd)?(?:år|ar|year|månad|manad|month|dag|day)|född|den|the|i)(?![^\W_])"
)
_LETTER = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"(?i)^:?(?:e|a|de|th|st|nd|rd)\b")
_BEFORE = re.compile(r"([^\W\d_]+)\W{1,3}$")
_AFTER = re.compile(r"\W{1,3}([^\W\d_]+)")
_SIZES = (1, 2, 4, 6)
"""How many figures the first of a date's parts may have."""
_MOST = 8
"""How many figures a date has at most."""
_CENTURIES = ("18", "19", "20")


class BirthDate(NamedTuple):
    """A date in a row: its first and last group, its six figures, and its looks.

    It is ``bare`` when nothing but figures make it, such as ``811218``; ``full`` when its year has four.
    """

    first: int
    last: int
    six: str
    bare: bool
    full: bool


def is_birth_day(century: str | None, year: str, month: str, day: str) -> bool:
    """Return whether figures are a day, or one with 60 added."""
    centuries = _CENTURIES[1:] if century is None else (century,)
    return any(_is_day(head, year, month, day) for head in centuries if head in _CENTURIES)


@lru_cache(maxsize=10_000)
def _is_day(century: str, year: str, month: str, day: str) -> bool:
    try:
        date(int(century + year), int(month), int(day) - 60 if int(day) > 60 else int(day))
    except ValueError:
        return False
    return True


def find_birth_dates(row: Row) -> Iterator[BirthDate]:
    """Yield every way in which figures of a row can be read as a date."""
    for first, group in enumerate(row.groups):
        parts, months = [group.figures], ""
        if len(group.figures) in (6, 8):
            yield from _read_parts(parts, "", first, first)
        for last in range(first + 1, min(first + 4, len(row.groups)) if len(group.figures) in _SIZES else 0):
            held, month = _read_gap(row.between(last - 1, last), row.joins[last])
            parts.append(row.groups[last].figures)
            if not held or (month and months) or sum(map(len, parts)) > _MOST:
                break
            if last == first + 1 and not month and max(map(len, parts)) == 4 and row.has_sign(last, "/:"):
                break  # a diary number, or a law's
            months = months or month or (_find_month_around(row, first, last) if last == first + 1 else "")
            yield from _read_parts(parts, months, first, last)


def _read_parts(parts: list[str], month: str, first: int, last: int) -> Iterator[BirthDate]:
    """Yield the days that the parts of a date can be, in every order."""
    for century, year, number, day in dict.fromkeys(_list_orders(parts, month)):
        if is_birth_day(century, year, number, day):
            bare = not month and len(parts) == 1
            yield BirthDate(first, last, year + number + day, bare, century is not None)


@lru_cache(maxsize=10_000)
def _read_gap(gap: str, weight: int) -> tuple[bool, str]:
    """Return whether a gap may stand within a date, and the number of a month in it."""
    if len(gap) > 30 or weight == PARAGRAPH:
        return False, ""
    words = _LETTER.findall(_PARTS.sub("", _ORDINAL.sub("", gap)).casefold())
    if not words:
        spoken = _LETTER.search(gap) is not None
        return spoken or (weight <= CELL and ":" not in gap), ""
    held = len(words) == 1 and words[0] in MONTHS
    return held, f"{MONTHS[words[0]]:02}" if held else ""


def _find_month_around(row: Row, first: int, last: int) -> str:
    """Return the number of a month whose name stands right before or after two groups."""
    start, end = row.groups[first].start, row.groups[last].end
    for found in (_BEFORE.search(row.text, max(0, start - 15), start), _AFTER.match(row.text, end)):
        if found and found[1].casefold() in MONTHS:
            return f"{MONTHS[found[1].casefold()]:02}"
    return ""


def _list_orders(parts: list[str], month_number: str) -> Iterator[tuple[str | None, str, str, str]]:
    """Yield century, year, month and day in every order that the parts allow."""
    sizes = tuple(map(len, parts))
    joined = "".join(parts)
    if month_number:
        for day, year in (parts, parts[::-1]) if len(parts) == 2 else ():
            if len(day) <= 2 and len(year) in (2, 4):
                yield year[:-2] or None, year[-2:], month_number, day.zfill(2)
    elif sizes in ((6,), (8,), (4, 2), (2, 4), (4, 4), (6, 2), (2, 6), (2, 2, 2, 2)):
        yield joined[:-6] or None, joined[-6:-4], joined[-4:-2], joined[-2:]
        if len(sizes) == 1:
            yield joined[4:-2] or None, joined[-2:], joined[2:4], joined[:2]
    elif len(parts) == 3 and all(size <= 2 for size in sizes[1:]) and sizes[0] in (2, 4):
        yield parts[0][:-2] or None, parts[0][-2:], parts[1].zfill(2), parts[2].zfill(2)
    if len(parts) == 3 and not month_number and sizes[0] <= 2 and sizes[1] <= 2 and sizes[2] in (2, 4):
        year = parts[2]
        for day, month in (parts[:2], parts[1::-1]):
            yield year[:-2] or None, year[-2:], month.zfill(2), day.zfill(2)
