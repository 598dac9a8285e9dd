"""What the monthly sheet says once there are figures.

One reading for page, paper and spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from macros.records.binder import Binder
from macros.records.figure_words import (
    NOTHING,
    say_amount,
    say_count,
    say_left,
    say_month_list,
    say_months,
    say_percent,
)
from macros.records.figures import FigureYear
from macros.records.follow_up import Goal, Measure
from macros.records.sheet_notes import Activity, Deviation, GoodExample
from macros.records.year_figures import Amount, Cell, Progress, YearFigures, add_up, leave_later

_LAST = 12
_PAPER_ROWS = 19


@dataclass(frozen=True, slots=True)
class MonthCell:
    """Some months of a row, 1 to 12, and what stands there.

    It ``is_counted`` where answers came in, also where nothing of them may be shown: then ``amount`` is None.
    """

    first: int
    last: int
    is_counted: bool
    amount: Amount | None = None

    @property
    def span(self) -> int:
        """How many months it covers."""
        return self.last - self.first + 1

    @property
    def words(self) -> str:
        """What is read there."""
        return say_amount(self.amount) if self.is_counted else NOTHING

    @property
    def percent_words(self) -> str:
        """Its share in per cent."""
        return say_percent(self.amount) or NOTHING

    @property
    def months(self) -> str:
        """The months that it covers, in words."""
        return say_months(self.first, self.last, long=True)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet.

    A measure, or one ``answer`` of a measure that lists answers.

    ``total`` is None where nothing of it may be shown. ``missing`` are the months until now that are not in
    the total. ``progress`` belongs to the first measure of a goal.
    """

    measure: Measure
    answer: str
    cells: tuple[MonthCell, ...]
    total: Amount | None
    missing: str
    goal: Goal | None = None
    progress: Progress | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no answers to it have come in."""
        return not any(cell.is_counted for cell in self.cells)

    @property
    def counted(self) -> list[MonthCell]:
        """The months that have a number."""
        return [cell for cell in self.cells if cell.is_counted]

    @property
    def total_words(self) -> str:
        """What stands under *hittills i år*."""
        return NOTHING if self.is_empty else say_amount(self.total)

    @property
    def percent_words(self) -> str:
        """What stands under *procent*."""
        return (not self.is_empty and say_percent(self.total)) or NOTHING

    @property
    def left_words(self) -> str:
        """How far it is to the goal; nothing where that is not known."""
        return say_left(self.progress) if self.progress else ""


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """The filled sheet of one year.

    ``through`` is the last month with figures. ``groups`` are the rows of each measure: one, or its answers.
    """

    year: str
    figures: FigureYear
    through: int
    groups: tuple[tuple[Measure, tuple[SheetRow, ...]], ...]
    deviations: tuple[Deviation, ...]
    examples: tuple[GoodExample, ...]
    activities: tuple[Activity, ...]

    @property
    def period(self) -> str:
        """The months that the sheet tells of: *januari–september 2026*."""
        return f"{say_months(1, self.through, long=True)} {self.year}"

    @property
    def file(self) -> str:
        """The name of its spreadsheet, in the binder's folder."""
        return f"siffror-{self.year}.xlsx"

    @property
    def room_for_answers(self) -> int:
        """How many answers of each measure that lists them a landscape sheet has room for."""
        several = [rows for _, rows in self.groups if rows and rows[0].answer]
        free = _PAPER_ROWS - len(self.groups)
        return max(free // len(several), 2) if several else free

    @property
    def rows(self) -> list[SheetRow]:
        """The rows of the measures that have numbers of their own, in order."""
        return [row for _, rows in self.groups for row in rows if not row.answer and not row.is_empty]

    @property
    def goal_rows(self) -> list[SheetRow]:
        """The rows that tell how far a goal is reached."""
        return [row for row in self.rows if row.progress is not None]

    @property
    def latest(self) -> list[tuple[SheetRow, MonthCell]]:
        """The rows that have a number for the latest months, with it."""
        found = [(row, row.counted[-1]) for row in self.rows]
        return [(row, cell) for row, cell in found if cell.last == self.through]

    @property
    def deviation_words(self) -> str:
        """How many deviations the year has had, and how many are open.

        As a sentence.
        """
        told = say_count(len(self.deviations), "avvikelse är skriven", "avvikelser är skrivna")
        left = sum(item.done is None for item in self.deviations)
        open_words = f", och {say_count(left, 'är', 'är')} inte klara" if left > 1 else ""
        if left == 1:
            open_words = ", och en är inte klar" if len(self.deviations) > 1 else ", och den är inte klar"
        return f"{told[:1].upper()}{told[1:]} under {self.year}{open_words}."

    @property
    def latest_period(self) -> str:
        """The latest months that were counted together: *juli–september 2026*."""
        first = max((cell.first for _, cell in self.latest), default=self.through)
        return f"{say_months(first, self.through, long=True)} {self.year}"

    def name_months(self, cell: MonthCell) -> str:
        """Return the months of a cell in brackets.

        Nothing where they are those of the latest period.
        """
        latest = cell.span == 1 or f"{cell.months} {self.year}" == self.latest_period
        return "" if latest else f" ({cell.months})"


def make_month_sheet(binder: Binder, year: str = "", until: date | None = None) -> MonthSheet | None:
    """Return the filled sheet of a year, the latest with figures where none is named.

    With ``until`` only of the months that were over on that day. None where the binder has no figures or
    counts nothing.
    """
    binder = binder if until is None else leave_later(binder, until)
    year, follow_up = year or binder.figures_year, binder.follow_up
    figures = binder.figures.get(year)
    if follow_up is None or figures is None or not figures.tables:
        return None
    numbers = YearFigures(binder, year)
    through = max(table.months[1] for table in figures.tables)
    reader = _Reader(numbers, through, follow_up.goals)
    return MonthSheet(
        year,
        figures,
        through,
        tuple((measure, tuple(reader.read(measure))) for measure in follow_up.measures),
        tuple(item for item in follow_up.deviations if item.month.start[:4] == year),
        tuple(item for item in follow_up.examples if item.month.start[:4] == year),
        tuple(follow_up.activities),
    )


class _Reader:
    """Reads the rows of measures.

    A goal is told of at the first measure that follows it.
    """

    def __init__(self, numbers: YearFigures, through: int, goals: Sequence[Goal]) -> None:
        self.numbers = numbers
        self.through = through
        self.goals = {goal.id: goal for goal in goals}
        self.told: set[str] = set()

    def read(self, measure: Measure) -> Iterator[SheetRow]:
        """Yield the row of a measure, or one for each answer."""
        if measure.spread and measure.survey:
            yield from self.read_answers(measure, measure.spread, measure.survey)
            return
        cells = self.numbers.cells(measure)
        total = self.numbers.total(measure)
        goal = self.goals.get(measure.goal or "")
        progress = self.numbers.progress(goal) if goal and goal.id not in self.told else None
        self.told |= {goal.id} if goal else set()
        yield self.make_row(measure, "", cells, total, goal, progress)

    def read_answers(self, measure: Measure, question: str, survey: str) -> Iterator[SheetRow]:
        """Yield a row for each answer, in the order in which the survey has them."""
        answers: dict[str, list[Cell]] = {}
        for cell, amounts in self.numbers.spread(question, survey):
            for answer, amount in amounts:
                answers.setdefault(answer, []).append(Cell(cell.first, cell.last, amount))
        for answer, cells in answers.items():
            yield self.make_row(measure, answer, cells, add_up(cells))

    def make_row(
        self,
        measure: Measure,
        answer: str,
        cells: Sequence[Cell],
        total: Amount | None,
        goal: Goal | None = None,
        progress: Progress | None = None,
    ) -> SheetRow:
        """Return a row whose cells cover the year."""
        shown = [cell for cell in cells if cell.amount is not None]
        covered = {month for cell in shown for month in range(cell.first, cell.last + 1)}
        missing = [month for month in range(1, self.through + 1) if month not in covered]
        whole_year = tuple(_fill_gaps(cells))
        return SheetRow(
            measure, answer, whole_year, total, say_month_list(missing) if covered else "", goal, progress
        )


def _fill_gaps(cells: Iterable[Cell]) -> Iterator[MonthCell]:
    """Yield cells for the whole year, one for each month that has no figures."""
    month = 1
    for cell in sorted(cells, key=lambda cell: cell.first):
        yield from (MonthCell(gap, gap, False) for gap in range(month, cell.first))
        yield MonthCell(cell.first, cell.last, True, cell.amount)
        month = cell.last + 1
    yield from (MonthCell(gap, gap, False) for gap in range(month, _LAST + 1))


def most_given(rows: Sequence[SheetRow], room: int) -> list[SheetRow]:
    """Return the rows of the answers that most have given, in their own order."""
    kept = sorted(rows, key=lambda row: row.total.low + row.total.high if row.total else 0, reverse=True)
    return [row for row in rows if row in kept[:room]]
