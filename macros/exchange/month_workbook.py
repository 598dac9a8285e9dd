"""Write the monthly sheet with its figures as a workbook.

The same data gives the same bytes: the file is part of the site, which is built again only when something has
changed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from macros.exchange.workbook import write_cell, write_heading
from macros.records.binder import Binder
from macros.records.due_names import plain_words
from macros.records.month_sheet import MonthSheet, SheetRow, make_month_sheet
from macros.records.values import SHORT_MONTHS
from macros.records.whole_shelf import Shelf
from macros.records.year_figures import Amount

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can name."""
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_AFTER = ("Hittills i år", "Procent", "Mål", "Till målet", "Månader som saknas")
_NOTES = (
    "– betyder att det inte finns någon siffra.",
    "Tal under fem skrivs aldrig ut. ”visas inte” står där ett tal skulle avslöja ett annat.",
    "Två tal, som 10–14, betyder att det rätta talet är något av dem eller ligger mellan dem.",
)


def write_month_workbooks(shelf: Shelf, binder: Binder) -> Iterator[tuple[str, bytes]]:
    """Yield the workbook of a binder's latest year, with its file's name."""
    sheet = make_month_sheet(binder)
    if sheet is not None:
        yield sheet.file, write_month_workbook(binder, sheet)


def write_month_workbook(binder: Binder, sheet: MonthSheet) -> bytes:
    """Return a workbook with one sheet: the measures, the months, the goals.

    Numbers that are exact are numbers; all else is text.
    """
    book = Workbook()
    book.properties.creator = ""
    book.properties.title = f"Siffror {sheet.year}, {binder.name}"
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet.year
    for column, title in enumerate(("Vad vi mäter", *SHORT_MONTHS, *_AFTER), 1):
        write_heading(page, column, title, 34 if column == 1 else 9 if column <= 13 else 18)
    row = 2
    for measure, rows in sheet.groups:
        name = plain_words(binder, measure.text)
        if not rows or rows[0].answer:
            write_cell(page, row, 1, name).font = Font(bold=True)
            row += 1
        for line in rows:
            write_cell(page, row, 1, f"   {line.answer}" if line.answer else name)
            _write_row(page, row, line)
            row += 1
    for note in (f"Siffrorna gäller {sheet.period}.", *_NOTES):
        row += 1
        write_cell(page, row, 1, note).alignment = Alignment(wrap_text=False)
    page.freeze_panes = "B2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    file = io.BytesIO()
    book.save(file)
    return _without_time(file.getvalue())


def _write_row(page: Worksheet, row: int, line: SheetRow) -> None:
    """Write a row's months, and what follows from them."""
    for cell in line.cells:
        _write_amount(page, row, cell.first + 1, cell.amount, cell.words)
        if cell.span > 1:
            page.merge_cells(
                start_row=row, end_row=row, start_column=cell.first + 1, end_column=cell.last + 1
            )
    _write_amount(page, row, 14, line.total, line.total_words)
    goal = f"{line.goal.value} ({line.goal.year})" if line.goal and line.goal.year else ""
    goal = goal or (line.goal.value if line.goal else "–")
    for column, words in enumerate((line.percent_words, goal, line.left_words or "–", line.missing), 15):
        write_cell(page, row, column, words)


def _write_amount(page: Worksheet, row: int, column: int, amount: Amount | None, words: str) -> None:
    """Write a number as one where it is exact and no share, else in words."""
    cell = write_cell(page, row, column, words)
    if amount is not None and amount.exact and not amount.of:
        cell.value, cell.number_format = amount.low, "0"
    cell.alignment = Alignment(horizontal="center", vertical="top", wrap_text=True)


def _without_time(content: bytes) -> bytes:
    """Return a workbook that does not tell when it was written."""
    file = io.BytesIO()
    stamp = datetime(*_BEGINNING[:3]).isoformat().encode() + b"Z"
    with ZipFile(io.BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _SAVED.sub(lambda tag: tag[1] + stamp, part)
            new.writestr(ZipInfo(name, _BEGINNING), part, ZIP_DEFLATED)
    return file.getvalue()
