"""Write and read the sheet in which answers on paper are counted.

Each row is an answer, each column a period.

The sheet itself holds small numbers and is never kept. Read back it is counted together with the web survey's
answers, before anything is suppressed.
"""

from __future__ import annotations

import io
import re
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from macros.exchange.answer_cells import MOST, CellError, Month, read_number
from macros.exchange.answer_counts import Period, Tallies, Tally
from macros.exchange.answer_table import AnswerSheet, Value
from macros.exchange.figure_tables import list_periods
from macros.exchange.workbook_rows import Book
from macros.records.survey_counts import YES_NO, Variable

HEADS = ("Rad", "Fråga", "Svar")
"""The first headings, by which the sheet is recognised."""
_ANSWERS = "svar"
_PERIOD = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])(?:--(0[1-9]|1[0-2]))?")
_HOW = (
    "Skriv hur många som svarade så. Tom ruta är 0. Små tal får stå här: de räknas ihop och döljs när filen "
    "läses in. Spara inte filen i pärmen, och ta bort den när siffrorna är inlästa."
)
_FILL = PatternFill("solid", fgColor="DDEBDD")
_WRAP = Alignment(wrap_text=True, vertical="top")


def write_count_sheet(variables: list[Variable], title: str, year: int, grain: str) -> bytes:
    """Return a workbook to count a survey's answers of a year in."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = str(year)
    book.properties.title = title
    periods = [_name_period(year, *months) for months in list_periods(1, grain)]
    sheet.append([*HEADS, *periods])
    for row in _list_rows(variables):
        sheet.append(list(row))
    for column, width in enumerate((30, 52, 40, *[12] * len(periods)), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        cell = sheet.cell(1, column)
        cell.font, cell.fill = Font(bold=True), _FILL
    for cells in sheet.iter_rows(min_row=2, max_col=3):
        for cell in cells:
            cell.alignment = _WRAP
    last = get_column_letter(len(HEADS) + len(periods))
    rule = DataValidation(
        type="whole", operator="between", formula1="0", formula2=str(MOST * 10), allow_blank=True,
        sqref=f"D2:{last}{sheet.max_row}", showErrorMessage=True, showInputMessage=True,
        errorTitle="Det går inte här", error="Skriv ett heltal.", promptTitle="Antal", prompt=_HOW,
    )  # fmt: skip
    sheet.add_data_validation(rule)
    sheet.freeze_panes = "D2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def is_count_sheet(sheet: AnswerSheet) -> bool:
    """Report whether a sheet is one of counts, by its headings."""
    return tuple(sheet.heads[: len(HEADS)]) == HEADS


def read_count_sheet(
    sheet: AnswerSheet, variables: list[Variable], grain: str, today: date, book: Book
) -> Tallies:
    """Return what a sheet says by period; what does not add up is a fault of the book."""
    rows = {str(row[0]).strip(): (number, row) for number, row in sheet.rows.items() if row[0]}
    known = {key for key, *_ in _list_rows(variables)}
    for key, (number, _) in rows.items():
        if key not in known:
            message = "raden hör inte till enkäten som den är nu"
            advice = "Gör ett nytt blad med  parmen figures sheet  och för över talen."
            book.add_fault(sheet.title, number, HEADS[0], message, advice, repeat=False)
    for key in sorted(known - rows.keys()):
        message = f"raden {key} saknas"
        book.add_fault(
            sheet.title, 0, "", message, "Gör ett nytt blad med  parmen figures sheet.", repeat=False
        )
    tallies: Tallies = {}
    for column, head in enumerate(sheet.heads[len(HEADS) :], len(HEADS)):
        cells = {key: (number, _at(row, column)) for key, (number, row) in rows.items() if key in known}
        if any(value not in (None, "") for _, value in cells.values()):
            period = _read_period(head, grain, today)
            if isinstance(period, str):
                book.add_fault(sheet.title, 1, "", period, "Skriv som bladet gjorde, till exempel 2027-03.")
            elif not known - rows.keys():
                tallies[period] = _Column(sheet, column, cells, book).read(variables)
    return tallies


class _Column:
    """One period's counts."""

    def __init__(
        self, sheet: AnswerSheet, column: int, cells: dict[str, tuple[int, Value]], book: Book
    ) -> None:
        self.sheet, self.place, self.book = sheet, sheet.name_column(column), book
        self.rows = {key: number for key, (number, _) in cells.items()}
        self.numbers = {key: self._read(number, value) for key, (number, value) in cells.items()}

    def read(self, variables: list[Variable]) -> Tally:
        """Return the counts, if they add up."""
        tally = Tally(self.numbers[_ANSWERS] or 0)
        for variable in variables:
            values = {key: self.numbers[f"{variable.id}.{key}"] or 0 for key, _ in variable.values}
            answered = self.numbers[variable.id]
            if answered is None:
                answered = sum(values.values()) if variable.manner == "single" else max(values.values())
            if answered > tally.answers:
                self._refuse(variable.id, "fler har svarat på frågan än på enkäten")
            elif variable.manner == "single" and sum(values.values()) != answered:
                self._refuse(variable.id, "svaren blir inte lika många som de som svarade på frågan")
            elif variable.manner == "several" and max(values.values()) > answered:
                self._refuse(variable.id, "ett av svaren har fler än de som svarade på frågan")
            elif variable.manner == "several" and sum(values.values()) < answered:
                self._refuse(variable.id, "svaren är färre än de som svarade på frågan")
            tally.answered[variable.id] = answered
            tally.values.update({(variable.id, key): value for key, value in values.items()})
        return tally

    def _read(self, row: int, value: Value) -> int | None:
        if value is None or value == "":
            return None
        try:
            return read_number(value)
        except CellError as error:
            message, advice = error.args
            self.book.add_fault(self.sheet.title, row, self.place, message, advice, repeat=False)
            return None

    def _refuse(self, key: str, message: str) -> None:
        advice = "Räkna om, och rätta talen."
        self.book.add_fault(self.sheet.title, self.rows[key], self.place, message, advice, repeat=False)


def _list_rows(variables: list[Variable]) -> list[tuple[str, str, str]]:
    """Return the rows of a sheet: id, question, answer."""
    rows = [(_ANSWERS, "Hur många svarade på enkäten?", "")]
    for variable in variables:
        rows.append((variable.id, variable.title, "Hur många svarade på frågan?"))
        rows += [
            (f"{variable.id}.{key}", variable.title, _explain(variable, key, words))
            for key, words in variable.values
        ]
    return rows


def _explain(variable: Variable, key: str, words: str) -> str:
    """Return an answer's words, and of a measure what it is on the paper."""
    if not variable.yes:
        return words
    return f"{words} ({variable.yes if key == YES_NO[0][0] else 'något annat svar'})"


def _name_period(year: int, first: int, last: int) -> str:
    return f"{year}-{first:02}" + (f"--{last:02}" if last != first else "")


def _read_period(head: str, grain: str, today: date) -> Period | str:
    """Return the period of a heading, or what is wrong with it."""
    match = _PERIOD.fullmatch(head.strip())
    if not match:
        return "rubriken är ingen period"
    year, first, last = int(match[1]), int(match[2]), int(match[3] or match[2])
    whole = dict(list_periods(1, grain))
    if last not in (first, whole.get(first)):
        return f"{head} är ingen hel period"
    start: Month = (year, first)
    if (year, last) >= (today.year, today.month):
        return f"{head} är inte slut än"
    return start, (year, last)


def _at(row: list[Value], column: int) -> Value:
    return row[column] if column < len(row) else None
