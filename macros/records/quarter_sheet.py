"""What the sheet that sums up a quarter says.

Its questions, with the figures that there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.records.binder import Binder
from macros.records.figure_words import HIDDEN, say_amount, say_months
from macros.records.follow_up import Measure
from macros.records.month_sheet import MonthCell, MonthSheet, make_month_sheet
from macros.records.shared_records import Section
from macros.records.text import Text
from macros.records.year_figures import Amount, YearFigures

_QUARTER = 3


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A question, or a measure that is counted every quarter.

    ``figures`` are the answers with their numbers in words; the answer is empty of what has but one. Without
    figures it is written by hand, ``is_number`` as a number.
    """

    record: Section | Measure
    title: Text
    is_number: bool
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class QuarterSheet:
    """The latest quarter that has figures; ``period`` is empty where none has."""

    period: str
    lines: tuple[QuarterLine, ...]


def make_quarter_sheet(binder: Binder) -> QuarterSheet:
    """Return the sheet of a binder.

    Its regular questions, then what it counts every quarter.
    """
    follow_up, sheet = binder.follow_up, make_month_sheet(binder)
    if follow_up is None:
        return QuarterSheet("", ())
    first = (sheet.through - 1) // _QUARTER * _QUARTER + 1 if sheet else 0
    numbers = {
        question.id
        for survey in binder.surveys.values()
        for question in survey.questions
        if question.kind == "number"
    }
    asked = {question.id for question in follow_up.questions}
    records: list[Section | Measure] = [*follow_up.questions]
    records += [
        measure
        for measure in follow_up.measures
        if measure.id not in asked and "kvartal" in str(measure.cadence or "")
    ]
    lines = tuple(
        QuarterLine(
            record,
            title,
            record.id in numbers,
            tuple(_list_figures(binder, sheet, record.id, first)) if sheet else (),
        )
        for record in records
        for title in _list_titles(record)
    )
    period = f"{say_months(first, sheet.through, long=True)} {sheet.year}" if sheet else ""
    return QuarterSheet(period, lines)


def _list_titles(record: Section | Measure) -> list[Text]:
    """Return the questions of a record: its points, or its title where it has none."""
    if isinstance(record, Measure):
        return [record.text]
    return record.points or [record.title]


def _list_figures(binder: Binder, sheet: MonthSheet, id: str, first: int) -> Iterator[tuple[str, str]]:
    """Yield the quarter's numbers for a measure or a question.

    A question of a survey has some where no measure counts it.
    """
    for measure, rows in sheet.groups:
        if measure.id == id:
            found = [(row.answer, _find_cell(row.counted, first)) for row in rows]
            yield from ((answer, _say(cell.amount, cell, first)) for answer, cell in found if cell)
            return
    numbers = YearFigures(binder, sheet.year)
    for survey in binder.surveys:
        for cell, amounts in numbers.spread(id, survey):
            if cell.last < first:
                continue
            place = MonthCell(cell.first, cell.last, True)
            for answer, amount in amounts:
                yield answer if amount.of else "", _say(amount, place, first)


def _find_cell(cells: list[MonthCell], first: int) -> MonthCell | None:
    return next((cell for cell in cells if cell.last >= first), None)


def _say(amount: Amount | None, cell: MonthCell, first: int) -> str:
    """Return a number in words.

    With its months, where they are more than the quarter's.
    """
    words = say_amount(amount) if amount else HIDDEN
    return f"{words} ({cell.months})" if cell.first < first else words
