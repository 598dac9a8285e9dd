"""Find rows of figures in a text, and how strongly their groups are held apart.

``ÅÅ MM DD-NNNN``, in figures, is a row of four groups. What stands between two of them weighs from nothing
to words; a number is a stretch of groups that are held together more tightly than the stretch is to its
neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

TOUCH, NEAR, CELL, LINE, PARAGRAPH, WORDS = 1, 2, 3, 4, 5, 9
"""What holds two groups apart: a sign, more signs, a table's bar, a line, an empty line, words."""

_GROUP = re.compile("[0-9]+")
_FARTHEST = 120
"""Groups that are farther apart, in characters, are not of the same row."""
_FEWEST = 7
"""A row with fewer figures holds no number: *5 maj 81* and four make seven."""
_SPOKEN_DASH = re.compile(r"(?i)(?:bindestreck|streck|minus|plus|dash|mellanslag)")
_LETTER_OR_UNIT = re.compile(r"[^\W\d_]|[%§°×€$£′″](?!\d)|(?<=\d)[%§°×€£]")
_LANDLINE = re.compile(
    r"08[-/]\d\d(?: \d\d){3}(?!\d)"
    r"|0(?<![\d(]0)(?<!\d[-+./]0)(?!7[02369])\d{1,3}(?: ?[-–/] ?)\d{2,3} \d{2,3}(?: \d{2})?(?!-?\d| [1-9])"
)


class Group(NamedTuple):
    """Figures in a row of their own: where, which, and whether letters touch them."""

    start: int
    end: int
    figures: str
    glued_before: bool
    glued_after: bool


class Row:
    """Groups of figures near each other.

    ``joins[i]`` is the weight of what stands before group ``i``; the last is of what stands after all.
    """

    def __init__(self, text: str, groups: list[Group]) -> None:
        """Weigh what stands between the groups, and count their figures."""
        self.text, self.groups = text, groups
        joins = [_weigh(text[before.end : after.start]) for before, after in pairwise(groups)]
        self.joins = [WORDS, *joins, WORDS]
        self.figures = "".join([group.figures for group in groups])
        self._counts = [0, *accumulate([len(group.figures) for group in groups])]
        self._groups_at = {count: at for at, count in enumerate(self._counts)}
        self._words_before = [*accumulate(join == WORDS for join in self.joins)]

    def inner(self, first: int, last: int) -> int:
        """Return the greatest weight between two groups."""
        return max(self.joins[first + 1 : last + 1], default=0)

    def outer(self, first: int, last: int) -> int:
        """Return the smaller weight around a stretch; 0 where letters touch it."""
        if self.groups[first].glued_before or self.groups[last].glued_after:
            return 0
        return min(self.joins[first], self.joins[last + 1])

    def between(self, first: int, last: int) -> str:
        """Return what stands between two groups."""
        return self.text[self.groups[first].end : self.groups[last].start]

    def has_sign(self, at: int, signs: str) -> bool:
        """Return whether one of some signs, and no other, stands before a group."""
        gap = self.between(at - 1, at).strip()
        return gap != "" and gap in signs

    def begins(self, first: int, pattern: re.Pattern[str]) -> bool:
        """Return whether figures begin as a pattern says at a group, and on into the next.

        Most groups are told apart by this from what is looked for, at a fifth of the work of a stretch.
        """
        return pattern.match(self.figures, self._counts[first]) is not None

    def stretch(self, first: int, size: int) -> tuple[int, str] | None:
        """Return the stretch of ``size`` figures that begins at a group.

        Its last group and its figures; None where it would end within a group, or words stand in it.
        """
        start = self._counts[first]
        last = self._groups_at.get(start + size, 0) - 1
        if last < first or self._words_before[last] > self._words_before[first]:
            return None
        return last, self.figures[start : start + size]


def find_rows(text: str) -> Iterator[Row]:
    """Yield each row of at least seven figures. Landline numbers are none."""
    groups: list[Group] = []
    for match in _GROUP.finditer(_LANDLINE.sub(_blank, text)):
        start, end = match.span()
        if groups and start - groups[-1].end > _FARTHEST:
            yield from _make_row(text, groups)
            groups = []
        groups.append(
            Group(start, end, match[0], text[start - 1 : start].isalpha(), text[end : end + 1].isalpha())
        )
    yield from _make_row(text, groups)


def _make_row(text: str, groups: list[Group]) -> Iterator[Row]:
    if sum(len(group.figures) for group in groups) >= _FEWEST:
        yield Row(text, groups)


@lru_cache(maxsize=10_000)
def _weigh(gap: str) -> int:
    """Return how strongly what stands between two groups holds them apart."""
    gap = _SPOKEN_DASH.sub("-", gap)
    lines, signs = gap.count("\n"), gap.strip()
    if lines > 2 or len(gap) > 60 or _LETTER_OR_UNIT.search(gap):
        return WORDS
    if lines:
        return LINE if lines == 1 else PARAGRAPH
    if any(sign in gap for sign in ";|\t"):
        return CELL
    return TOUCH if len(signs) <= 1 and len(gap) <= 3 and signs not in {",", "&"} else NEAR


def _blank(match: re.Match[str]) -> str:
    """Return letters for a number that is nobody's, so that nothing is found in it."""
    return "x" * len(match[0])
