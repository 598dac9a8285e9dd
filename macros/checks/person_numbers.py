"""Find persons' numbers in a text: identity, coordination and mobile numbers.

The first two are known by their date and their control digit, so that a diary number is not taken for one
(the Swedish Tax Agency, SKV 704 and 707).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from macros.records.values import Phone

_DASH = r"[-+‐‑‒–—―−]"
_BREAK = r"\\?\r?\n[ \t#>*]*"
"""Where a folded text breaks its line, also in a comment."""
_GAP = rf"(?:\s?{_DASH}\s?|[\s./]|{_BREAK})?"
_WIDE = rf"(?:(?:[^\w\n]|_){{0,5}}|\s*{_DASH}?\s*{_BREAK}{_DASH}?\s?)"
"""What stands before the last four."""
_NUMBER = re.compile(
    rf"(?<!\d)(?:(18|19|20){_GAP})?(\d\d){_GAP}(0[1-9]|1[0-2]){_GAP}([0-3]\d|[6-9]\d)({_WIDE})"
    r"(\d\d[ .-]?\d\d|\d\d\d ?\d)(?!\d)"
)
"""Century, year, month, day, four figures, with what people write between them."""
_SPACED = re.compile(
    r"(?<![\d.,])\d(?:[ \u00a0.]\d){5,7}\s?(?:[-+–]\s?)?\d(?:[ \u00a0.]\d){3}(?!\d| \d|[.,]\d)"
)
_STRICT = re.compile(rf"(?:\d\d)?\d{{6}}{_DASH}?\d{{4}}")
_DIARY = re.compile(r"(?:\d\d){1,2}/\d{4}")
"""A year and a number: how diaries and laws are counted."""
_TIME = re.compile(r"(?:\d\d)?\d\d-\d\d-\d\d[^\w-]*(?:(?:19|20)\d\d|[01]\d[.]?[0-5]\d|2[0-3][.]?[0-5]\d)")
"""A day in figures and a year or a clock after it."""
_LANDLINE = re.compile(r"0\d{3}[ /-]*\d\d ?\d\d ?\d\d")
_LANDLINE_WITHIN = re.compile(r"(?<=\D)0\d{2,3}-\d\d \d\d")
_OUTER = re.compile(r"[\w]|[-+‐‑‒–—―−.,]\d")
"""What may not touch a number that is not written as one: then it is a part of something longer."""

_FIGURES = re.compile(r"[0-9][^A-Za-zåäöÅÄÖ]{7,}[0-9]")
"""Figures in a row: found quickly, and looked at closely where they may be a date or a mobile number."""
_NO_FIGURE = re.compile("[^0-9]+")
_DATED = re.compile("[0-9]{2}(?:0[1-9]|1[0-2])[0-36-9][0-9]{5}")
_HEX = re.compile("[0-9a-fA-F]{24,}")

_BETWEEN = rf"(?:[\s.()/|*'·•_‐‑‒–—―−-]{{0,4}}|-?{_BREAK})"
_MOBILE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:(?:(?:\+|00|\b(?=467\d{{8}}\b)){_BETWEEN}46{_BETWEEN}(?:0{_BETWEEN})?|0\)?\s?)"
    rf"7[02369](?:{_BETWEEN}\d){{7}}|46 7[02369](?: ?\d){{7}}|0 ?7 ?[02369](?: ?\d){{7}})(?!\d)"
)

Match = tuple[int, str, str]
"""Where, the value itself, and the rule it breaks."""


def find_personal_numbers(text: str) -> Iterator[Match]:
    """Yield where persons' numbers stand in a text, each with the rule it breaks."""
    for figures in _FIGURES.finditer(text):
        bare = _NO_FIGURE.sub("", figures[0])
        if _DATED.search(bare) or "07" in bare or "467" in bare:
            yield from _search(text, max(0, figures.start() - 6), figures.end() + 6)


def _search(text: str, start: int, end: int) -> Iterator[Match]:
    """Yield the persons' numbers that begin between two places in a text."""
    seen, at = set(), start
    while match := _NUMBER.search(text, at, end):
        century, year, month, day, _gap, last = match.groups()
        at = match.start() + 1  # what is no person's may begin inside what looked like one
        if is_personal(century, year, month, day, last) and not _is_other_number(text, match):
            at = match.end()
            seen.add(match.start())
            yield match.start(), match[0], "personal-identity-number"
    for match in _SPACED.finditer(text, start, end):
        bare = _NO_FIGURE.sub("", match[0])
        parts = (bare[:-10] or None, bare[-10:-8], bare[-8:-6], bare[-6:-4], bare[-4:])
        if match.start() not in seen and len(bare) in (10, 12) and is_personal(*parts):
            yield match.start(), match[0], "personal-identity-number"
    for match in _MOBILE.finditer(text, start, end):
        if not Phone(match[0]).fictional and not _is_digest(text, match):
            yield match.start(), match[0], "personal-address"


def is_personal(century: str | None, year: str, month: str, day: str, last: str) -> bool:
    """Return whether figures are an identity or coordination number (day + 60)."""
    number = year + month + day + _NO_FIGURE.sub("", last)
    day_of_month = int(day) - 60 if int(day) > 60 else int(day)
    centuries = [century] if century in ("18", "19", "20") else ["19", "20"]
    days = (_is_day(int(century + year), int(month), day_of_month) for century in centuries)
    return _has_control_digit(number) and any(days)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _has_control_digit(number: str) -> bool:
    """Return whether the last of ten figures is a valid control digit (modulus 10)."""
    doubled = (int(figure) * (2 - at % 2) for at, figure in enumerate(number))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_other_number(text: str, match: re.Match[str]) -> bool:
    """Return whether figures are something else after all: a phone, a diary, a digest."""
    figures = match[0]
    if _is_phone(text, match) or _is_digest(text, match):
        return True
    if _STRICT.fullmatch(figures):
        return False
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    joined = re.search(r"\d[.,]$|[a-z]$", before) or _OUTER.match(after)
    other = _DIARY.match(figures) or _TIME.fullmatch(figures) or _LANDLINE_WITHIN.search(figures)
    return bool(joined or other)


def _is_phone(text: str, match: re.Match[str]) -> bool:
    """Return whether ten figures are written as a phone number, or follow ``phone:``."""
    if match[1] is not None or not match[0].startswith("0"):
        return False
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    written = _LANDLINE.fullmatch(match[0]) and not match[0].isdecimal()
    return bool(written) or line.lstrip(" -").startswith("phone:")


def _is_digest(text: str, match: re.Match[str]) -> bool:
    """Return whether figures are a part of a program's digest."""
    if not match[0].isdecimal():
        return False
    around = text[max(0, match.start() - 80) : match.end() + 80]
    return any(match[0] in run and not run.isdecimal() for run in _HEX.findall(around))
