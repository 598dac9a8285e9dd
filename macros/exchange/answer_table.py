"""Read the export of a web survey as rows of values, one an answer.

Nothing is kept of the file but these rows, for as long as they are counted. What stands in a cell is never
part of a message: it may be about somebody.
"""

from __future__ import annotations

import csv
import io
import warnings
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH

from macros.exchange.columns import normalize_text
from macros.exchange.csv_table import decode_table
from macros.exchange.workbook_limits import (
    ANSWERS,
    DAMAGED,
    MAX_BYTES,
    NO_WORKBOOK,
    Extent,
    Inspected,
    inspect_workbook,
)
from macros.exchange.workbook_rows import MAX_FAULTS, Book

MAX_ROWS = 20_000
MAX_COLUMNS = 200
Value = str | int | float | bool | date | None
"""What a cell holds. A day may have a time. An empty cell is None."""
_ZIP = b"PK\x03\x04"
_SEPARATORS = ";,\t"
_FROM_1904 = (
    "kalkylarket räknar dagar från 1904",
    "Datumen skulle bli fel. Spara om filen som csv, eller hämta svaren på nytt ur webbenkäten.",
)
_SAVE_AGAIN = "Hämta svaren på nytt ur webbenkäten, som Excel (.xlsx) eller csv."


@dataclass(slots=True)
class AnswerSheet:
    """A sheet's headings, and its rows by number. Of csv it has no title."""

    title: str
    heads: list[str] = field(default_factory=list)
    rows: dict[int, list[Value]] = field(default_factory=dict)

    def name_column(self, number: int) -> str:
        """Return a column's letter and heading for a message; columns from 0."""
        head = self.heads[number] if number < len(self.heads) else ""
        return f"kolumn {get_column_letter(number + 1)}" + (f" ({head})" if head else "")


def read_answers(content: bytes, book: Book) -> list[AnswerSheet]:
    """Return an export's sheets that hold something; add faults to the book.

    The book's name tells whether it is a workbook or a table of csv.
    """
    is_csv = book.name.lower().endswith(".csv")
    if len(content) > MAX_BYTES:
        book.add_fault("", 0, "", "filen är större än 5 MB", ANSWERS.advice[DAMAGED[1]])
    elif not content.strip():
        book.add_fault("", 0, "", "filen är tom", _SAVE_AGAIN)
    elif is_csv and content.startswith(_ZIP):
        message = "filen heter .csv men är ett kalkylark"
        book.add_fault("", 0, "", message, "Byt ändelsen i filens namn till .xlsx.")
    elif is_csv:
        return _read_csv(content, book)
    else:
        return _read_workbook(content, book)
    return []


def _read_workbook(content: bytes, book: Book) -> list[AnswerSheet]:
    inspected = inspect_workbook(content, ANSWERS)
    if not isinstance(inspected, Inspected):
        message, advice = inspected
        if inspected == NO_WORKBOOK and b"\0" not in content:
            advice = "Är det en tabell i text? Byt ändelsen i filens namn till .csv."
        book.add_fault("", 0, "", message, advice)
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read_sheets(inspected, book)
    except Exception:  # a damaged workbook can make the library raise anything
        book.add_fault("", 0, "", DAMAGED[0], _SAVE_AGAIN)
        return []


def _read_sheets(inspected: Inspected, book: Book) -> list[AnswerSheet]:
    """Return the sheets of a workbook."""
    sheets = []
    with closing(load_workbook(io.BytesIO(inspected.content), read_only=True, data_only=True)) as workbook:
        worksheets: list[Any] = workbook.worksheets
        if workbook.epoch != WINDOWS_EPOCH:
            book.add_fault("", 0, "", *_FROM_1904)
            return []
        for worksheet in worksheets:
            extent = inspected.extents[worksheet._worksheet_path]
            if extent.rows > MAX_ROWS or extent.columns > MAX_COLUMNS:
                _refuse_size(book, worksheet.title)
            elif extent.rows:
                sheet = AnswerSheet(worksheet.title)
                rows = worksheet.iter_rows(max_row=extent.rows, max_col=extent.columns, values_only=True)
                for number, values in enumerate(rows, 1):
                    _add_row(sheet, number, values)
                _refuse_formulas(sheet, extent, book)
                sheets.append(sheet)
    if not any(sheet.heads for sheet in sheets) and not book.faults:
        book.add_fault("", 0, "", "kalkylarket är tomt", _SAVE_AGAIN)
    return [sheet for sheet in sheets if sheet.heads]


def _refuse_formulas(sheet: AnswerSheet, extent: Extent, book: Book) -> None:
    for row, column in sorted(extent.formulas)[:MAX_FAULTS]:
        advice = "Byt formlerna mot det som står i rutorna: kopiera dem och klistra in som värden."
        book.add_fault(sheet.title, row, sheet.name_column(column - 1), "i rutan står en formel", advice)


def _add_row(sheet: AnswerSheet, number: int, values: Any) -> None:
    """Add a row; the first that is not empty has the headings."""
    if all(value is None or value == "" for value in values):
        return
    if sheet.heads:
        sheet.rows[number] = list(values)
    else:
        sheet.heads = [normalize_text(str(value)) if value is not None else "" for value in values]


def _read_csv(content: bytes, book: Book) -> list[AnswerSheet]:
    sheet = AnswerSheet("")
    try:
        text = decode_table(content)
        separator = max(
            _SEPARATORS, key=lambda sign: len(next(csv.reader(io.StringIO(text), delimiter=sign)))
        )
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            if number > MAX_ROWS or len(values) > MAX_COLUMNS:
                _refuse_size(book, "")
                return []
            _add_row(sheet, number, [value.strip() or None for value in values])
    except (csv.Error, UnicodeError, StopIteration):
        book.add_fault("", 0, "", "filen går inte att läsa som csv", _SAVE_AGAIN)
        return []
    if not sheet.heads:
        book.add_fault("", 0, "", "filen är tom", _SAVE_AGAIN)
    return [sheet] if sheet.heads else []


def _refuse_size(book: Book, sheet: str) -> None:
    message = f"tabellen är större än {MAX_ROWS} rader eller {MAX_COLUMNS} kolumner"
    book.add_fault(sheet, 0, "", message, ANSWERS.advice[DAMAGED[1]])
