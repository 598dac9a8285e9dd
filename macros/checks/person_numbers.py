"""Find persons' numbers in a text: identity, coordination and mobile numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.birth_dates import is_birth_day
from macros.checks.figure_rows import Row, find_rows
from macros.checks.identity_numbers import find_identity_numbers
from macros.checks.mobile_numbers import find_mobile_numbers

Match = tuple[int, str, str]
"""Where, the value itself, and the rule it breaks."""

_HEX = re.compile("[0-9a-fA-F]{24,}|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_TEMPORARY = re.compile(r"(?<![0-9])(?:19|20)?([0-9]{6})\s?[-+]?\s?(?:TF[0-9]{2}|T[0-9]{3})(?![0-9])")
"""A school's or a register's number for someone who has no other. It has no control digit."""
_TEMPORARY_END = re.compile("T[F0-9][0-9]{2}")
"""How such a number ends: looked for first, which is a hundred times as quick."""


def find_personal_numbers(text: str) -> Iterator[Match]:
    """Yield where persons' numbers stand in a text, each with the rule it breaks."""
    for row in find_rows(text):
        for first, last in find_identity_numbers(row):
            if not _is_digest(row, first, last):
                yield *_locate(row, first, last), "personal-identity-number"
        for first, last in find_mobile_numbers(row):
            if not _is_digest(row, first, last):
                yield *_locate(row, first, last), "personal-address"
    for match in _TEMPORARY.finditer(text) if _TEMPORARY_END.search(text) else ():
        six = match[1]
        if is_birth_day(None, six[:2], six[2:4], six[4:]):
            yield match.start(), match[0], "personal-identity-number"


def _is_digest(row: Row, first: int, last: int) -> bool:
    """Return whether figures are a part of a program's digest."""
    start, end = row.groups[first].start, row.groups[last].end
    around = max(0, start - 80)
    return any(
        around + run.start() <= start and end <= around + run.end() and not run[0].isdecimal()
        for run in _HEX.finditer(row.text[around : end + 80])
    )


def _locate(row: Row, first: int, last: int) -> tuple[int, str]:
    start = row.groups[first].start
    return start, row.text[start : row.groups[last].end]
