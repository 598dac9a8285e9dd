"""Write contacts as a table of comma separated values, and read one as a workbook.

A workbook has a sheet for each level; a table has one row after another, so its first column names the sheet.
Swedish spreadsheet programs separate with semicolons. Read back, commas and tabs do as well.
"""

from __future__ import annotations

import csv
import io
import re

from macros.exchange.columns import ID, hash_cells, normalize_text
from macros.exchange.contacts import Directory, list_columns
from macros.exchange.workbook_limits import MAX_BYTES, RefusalError
from macros.exchange.workbook_rows import MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS, SPOILT, Book, Row, Sheet
from macros.records.deceptive_text import find_deceptive
from macros.records.scalars import LONGEST

SHEET, VERSION = "Blad", "Version"
"""The columns before and after those of the contacts: the sheet, and the fingerprint of what was written."""
_FORMULA = re.compile(r"[=+\-@\t\r]")
"""What a cell begins with that a spreadsheet program would calculate."""
_QUOTED = re.compile(r"'(?=[=+\-@\t\r'])")
_ADVICE = "Spara kalkylarket på nytt som csv, med semikolon mellan rutorna, eller läs in det som .xlsx."


def write_csv(directories: list[Directory]) -> bytes:
    """Return the contacts of all directories as one table.

    It begins with a byte order mark, by which Excel knows å, ä and ö. A text that a spreadsheet program would
    calculate begins with an apostrophe.
    """
    columns = list_columns(directories)
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([SHEET, *(column.title for column in columns), VERSION])
    for directory in directories:
        for card in directory.cards.values():
            texts = (directory.title, *(card.cells.get(column, "") for column in columns))
            writer.writerow([*map(_protect, texts), f"v{hash_cells(card.cells)}"])
    return file.getvalue().encode("utf-8-sig")


def _protect(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) or _QUOTED.match(text) else text


def read_csv(content: bytes, name: str) -> Book:
    """Read a table as a workbook with the sheets that its first column names.

    Faults are added to the book that is returned; none is raised.
    """
    book = Book(name)
    try:
        _read_rows(content, book)
    except RefusalError as refusal:
        book.sheets.clear()
        book.add_fault("", 0, "", *refusal.args)
    except (csv.Error, UnicodeError):
        book.sheets.clear()
        book.add_fault("", 0, "", "filen går inte att läsa som csv", _ADVICE)
    return book


def _read_rows(content: bytes, book: Book) -> None:
    """Read all rows; raise RefusalError where there is too much, or no heading."""
    if len(content) > MAX_BYTES:
        raise RefusalError("filen är för stor", "Läs in en kommun i taget.")
    text = decode_table(content)
    if len(text) > MAX_CHARACTERS:
        message = f"filen har mer än {MAX_CHARACTERS} tecken"
        raise RefusalError(message, "Är det rätt fil? Läs in en kommun i taget.")
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    heads = [head.strip() for head in next(rows, [])]
    if SHEET not in heads or ID.title not in heads:
        message = f"första raden ska ha kolumnerna {SHEET} och {ID.title}"
        raise RefusalError(message, "Hämta en ny csv-fil med export.")
    if len(heads) > MAX_COLUMNS:
        raise RefusalError(f"tabellen har fler än {MAX_COLUMNS} kolumner", _ADVICE)
    own_heads = [head for head in heads if head not in (SHEET, VERSION)]
    sheets: dict[str, Sheet] = {}
    for number, cells in enumerate(rows, 2):
        if number > MAX_ROWS:
            raise RefusalError(f"tabellen har fler än {MAX_ROWS} rader", "Läs in en kommun i taget.")
        if any(map(str.strip, cells)):
            title = _read_row(book, number, heads, cells, sheets)
            sheets[title].heads = own_heads
    book.sheets.extend(sheets.values())


def _read_row(book: Book, number: int, heads: list[str], cells: list[str], sheets: dict[str, Sheet]) -> str:
    """Add a row to its sheet, and return the sheet's title."""
    said = dict(zip(heads, cells, strict=False))
    title = normalize_text(said.pop(SHEET, ""))
    version = said.pop(VERSION, "").strip()
    sheet = sheets.setdefault(title, Sheet(title))
    if any(map(str.strip, cells[len(heads) :])):
        message = "raden har fler rutor än tabellen har kolumner"
        book.add_fault(title, number, "", message, "Står ett semikolon i en text? Spara om som csv.")
    texts = {head: _read_cell(book, title, number, head, text) for head, text in said.items() if head}
    sheet.rows.append(Row(number, texts))
    if version.startswith("v"):
        book.origin[title, texts.get(ID.title, "")] = version[1:]
    return title


def _read_cell(book: Book, sheet: str, number: int, head: str, text: str) -> str:
    """Return a cell's text; ``SPOILT`` where the cell is refused."""
    text = normalize_text(_QUOTED.sub("", text, count=1) if text.startswith("'") else text)
    reason: tuple[str, str] | None = None
    if len(text) > LONGEST:
        reason = f"texten är längre än {LONGEST} tecken", "Dela den i flera."
    elif finding := find_deceptive(text):
        reason = finding.message, finding.advice
    if reason is None:
        return text
    book.add_fault(sheet, number, head, *reason)
    return SPOILT


def decode_table(content: bytes) -> str:
    """Return a table's text: UTF-8, UTF-16, or as Excel in Windows saves it.

    Raise UnicodeError for what is no text.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if b"\0" in content:
        raise UnicodeError
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")
