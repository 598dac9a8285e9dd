"""Read a workbook as rows of text.

A cell that is not text, and one that a spreadsheet program may have changed, is a fault with the cell's
place.
"""

from __future__ import annotations

import io
import warnings
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from macros.exchange.columns import CHECKED, normalize_text
from macros.exchange.workbook import CHOICES, ORIGIN, README
from macros.exchange.workbook_limits import DAMAGED, Extent, Inspected, RefusalError, inspect_workbook
from macros.problems import quote, reveal
from macros.records.deceptive_text import find_deceptive
from macros.records.scalars import LONGEST

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CHARACTERS = 3_000_000
"""As much text as the cells may hold: 290 municipalities, 2,500 contacts, have 420,000."""
MAX_FAULTS = 200
"""The most faults that are reported: nobody reads more at a time."""
_MOST_MERGED = 20
SPOILT = "\0"
"""The value of a cell that has been refused, so that it is not reported again."""
_AS_TEXT = "Gör rutans cellformat till Text och skriv om det."


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something in a workbook that cannot be read in, and its place, for the editor."""

    book: str
    sheet: str
    row: int
    field: str
    message: str
    advice: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Return the message for the editor, with the advice indented below.

        ``kontakter.xlsx, bladet Kalix, rad 7, Telefon: …``. What stands in the cell is said where the message
        does not say it.
        """
        sheet = f"bladet {self.sheet}" if self.sheet else ""
        place = filter(None, (self.book, sheet, f"rad {self.row}" if self.row else "", self.field))
        cell = [f"I rutan står {quote(self.value)}."] if self.value and self.value not in self.message else []
        advice = "".join(f"\n    {line}" for line in [*cell, *self.advice.splitlines()])
        return f"{reveal(', '.join(place))}: {self.message}{advice}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty: its number, and the text under each heading."""

    number: int
    cells: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """A sheet of contacts: its headings and rows."""

    title: str
    heads: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """A workbook: its sheets, its faults, and the contacts as they were exported.

    ``origin`` is the fingerprint of each exported contact, by the sheet's title and the contact's id.
    ``characters`` is how much text has been read.
    """

    name: str
    sheets: list[Sheet] = field(default_factory=list)
    origin: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    characters: int = 0

    def add_fault(
        self, sheet: str, row: int, name: str, message: str, advice: str = "", repeat: bool = True
    ) -> None:
        """Add a fault at a sheet, row and heading; 0 or an empty string for none.

        What stands in the cell is repeated, unless it is not to be (``repeat``): it may be about a person.
        """
        rows = (own for known in self.sheets if known.title == sheet for own in known.rows)
        value = next((own.cells.get(name, "") for own in rows if own.number == row), "") if name else ""
        shown = value if repeat and value != SPOILT else ""
        self.faults.append(Fault(self.name, sheet, row, name, message, advice, shown))


def read_workbook(content: bytes, name: str) -> Book:
    """Read a workbook from the content of a file.

    Faults are added to the book that is returned; none is raised. No formula is ever calculated, and nothing
    is fetched.
    """
    book = Book(name)
    inspected = inspect_workbook(content)
    if not isinstance(inspected, Inspected):
        book.add_fault("", 0, "", *inspected)
        return book
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _read_sheets(inspected, book)
    except RefusalError as refusal:
        book.add_fault("", 0, "", *refusal.args)
    except Exception:  # a damaged workbook can make the library raise anything
        book.add_fault("", 0, "", *DAMAGED)
    return book


def _read_sheets(inspected: Inspected, book: Book) -> None:
    """Read the sheets of a workbook, row by row: nothing else in it is built."""
    with closing(load_workbook(io.BytesIO(inspected.content), read_only=True, data_only=True)) as workbook:
        worksheets: list[Any] = workbook.worksheets
        for sheet in worksheets:
            extent = inspected.extents[sheet._worksheet_path]
            if sheet.title in {README, CHOICES}:
                continue
            if extent.rows > MAX_ROWS or extent.columns > MAX_COLUMNS:
                book.add_fault(
                    sheet.title, 0, "",
                    f"bladet är större än {MAX_ROWS} rader eller {MAX_COLUMNS} kolumner",
                    "Ta bort det tomma längst ner och längst till höger: markera raderna och välj Ta bort.",
                )  # fmt: skip
            elif sheet.title == ORIGIN:
                for values in sheet.iter_rows(max_row=extent.rows, max_col=3, values_only=True):
                    title, key, fingerprint = map(str, values)
                    book.origin[title, key] = fingerprint
            else:
                book.sheets.append(_read_sheet(sheet, extent, book))


def _read_sheet(worksheet: Any, extent: Extent, book: Book) -> Sheet:
    """Return a sheet's headings and rows; add its faults to the book.

    Raise RefusalError where there is too much text, or too many faults.
    """
    sheet = Sheet(worksheet.title)
    for area in extent.merged[:_MOST_MERGED]:
        first_row = range_boundaries(area)[1]
        book.add_fault(sheet.title, first_row or 0, "", f"rutorna {area} är sammanfogade", "Dela dem igen.")
    rows = worksheet.iter_rows(max_row=extent.rows, max_col=extent.columns) if extent.rows else ()
    for number, cells in enumerate(rows, 1):
        heads = sheet.heads or [""] * len(cells)
        texts = [
            _read_cell(cell, head, (number, column) in extent.formulas, sheet.title, book)
            for column, (cell, head) in enumerate(zip(cells, heads, strict=True), 1)
        ]
        if book.characters > MAX_CHARACTERS:
            message = f"kalkylarkets rutor har mer än {MAX_CHARACTERS} tecken"
            raise RefusalError(message, "Är det rätt fil? Läs in en kommun i taget.")
        if len(book.faults) > MAX_FAULTS:
            message = f"fler än {MAX_FAULTS} fel: resten visas inte"
            raise RefusalError(message, "Rätta dem som står här, och läs in igen.")
        if not sheet.heads:
            sheet.heads = texts
        elif any(texts):
            for cell, head, text in zip(cells, sheet.heads, texts, strict=False):
                if text and not head:
                    message = f"ruta {cell.coordinate} står i en kolumn utan rubrik"
                    book.add_fault(sheet.title, number, "", message, "Flytta texten, eller töm rutan.")
            by_head = {head: text for head, text in zip(sheet.heads, texts, strict=False) if head}
            sheet.rows.append(Row(number, by_head))
    return sheet


def _read_cell(cell: Any, head: str, is_formula: bool, sheet: str, book: Book) -> str:
    """Return a cell's text; ``SPOILT`` where the cell is refused.

    A number may have lost its first zero: it is refused, not guessed.
    """
    value = cell.value
    reason: tuple[str, str] | None
    if is_formula:
        reason = f"i ruta {cell.coordinate} står en formel", "Skriv det som ska stå där i stället."
    elif value is None:
        return ""
    elif not (reason := _find_spoilt(cell, value, head)):
        if isinstance(value, date):
            return value.isoformat()[:10]
        text = normalize_text(str(value).replace("_x000D_", ""))
        book.characters += len(text)
        if not (finding := find_deceptive(text)):
            return text
        reason = finding.message, finding.advice
    book.add_fault(sheet, cell.row, "" if head == SPOILT else head, *reason)
    return SPOILT


def _find_spoilt(cell: Any, value: Any, head: str) -> tuple[str, str] | None:
    """Return what is wrong with a cell that is not text, and advice; else None.

    A date in the column for dates is accepted too.
    """
    if cell.data_type == "e":
        return f"i ruta {cell.coordinate} står ett fel ({value})", _AS_TEXT
    if isinstance(value, date) and head == CHECKED.title:
        if isinstance(value, datetime) and value.time() != time():
            return "det står ett klockslag efter datumet", "Skriv år-månad-dag, till exempel 2026-11-21."
        return None
    if isinstance(value, date | time):
        return (
            f"kalkylprogrammet har gjort om ruta {cell.coordinate} till ett datum eller klockslag",
            _AS_TEXT,
        )
    if isinstance(value, bool):
        return f"i ruta {cell.coordinate} står {'SANT' if value else 'FALSKT'}", _AS_TEXT
    if isinstance(value, str):
        message = f"texten i ruta {cell.coordinate} är längre än {LONGEST} tecken"
        return (message, "Dela den i flera.") if len(value) > LONGEST else None
    number = quote(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value))
    if head == CHECKED.title:
        message = f"{number} är ett tal, inget datum"
        return message, "Gör rutans cellformat till Text och skriv år-månad-dag, till exempel 2026-11-21."
    message = f"{number} är ett tal, och nollan först kan ha försvunnit"
    return message, f"{_AS_TEXT} Glöm inte nollan, till exempel 0980-31 92 01."
