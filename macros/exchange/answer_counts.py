"""Count the answers of an export by month, and forget them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from macros.exchange.answer_cells import (
    PERSONAL,
    CellError,
    Month,
    describe_answers,
    hide_months,
    read_month,
    read_number,
    read_values,
)
from macros.exchange.answer_columns import ColumnFinder, Columns
from macros.exchange.answer_table import AnswerSheet, Value
from macros.exchange.workbook_rows import MAX_FAULTS, Book
from macros.records.binder import Binder
from macros.records.figures import SUM
from macros.records.suppression import Counted
from macros.records.survey_counts import (
    SEVERAL_KINDS,
    Variable,
    list_answers,
    list_spellings,
    list_variables,
)

Period = tuple[Month, Month]
"""The first and the last month, both counted."""
Cell = frozenset[str] | int | None
"""The ids of a cell's values, or its number. None where the question was not answered."""


@dataclass(slots=True)
class Tally:
    """How many answered a survey, and each question, and gave each value."""

    answers: int = 0
    answered: Counter[str] = field(default_factory=Counter)
    values: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add what another has counted."""
        self.answers += other.answers
        self.answered.update(other.answered)
        self.values.update(other.values)

    def of(self, variable: Variable) -> Counted:
        """Return what was counted of a variable."""
        values = tuple(self.values[variable.id, key] for key, _ in variable.values)
        return Counted(self.answers, self.answered[variable.id], values)


Tallies = dict[Period, Tally]


def sum_up(tallies: Tallies, first: Month, last: Month) -> Tally:
    """Return what was counted in the months from ``first`` to ``last``."""
    whole = Tally()
    for period, tally in tallies.items():
        if first <= period[0] and period[1] <= last:
            whole.add(tally)
    return whole


class AnswerCounter:
    """Counts the rows of one survey's exports."""

    def __init__(self, binder: Binder, name: str, today: date, looks_personal: Callable[[str], bool]) -> None:
        self.today = today
        self.looks_personal = looks_personal
        self.finder = ColumnFinder(binder, name, looks_personal)
        self.variables = list_variables(binder, name)
        survey = binder.surveys[name]
        self.questions = {question.id: question for question in survey.questions}
        self.words = {
            key: [words for _, words in list_answers(binder, survey, question)]
            for key, question in self.questions.items()
        }
        self.spellings = {
            key: list_spellings(binder, survey, question) for key, question in self.questions.items()
        }
        self.memory: dict[tuple[str, type, Value], Cell] = {}
        self.months: dict[tuple[type, Value], Month] = {}

    def count(self, sheet: AnswerSheet, book: Book) -> tuple[Tallies, list[str]]:
        """Return what a sheet's rows hold by month, and the headings that were not read.

        What cannot be read is a fault of the book, by sheet, row and column.
        """
        columns = self.finder.find(sheet, book)
        tallies: Tallies = defaultdict(Tally)
        for number, row in sheet.rows.items():
            if len(book.faults) > MAX_FAULTS:
                book.add_fault("", 0, "", f"fler än {MAX_FAULTS} fel: resten visas inte", "Rätta dem först.")
                break
            cells = [*row, *[None] * (len(sheet.heads) - len(row))]
            if any(value is not None and value != "" for value in cells):
                self._count_row(cells, number, columns, tallies, sheet, book)
        return dict(tallies), columns.dropped

    def _count_row(
        self,
        row: list[Value],
        number: int,
        columns: Columns,
        tallies: Tallies,
        sheet: AnswerSheet,
        book: Book,
    ) -> None:
        """Count one answer, or add its faults."""
        given: dict[str, Cell] = {}
        for key, places in columns.questions.items():
            found: list[Cell] = []
            for column, option in places:
                try:
                    found.append(self._read(key, row[column], option))
                except CellError as error:
                    message, advice = self._explain(error, row[column])
                    advice = advice or describe_answers(self.words[key])
                    place = sheet.name_column(column)
                    book.add_fault(sheet.title, number, place, message, advice, repeat=False)
            place = sheet.name_column(places[-1][0])
            given[key] = self._join(key, found, (sheet.title, number, place), book)
        month = self._read_month(row, number, columns, sheet, book)
        if month is not None:
            self._add(tallies[month, month], given)

    def _read(self, key: str, value: Value, option: str | None) -> Cell:
        """Return a cell of a question; each way to fill it in is read once."""
        if value is None or value == "":
            return None
        if option is not None:
            chosen = str(value).strip().casefold()
            return (
                frozenset([option])
                if chosen not in ("0", "nej", "no", "n", "falskt", "false")
                else frozenset()
            )
        place = key, type(value), value
        if place not in self.memory:
            question = self.questions[key]
            self.memory[place] = (
                read_number(value)
                if question.kind == "number"
                else read_values(value, self.spellings[key], question.kind in SEVERAL_KINDS)
            )
        return self.memory[place]

    def _join(self, key: str, found: list[Cell], place: tuple[str, int, str], book: Book) -> Cell:
        """Return what a question's columns say together; only one of two may be filled in."""
        filled = [cell for cell in found if cell is not None]
        if self.questions[key].kind in SEVERAL_KINDS:
            chosen = frozenset[str]().union(*(cell for cell in filled if isinstance(cell, frozenset)))
            return chosen or None
        if len(filled) > 1:
            message, advice = "frågan är besvarad i två kolumner", "Låt svaret stå i en av dem."
            book.add_fault(*place, message, advice, repeat=False)
        return filled[0] if filled else None

    def _read_month(
        self, row: list[Value], number: int, columns: Columns, sheet: AnswerSheet, book: Book
    ) -> Month | None:
        """Return the month of a row; None where it has none, or cannot be read."""
        values = [(column, row[column]) for column in columns.months if row[column] not in (None, "")]
        if not columns.months:
            return None
        column, value = values[0] if values else (columns.months[0], None)
        try:
            if (type(value), value) not in self.months:
                self.months[type(value), value] = read_month(value)
            month = self.months[type(value), value]
            if month > (self.today.year, self.today.month):
                raise CellError("månaden har inte varit än", "Skriv månaden som svaret gäller.")
        except CellError as error:
            message, advice = self._explain(error, value)
            book.add_fault(sheet.title, number, sheet.name_column(column), message, advice, repeat=False)
            return None
        return month

    def _explain(self, error: CellError, value: Value) -> tuple[str, str]:
        """Return what is wrong with a cell: first of all that it may be about a person."""
        if self.looks_personal(hide_months(str(value or ""))):
            return PERSONAL
        message, advice = error.args
        return message, advice

    def _add(self, tally: Tally, given: dict[str, Cell]) -> None:
        """Add one answer to a month."""
        tally.answers += 1
        for variable in self.variables:
            cells = [(given.get(key), wanted) for key, wanted in variable.questions]
            answers = [(cell, wanted) for cell, wanted in cells if cell is not None]
            if not answers:
                continue
            tally.answered[variable.id] += 1
            for value, times in _values_of(answers):
                tally.values[variable.id, value] += times


def _values_of(answers: list[tuple[frozenset[str] | int, frozenset[str]]]) -> Iterable[tuple[str, int]]:
    """Yield the values that one answer gives a variable, and how many times."""
    cell = answers[0][0]
    if isinstance(cell, int):
        yield SUM, cell
    elif not any(wanted for _, wanted in answers):
        yield from ((key, 1) for key in cell)
    else:
        met = any(isinstance(cell, frozenset) and cell & wanted for cell, wanted in answers)
        yield ("ja" if met else "nej"), 1
