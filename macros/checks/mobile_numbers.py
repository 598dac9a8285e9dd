"""Find mobile numbers in a row of figures, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.figure_rows import NEAR, TOUCH, WORDS, Row
from macros.records.values import Phone

_REST = "[0-9]{7}"
_NUMBER = re.compile(f"(?:0|(?:00)?460?)7[02369]{_REST}")
_BEGINS = re.compile("(?:0|(?:00)?460?)?7[02369]")
_LABEL = re.compile(
    r"(?i)(?:mob|\btel|tfn|\bring|\bsms|swish|phone|wa\.me|whatsapp|signal|\bnås\b|\bnr\b|nummer)(?:(?!\n\n).){0,40}$",
    re.DOTALL,
)
_SIZES = range(9, 15)
"""How many figures there may be, with a country code or without the first 0."""


def find_mobile_numbers(row: Row) -> Iterator[tuple[int, int]]:
    """Yield the first and the last group of each mobile number that may be real."""
    end = -1
    for first in range(len(row.groups)):
        if first <= end or not row.begins(first, _BEGINS):
            continue
        last = _find_end(row, first)
        if last is not None:
            figures = "".join(part.figures for part in row.groups[first : last + 1])
            if not Phone(figures).fictional:
                yield first, last
            end = last


def _find_end(row: Row, first: int) -> int | None:
    """Return the last group of a mobile number that begins at a group, if one does."""
    for size in _SIZES:
        last, figures = row.stretch(first, size) or (first, "")
        if _NUMBER.fullmatch(figures) and _is_written_as_one(row, first, last):
            return last
        if size == 9 and figures[:1] == "7" and _is_labelled(row, first, last, figures):
            return last
    return _find_end_beyond_words(row, first)


def _is_written_as_one(row: Row, first: int, last: int) -> bool:
    """Return whether the groups of a stretch with the right figures belong together."""
    sizes = [len(group.figures) for group in row.groups[first : last + 1]]
    inner, outer = row.inner(first, last), row.outer(first, last)
    if len(sizes) == 1:
        return True
    if _is_decimal(row, first):
        return False
    if row.groups[first].figures.startswith(("46", "0046")) or (sizes[0] in (3, 4) and len(sizes) < 6):
        return row.joins[first] >= TOUCH and (inner <= NEAR or outer >= inner)
    return outer > inner and ((set(sizes) == {2} and _is_even(row, first, last)) or set(sizes) != {2})


def _is_decimal(row: Row, first: int) -> bool:
    """Return whether a group is what stands before a decimal point, or after one."""
    start, end = row.groups[first].start, row.groups[first].end
    alone = row.groups[first].figures == "0" and row.text[end] in ".,"
    return alone or bool(re.search(r"\d[.,]$", row.text[max(0, start - 2) : start]))


def _is_even(row: Row, first: int, last: int) -> bool:
    """Return whether pairs are held apart by one sign, which those of clocks are not."""
    return len({row.between(at, at + 1).strip() for at in range(first, last)}) == 1


def _is_labelled(row: Row, first: int, last: int, figures: str) -> bool:
    """Return whether nine figures are a mobile number whose first 0 is lost."""
    start = row.groups[first].start
    return (
        _NUMBER.fullmatch("0" + figures) is not None
        and row.inner(first, last) <= NEAR < row.outer(first, last)
        and _LABEL.search(row.text[max(0, start - 60) : start]) is not None
    )


def _find_end_beyond_words(row: Row, first: int) -> int | None:
    """Return the end of a number with words after its prefix, or None."""
    prefix, after = row.groups[first].figures, first + 1
    if not re.fullmatch("07[02369][0-9]?", prefix) or after == len(row.groups) or row.joins[after] != WORDS:
        return None
    gap = row.between(first, after)
    if len(gap) > 25 or "%" in gap or len(re.findall(r"[^\W\d_]+", gap)) > 3:
        return None
    last, _ = row.stretch(after, 10 - len(prefix)) or (0, "")
    return last if last and row.inner(after, last) <= NEAR < row.outer(after, last) else None
