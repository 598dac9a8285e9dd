"""Decide what may be published of small numbers, so that none can be worked out.

A cell is a number of answers in some months. One that is truly 0 to 4 is never written, and what else is
written must leave it free to be any of 0 to 4. That is *primary* and *secondary suppression*, and the check
is of each cell's *feasibility interval*: the values it may have by all that is published (Hundepool et al.,
Handbook on Statistical Disclosure Control, section 4.2.2 and glossary, sdctools.github.io/HandbookSDC). Here
the interval asked for is 0 to 4, whatever the number is, zero too.

The tables of a survey follow upon each other, and each publishes how many answered the survey. A question is
counted in a *group* of them, one or more. A group publishes how many answered the question, and a mark for
each value: the count, *fewer* (0 to 4), *nearly all* (0 to 4 of those who answered did not), or nothing. What
is published of other groups, other questions and before is about other numbers, so a group can be judged by
itself. No two figures overlap: a question has one group for each table, and a question that a measure counts
has no figures of its own.

The reader is taken to know what a mark means, and that where one value is marked *fewer*, those without a
mark are five or more. So of 8 answers, 6 and 2, nothing can be said: with *fewer* for the 2 the other would
be at least 5, and the 2 at most 3.

Within a group of several tables a cell of one table is hidden, and yet bounded: at most so many answered the
survey then, and the rest must have answered in the other tables. A table with answers is a row, a value a
column; row sums and column sums have bounds, and their total is known. A cell then lies between
``row + column - total`` at their least and the smaller of both at their most (the Fréchet bounds), and takes
every value between. Runs of tables are judged as one row too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from macros.records.figures import SMALLEST, Manner, Mark

Span = tuple[int, int]
"""The least and the most that a number may be."""
_MOST = SMALLEST - 1
_ALL_WAYS = 2
"""So many counts are withheld in every combination; more only from the smallest, or the largest."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The answers to one question in one table, as they are.

    ``answers`` is how many answered the survey, ``answered`` the question, ``values`` how many gave each
    value: of a number there is one value, the sum.
    """

    answers: int
    answered: int
    values: tuple[int, ...]


def choose_marks(rows: Sequence[Counted], manner: Manner) -> tuple[Mark, ...] | None:
    """Return the most telling marks for some tables, or None for nothing."""
    answered = sum(row.answered for row in rows)
    totals = [sum(column) for column in zip(*(row.values for row in rows), strict=True)]
    if answered < SMALLEST or not _hides_rows(rows, answered):
        return None
    if manner == "number":
        return tuple(_mark(total) for total in totals)
    if manner == "several":
        return _choose_options(rows, totals, answered)
    for marks in _list_patterns(totals):
        if _hides_values(rows, [row.values for row in rows], bound_values(marks, answered), answered):
            return marks
    return None


def bound_values(marks: Sequence[Mark], answered: int) -> list[Span]:
    """Return what a reader may know of each value, where one gives one."""
    least = SMALLEST if "fewer" in marks else 0
    spans = [_bound(mark, answered, least) for mark in marks]
    low, high = (sum(ends) for ends in zip(*spans, strict=True))
    return [
        (max(span[0], answered - (high - span[1])), min(span[1], answered - (low - span[0])))
        for span in spans
    ]


def bound_option(mark: Mark, answered: int) -> list[Span]:
    """Return what a reader may know of how many chose an answer, and how many did not."""
    if mark == "nearly_all":
        return bound_values((None, "fewer"), answered)
    other = answered - mark if isinstance(mark, int) else None
    return bound_values((mark, other), answered)


def bound_rows(answers: Sequence[int], answered: int) -> Iterator[tuple[int, int, Span]]:
    """Yield each run of tables but all, and how many may have answered in it."""
    for first in range(len(answers)):
        for end in range(first + 1, len(answers) + 1):
            if end - first < len(answers):
                inside = sum(answers[first:end])
                yield first, end, (max(answered - (sum(answers) - inside), 0), min(inside, answered))


def bound_cell(row: Span, column: Span, answered: int) -> Span:
    """Return what a reader may know of a cell by its row and its column."""
    return max(row[0] + column[0] - answered, 0), min(row[1], column[1])


def find_derivable(answers: Sequence[int], answered: int, manner: Manner, marks: Sequence[Mark]) -> list[int]:
    """Return the numbers of the small values that are told too much of.

    ``answers`` are what the group's tables publish. Nothing is known of the answers themselves here, so only
    values are found that must be small, in all tables or in some.
    """
    if manner == "number":
        return []
    whole = [(answered, answered), *(span for _, _, span in bound_rows(answers, answered))]
    columns = (
        [bound_values(marks, answered)[number : number + 1] for number in range(len(marks))]
        if manner == "single"
        else [bound_option(mark, answered) for mark in marks]
    )
    return [
        number
        for number, spans in enumerate(columns)
        if any(
            cell[1] < SMALLEST and not is_hidden(cell)
            for row in whole
            for cell in (bound_cell(row, span, answered) for span in spans)
        )
    ]


def is_hidden(span: Span) -> bool:
    """Report whether a number in a span may still be any of 0 to 4."""
    return span[0] == 0 and span[1] >= _MOST


def _mark(total: int) -> Mark:
    return total if total >= SMALLEST else "fewer"


def _bound(mark: Mark, answered: int, least: int) -> Span:
    if isinstance(mark, int):
        return mark, mark
    return (0, min(_MOST, answered)) if mark == "fewer" else (least, answered)


def _choose_options(rows: Sequence[Counted], totals: Sequence[int], answered: int) -> tuple[Mark, ...] | None:
    """Return the marks of answers of which each could give several.

    Who answered gave at least one. Where the others' marks then tell that some gave this one, more is
    withheld: the smallest count first.
    """
    marks = [_choose_option(rows, number, answered) for number in range(len(totals))]
    order = sorted(range(len(totals)), key=lambda number: (totals[number] < SMALLEST, totals[number]))
    for number in order:
        if _covers(rows, marks, answered):
            break
        marks[number] = None
    return tuple(marks) if any(mark is not None for mark in marks) else None


def _covers(rows: Sequence[Counted], marks: Sequence[Mark], answered: int) -> bool:
    """Report whether the other answers can be all, wherever few gave one."""
    most = [bound_option(mark, answered)[0][1] for mark in marks]
    return all(
        _is_covered(span[0], most[:number] + most[number + 1 :], most[number], answered)
        for first, end, span in _list_runs(rows, answered)
        for number in range(len(marks))
        if sum(row.values[number] for row in rows[first:end]) < SMALLEST
    )


def _is_covered(here: int, others: Sequence[int], own: int, answered: int) -> bool:
    """Report whether so many, here and in all, can have given the others."""
    return (
        sum(min(here, most) for most in others) >= here
        and sum(others) + min(own, answered - here) >= answered
    )


def _list_runs(rows: Sequence[Counted], answered: int) -> list[tuple[int, int, Span]]:
    """Return all tables, and each run of them, with how many may have answered."""
    return [(0, len(rows), (answered, answered)), *bound_rows([row.answers for row in rows], answered)]


def _choose_option(rows: Sequence[Counted], number: int, answered: int) -> Mark:
    """Return the mark of one answer of several: it is given, or not."""
    given = [row.values[number] for row in rows]
    cells = [(count, row.answered - count) for count, row in zip(given, rows, strict=True)]
    total = sum(given)
    wanted: list[Mark] = [_mark(total)] + (["nearly_all"] if answered - total < SMALLEST else [])
    for mark in wanted:
        if _hides_values(rows, cells, bound_option(mark, answered), answered):
            return mark
    return None


def _hides_rows(rows: Sequence[Counted], answered: int) -> bool:
    """Report whether it is hidden how few answered in some of the tables."""
    return all(
        is_hidden(span)
        for first, end, span in bound_rows([row.answers for row in rows], answered)
        if sum(row.answered for row in rows[first:end]) < SMALLEST
    )


def _hides_values(
    rows: Sequence[Counted], cells: Sequence[Sequence[int]], columns: Sequence[Span], answered: int
) -> bool:
    """Report whether each small cell, of all tables or some, is hidden."""
    return all(
        is_hidden(bound_cell(span, column, answered))
        for first, end, span in _list_runs(rows, answered)
        for number, column in enumerate(columns)
        if sum(row[number] for row in cells[first:end]) < SMALLEST
    )


def _list_patterns(totals: Sequence[int]) -> Iterator[tuple[Mark, ...]]:
    """Yield the marks that some values may get, the most telling first.

    As few counts as possible are withheld, and small ones rather than large. The values below five are all
    marked *fewer*, or none is. Each pattern says something.
    """
    large = sorted((total, number) for number, total in enumerate(totals) if total >= SMALLEST)
    has_small = len(large) < len(totals)
    for size in range(len(large) + 1):
        for chosen in _choose(large, size):
            withheld = {number for _, number in chosen}
            for is_marked in (True, False) if has_small else (False,):
                if is_marked or size < len(large):
                    yield tuple(
                        (None if number in withheld else total)
                        if total >= SMALLEST
                        else ("fewer" if is_marked else None)
                        for number, total in enumerate(totals)
                    )


def _choose(large: Sequence[tuple[int, int]], size: int) -> list[tuple[tuple[int, int], ...]]:
    """Return which counts to withhold, so many of them, the least loss first."""
    if size <= _ALL_WAYS:
        return sorted(combinations(large, size), key=lambda chosen: (sum(n for n, _ in chosen), chosen))
    return list(dict.fromkeys((tuple(large[:size]), tuple(large[len(large) - size :]))))
