"""A workbook as rows of text. What is no text, and what a spreadsheet may have spoilt, is refused by cell."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from macros.exchange.contacts import CHECKED, tidy
from macros.exchange.workbook import CHOICES, ORIGIN, README
from macros.problems import quote

MAX_BYTES = 5_000_000
MAX_UNPACKED = 60_000_000
MAX_PARTS = 2_000
MAX_ROWS = 5_000
MAX_COLUMNS = 60
SPOILT = "\0"
"""What stands for a cell that has been refused already."""
_AGAIN = "Skriv ut ett nytt med parmen contacts export."
_AS_TEXT = "Gör rutans cellformat till Text och skriv om det."


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What cannot be read in from a workbook, and where: in the editor's words."""

    book: str
    sheet: str
    row: int
    field: str
    message: str
    advice: str = ""

    def __str__(self) -> str:
        """``kontakter.xlsx, bladet Kalix, rad 7, Telefon: …``, the advice indented below."""
        place = [self.book]
        place += [f"bladet {self.sheet}"] if self.sheet else []
        place += [f"rad {self.row}"] if self.row else []
        place += [self.field] if self.field else []
        advice = "".join(f"\n    {line}" for line in self.advice.splitlines())
        return f"{', '.join(place)}: {self.message}{advice}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number, and the text under each heading."""

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
    """A workbook: its sheets of contacts, and what each contact was when it was written out."""

    name: str
    sheets: list[Sheet] = field(default_factory=list)
    origin: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def say(self, sheet: str, row: int, name: str, message: str, advice: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(self.name, sheet, row, name, message, advice))


def read(content: bytes, name: str) -> Book:
    """Read a workbook. Faults stand in the book; nothing in it is ever calculated or fetched."""
    book = Book(name)
    if (reason := _refused(content)) is not None:
        book.say("", 0, "", *reason)
        return book
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Exception:  # a damaged workbook can make the library stumble anywhere
        book.say("", 0, "", "kalkylarket är skadat och går inte att läsa", _AGAIN)
        return book
    _read_sheets(workbook, book)
    return book


def _refused(content: bytes) -> tuple[str, str] | None:
    """Say why a file is not even opened: what it is not, or how large it would become."""
    if len(content) > MAX_BYTES:
        return "filen är större än 5 MB", f"Är det rätt fil? {_AGAIN}"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                return "filen packar upp sig till något orimligt stort", f"Är det rätt fil? {_AGAIN}"
            if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
                return _no_workbook()
            if any(name.startswith("xl/externalLinks/") for name in names):
                advice = "Byt formlerna mot det som står i rutorna (Klistra in värden)."
                return "kalkylarket hämtar uppgifter från andra filer", advice
            if any(
                _declares(archive.read(part)) for part in parts if part.filename.endswith((".xml", ".rels"))
            ):
                return "kalkylarket innehåller något som inte hör hemma i ett (DOCTYPE)", _AGAIN
    except Exception:  # not a zip file, damaged or locked with a password: each has its own way to fail
        return _no_workbook()
    return None


def _no_workbook() -> tuple[str, str]:
    return (
        "det här är inget kalkylark i formatet .xlsx",
        "Spara om det som Excel-arbetsbok (.xlsx), utan lösenord.",
    )


def _declares(part: bytes) -> bool:
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part


def _read_sheets(workbook: Workbook, book: Book) -> None:
    for sheet in workbook.worksheets:
        if sheet.title in {README, CHOICES}:
            continue
        if (sheet.max_row or 0) > MAX_ROWS or (sheet.max_column or 0) > MAX_COLUMNS:
            book.say(
                sheet.title, 0, "",
                f"bladet är större än {MAX_ROWS} rader eller {MAX_COLUMNS} kolumner",
                "Ta bort det tomma längst ner och längst till höger: markera raderna och välj Ta bort.",
            )  # fmt: skip
        elif sheet.title == ORIGIN:
            for values in sheet.iter_rows(max_col=3, values_only=True):
                title, key, was = (str(value) for value in (*values, "", "", "")[:3])
                book.origin[title, key] = was
        else:
            book.sheets.append(_read_sheet(sheet, book))


def _read_sheet(sheet: Worksheet, book: Book) -> Sheet:
    found = Sheet(sheet.title)
    for area in sheet.merged_cells.ranges:
        book.say(sheet.title, area.min_row, "", f"rutorna {area.coord} är sammanfogade", "Dela dem igen.")
    for values in sheet.iter_rows():
        texts = [_text(cell, found, book) for cell in values]
        if not found.heads:
            found.heads = texts
            continue
        number = int(values[0].row or 0)
        if not any(texts):
            continue
        for cell, head, text in zip(values, found.heads, texts, strict=False):
            if text and not head:
                message = f"ruta {cell.coordinate} står i en kolumn utan rubrik"
                book.say(sheet.title, number, "", message, "Flytta texten, eller töm rutan.")
        cells = {head: text for head, text in zip(found.heads, texts, strict=False) if head}
        found.rows.append(Row(number, cells))
    return found


def _text(cell: Any, sheet: Sheet, book: Book) -> str:
    """Give a cell's text. A number has perhaps lost its first zero, so it is not guessed back."""
    value = cell.value
    if value is None:
        return ""
    head = sheet.heads[cell.column - 1] if cell.column <= len(sheet.heads) else ""
    faults = list(_spoilt(cell, value, head))
    for message, advice in faults:
        book.say(sheet.title, cell.row, head, message, advice)
    if faults:
        return SPOILT
    if isinstance(value, date):
        return value.isoformat()[:10]
    return tidy(str(value).replace("_x000D_", ""))


def _spoilt(cell: Any, value: Any, head: str) -> Iterator[tuple[str, str]]:
    """Say what a cell holds that is no text."""
    if cell.data_type == "f":
        yield f"i ruta {cell.coordinate} står en formel", "Skriv det som ska stå där i stället."
    elif cell.data_type == "e":
        yield f"i ruta {cell.coordinate} står ett fel ({value})", _AS_TEXT
    elif isinstance(value, date) and head == CHECKED.title:
        if isinstance(value, datetime) and value.time() != time():
            yield "det står ett klockslag efter datumet", "Skriv år-månad-dag, till exempel 2026-11-21."
    elif isinstance(value, date | time):
        yield f"kalkylprogrammet har gjort om ruta {cell.coordinate} till ett datum eller klockslag", _AS_TEXT
    elif isinstance(value, bool):
        yield f"i ruta {cell.coordinate} står {'SANT' if value else 'FALSKT'}", _AS_TEXT
    elif not isinstance(value, str) and head == CHECKED.title:
        message = f"{quote(_number(value))} är ett tal, inget datum"
        yield message, "Gör rutans cellformat till Text och skriv år-månad-dag, till exempel 2026-11-21."
    elif not isinstance(value, str):
        yield (
            f"{quote(_number(value))} är ett tal, och nollan först kan ha försvunnit",
            f"{_AS_TEXT} Glöm inte nollan, till exempel 0980-31 92 01.",
        )


def _number(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
