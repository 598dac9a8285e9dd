"""What a binder's figures say of its measures and goals.

A number that is not written is never guessed. It becomes an ``Amount`` from its lowest to its highest
possible value, and what is added to it gets bounds too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from macros.records.binder import Binder
from macros.records.figures import SMALLEST, FigureCount, FigureTable
from macros.records.follow_up import Goal, Measure
from macros.records.suppression import bound_option, bound_values


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, from ``low`` to ``high``, of so many.

    ``of`` is 0 where it is a share of nothing.
    """

    low: int
    high: int
    of: int = 0

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    @property
    def percent(self) -> tuple[int, int] | None:
        """Its bounds in whole per cent, rounded half up. None of nothing."""
        if not self.of:
            return None
        low, high = ((200 * part + self.of) // (2 * self.of) for part in (self.low, self.high))
        return low, high

    def __add__(self, other: Amount) -> Amount:
        """Return both together, of both."""
        return Amount(self.low + other.low, self.high + other.high, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Cell:
    """A measure's number in months from 1 to 12, ``first`` and ``last`` counted.

    ``amount`` is None where answers came in but nothing of them may be shown.
    """

    first: int
    last: int
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a goal is reached by a year's ``total``, in whole numbers or per cent."""

    target: int
    percent: bool
    total: Amount

    @property
    def bounds(self) -> tuple[int, int]:
        """The bounds of the total, in the target's unit: per cent are rounded."""
        return (self.total.percent if self.percent else None) or (self.total.low, self.total.high)

    @property
    def reached(self) -> bool:
        """Whether it is reached for certain: 89.6 per cent is not 90."""
        return self._reaches(self.total.low)

    @property
    def left(self) -> tuple[int, int]:
        """The least and the most that is left: 0 only where it is reached."""
        low, high = self.bounds
        most = 0 if self.reached else max(self.target - low, 1)
        return 0 if self._reaches(self.total.high) else max(self.target - high, 1), most

    @property
    def is_close(self) -> bool:
        """Whether all that is left is less than half a per cent."""
        return self.percent and not self._reaches(self.total.high) and self.bounds[0] >= self.target

    def _reaches(self, part: int) -> bool:
        return 100 * part >= self.target * self.total.of if self.percent else part >= self.target


class YearFigures:
    """The figures of one year of a binder.

    ``year`` is a key of ``binder.figures``; another year has no figures.
    """

    def __init__(self, binder: Binder, year: str) -> None:
        self.binder = binder
        self.year = year
        figures = binder.figures.get(year)
        self.tables = sorted(figures.tables if figures else [], key=lambda table: table.months)

    def tables_of(self, survey: str) -> list[FigureTable]:
        """Return the tables of a survey, by month."""
        return [table for table in self.tables if table.survey == survey]

    def cells(self, measure: Measure) -> list[Cell]:
        """Return a measure's numbers by month.

        Empty of a measure that nothing counts, and of one that shows how answers are spread: see ``spread``.
        """
        if not measure.survey or measure.spread:
            return []
        tables = self.tables_of(measure.survey)
        if not measure.counts:
            return [Cell(*table.months, Amount(table.answers, table.answers)) for table in tables]
        return list(_join_cells(tables, measure.id))

    def spread(self, question: str, survey: str) -> list[tuple[Cell, list[tuple[str, Amount]]]]:
        """Return how often each answer to a question was given, by group of months."""
        found = []
        for table in self.tables_of(survey):
            for count in table.counts:
                if count.id == question:
                    answers = [value.answer for value in count.values]
                    amounts = list(zip(answers, bound_amounts(count), strict=True))
                    cell = Cell(table.since(count), table.months[1], Amount(count.answered, count.answered))
                    found.append((cell, amounts))
        return found

    def total(self, measure: Measure) -> Amount | None:
        """Return what is shown of a measure so far this year.

        None before its first number.
        """
        return add_up(self.cells(measure))

    def progress(self, goal: Goal) -> Progress | None:
        """Return how far a goal is reached.

        None where no measure counts it or it is no number.
        """
        measures = self.binder.follow_up.measures if self.binder.follow_up else []
        measure = next((measure for measure in measures if measure.goal == goal.id), None)
        target, total = goal.target, self.total(measure) if measure else None
        if target is None or total is None:
            return None
        number, percent = target
        return Progress(number, percent, total) if total.of or not percent else None


def leave_later(binder: Binder, day: date) -> Binder:
    """Return a binder with only the figures of months that were over on a day."""
    tables = {
        year: [table for table in figures.tables if table.last.last < day]
        for year, figures in binder.figures.items()
    }
    figures = {
        year: binder.figures[year].model_copy(update={"tables": kept})
        for year, kept in tables.items()
        if kept
    }
    return binder.model_copy(update={"figures": figures})


def add_up(cells: Iterable[Cell]) -> Amount | None:
    """Return what some cells show together, None where nothing is shown."""
    shown = [cell.amount for cell in cells if cell.amount is not None]
    return sum(shown[1:], shown[0]) if shown else None


def bound_amounts(count: FigureCount) -> list[Amount]:
    """Return what a reader may know of each value: its number, or its bounds.

    A sum of numbers is a share of nothing.
    """
    if count.manner == "number":
        (mark,) = count.marks
        return [Amount(mark, mark) if isinstance(mark, int) else Amount(0, SMALLEST - 1)]
    if count.manner == "several":
        spans = [bound_option(mark, count.answered)[0] for mark in count.marks]
    else:
        spans = bound_values(count.marks, count.answered)
    return [Amount(*span, count.answered) for span in spans]


def _join_cells(tables: Iterable[FigureTable], measure: str) -> Iterator[Cell]:
    """Yield the cells of a measure that is answered yes or no: how many yes.

    A table whose answers are counted in a later one has no cell of its own.
    """
    waiting: list[FigureTable] = []
    for table in tables:
        count = next((count for count in table.counts if count.id == measure), None)
        if count is None:
            waiting.append(table)
            continue
        first = table.since(count)
        yield from _withhold(earlier for earlier in waiting if earlier.months[0] < first)
        waiting = []
        yield Cell(first, table.months[1], bound_amounts(count)[0])
    yield from _withhold(waiting)


def _withhold(tables: Iterable[FigureTable]) -> Iterator[Cell]:
    return (Cell(*table.months, None) for table in tables)
