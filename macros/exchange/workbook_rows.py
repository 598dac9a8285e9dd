"""Read a workbook as rows of text.

A cell that is not text, and one that a spreadsheet program may have changed, is a fault with the cell's
place.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from macros.exchange.contacts import CHECKED, normalize_text
from macros.exchange.workbook import CHOICES, ORIGIN, README
from macros.problems import quote, reveal
from macros.records.deceptive_text import find_deceptive

MAX_BYTES = 5_000_000
MAX_UNPACKED = 60_000_000
MAX_PARTS = 2_000
MAX_ROWS = 5_000
MAX_COLUMNS = 60
SPOILT = "\0"
"""The value of a cell that has been refused, so that it is not reported again."""
_AGAIN = "Skriv ut ett nytt med parmen contacts export."
_NO_WORKBOOK = (
    "det här är inget kalkylark i formatet .xlsx",
    "Spara om det som Excel-arbetsbok (.xlsx), utan lösenord.",
)
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

    def __str__(self) -> str:
        """Return the message for the editor, with the advice indented below.

        ``kontakter.xlsx, bladet Kalix, rad 7, Telefon: …``
        """
        sheet = f"bladet {self.sheet}" if self.sheet else ""
        place = filter(None, (self.book, sheet, f"rad {self.row}" if self.row else "", self.field))
        advice = "".join(f"\n    {line}" for line in self.advice.splitlines())
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
    """

    name: str
    sheets: list[Sheet] = field(default_factory=list)
    origin: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add_fault(self, sheet: str, row: int, name: str, message: str, advice: str = "") -> None:
        """Add a fault at a sheet, row and heading; 0 or an empty string for none."""
        self.faults.append(Fault(self.name, sheet, row, name, message, advice))


def read_workbook(content: bytes, name: str) -> Book:
    """Read a workbook from the content of a file.

    Faults are added to the book that is returned; none is raised. No formula is ever calculated, and nothing
    is fetched.
    """
    book = Book(name)
    if (reason := _explain_refusal(content)) is not None:
        book.add_fault("", 0, "", *reason)
        return book
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Exception:  # a damaged workbook can make the library raise anything
        book.add_fault("", 0, "", "kalkylarket är skadat och går inte att läsa", _AGAIN)
        return book
    for sheet in workbook.worksheets:
        if sheet.title in {README, CHOICES}:
            continue
        if (sheet.max_row or 0) > MAX_ROWS or (sheet.max_column or 0) > MAX_COLUMNS:
            book.add_fault(
                sheet.title, 0, "",
                f"bladet är större än {MAX_ROWS} rader eller {MAX_COLUMNS} kolumner",
                "Ta bort det tomma längst ner och längst till höger: markera raderna och välj Ta bort.",
            )  # fmt: skip
        elif sheet.title == ORIGIN:
            for values in sheet.iter_rows(max_col=3, values_only=True):
                title, key, fingerprint = (str(value) for value in (*values, "", "", "")[:3])
                book.origin[title, key] = fingerprint
        else:
            book.sheets.append(_read_sheet(sheet, book))
    return book


def _explain_refusal(content: bytes) -> tuple[str, str] | None:
    """Return why a file is not opened, and advice; None for a file that may be.

    Refused are files that are too large, also when unpacked, are no workbook or link to other files.
    """
    if len(content) > MAX_BYTES:
        return "filen är större än 5 MB", f"Är det rätt fil? {_AGAIN}"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                return "filen packar upp sig till något orimligt stort", f"Är det rätt fil? {_AGAIN}"
            if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
                return _NO_WORKBOOK
            if any(name.startswith("xl/externalLinks/") for name in names):
                advice = "Byt formlerna mot det som står i rutorna (Klistra in värden)."
                return "kalkylarket hämtar uppgifter från andra filer", advice
            texts = (archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels")))
            if any(b"<!DOCTYPE" in text or b"<!ENTITY" in text for text in texts):
                return "kalkylarket innehåller något som inte hör hemma i ett (DOCTYPE)", _AGAIN
    except Exception:  # not a zip file, damaged or locked with a password: each raises something else
        return _NO_WORKBOOK
    return None


def _read_sheet(worksheet: Worksheet, book: Book) -> Sheet:
    """Return a sheet's headings and rows; add its faults to the book."""
    sheet = Sheet(worksheet.title)
    for area in worksheet.merged_cells.ranges:
        book.add_fault(
            sheet.title, area.min_row, "", f"rutorna {area.coord} är sammanfogade", "Dela dem igen."
        )
    for cells in worksheet.iter_rows():
        texts = [_read_cell(cell, sheet, book) for cell in cells]
        number = int(cells[0].row or 0)
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


def _read_cell(cell: Any, sheet: Sheet, book: Book) -> str:
    """Return a cell's text; ``SPOILT`` where the cell is refused.

    A number may have lost its first zero: it is refused, not guessed.
    """
    value = cell.value
    if value is None:
        return ""
    head = sheet.heads[cell.column - 1] if cell.column <= len(sheet.heads) else ""
    if (reason := _find_spoilt(cell, value, head)) is not None:
        book.add_fault(sheet.title, cell.row, head, *reason)
        return SPOILT
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = normalize_text(str(value).replace("_x000D_", ""))
    if finding := find_deceptive(text):
        book.add_fault(sheet.title, cell.row, head, finding.message, finding.advice)
        return SPOILT
    return text


def _find_spoilt(cell: Any, value: Any, head: str) -> tuple[str, str] | None:
    """Return what is wrong with a cell that is not text, and advice; else None.

    A date in the column for dates is accepted too.
    """
    if cell.data_type == "f":
        return f"i ruta {cell.coordinate} står en formel", "Skriv det som ska stå där i stället."
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
        return None
    number = quote(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value))
    if head == CHECKED.title:
        message = f"{number} är ett tal, inget datum"
        return message, "Gör rutans cellformat till Text och skriv år-månad-dag, till exempel 2026-11-21."
    message = f"{number} är ett tal, och nollan först kan ha försvunnit"
    return message, f"{_AS_TEXT} Glöm inte nollan, till exempel 0980-31 92 01."
