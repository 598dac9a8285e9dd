"""Write contacts or services as a workbook: a sheet for each level, all text."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from macros.exchange.columns import CHECKED, CONTACTS, ID, SERVICE, Column, Table, hash_cells
from macros.exchange.contacts import Directory, list_columns

README, CHOICES, ORIGIN = "Läs mig", "Val", "utgangslage"
"""The sheets without contacts: instructions, lists to choose from, and (hidden) the fingerprints."""
_SPARE_ROWS = 200
_WIDTHS = {"id": 18, "services": 18, "role": 30, "location": 22, "ages": 16, "districts": 18, "phone": 18,
           "email": 34, "web": 30, "address": 34, "hours": 22, "checked": 15, "note": 60,
           "state": 12, "name": 34, "short": 16, "group": 22, "does": 44, "for_whom": 40, "call_when": 44,
           "families": 14}  # fmt: skip
_HEAD = PatternFill("solid", fgColor="DDEBDD")
_GREY = PatternFill("solid", fgColor="E7E6E6")
_WRAP = Alignment(wrap_text=True, vertical="top")


def write_workbook(directories: list[Directory], roles: list[str], publisher: str, today: date) -> bytes:
    """Return the content of a workbook with a sheet for each directory.

    ``roles`` are the roles to choose from. The workbook also has instructions, lists of choices, and a hidden
    sheet with the contacts' fingerprints.
    """
    book = Workbook()
    book.properties.creator = publisher
    table = directories[0].table if directories else CONTACTS
    book.properties.title = f"{table.words.many.capitalize()} {today.isoformat()}"
    columns = list_columns(directories)
    choices = _Choices(roles, directories, table)
    readme = book.active
    assert isinstance(readme, Worksheet)
    _write_readme(readme, columns, table, today)
    for directory in directories:
        _write_directory(book.create_sheet(directory.title), directory, columns, choices)
    choices.write(book.create_sheet(CHOICES))
    _write_origin(book.create_sheet(ORIGIN), directories)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def write_cell(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a cell as text, so that ``=`` is no formula and ``0980`` no number."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = _WRAP
    return cell


def write_heading(sheet: Worksheet, number: int, title: str, width: int) -> str:
    """Write the heading of a column; return the column's letter."""
    cell = write_cell(sheet, 1, number, title)
    cell.font, cell.fill = Font(bold=True), _HEAD
    letter = get_column_letter(number)
    sheet.column_dimensions[letter].width = width
    return letter


def _write_readme(sheet: Worksheet, columns: list[Column], table: Table, today: date) -> None:
    """Write the sheet with instructions and a list of the columns."""
    sheet.title = README
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    lines = (*table.words.how, (f"Skrivet {today.isoformat()}.", False))
    for row, (text, bold) in enumerate(lines, 1):
        cell = write_cell(sheet, row, 1 if bold else 2, text)
        cell.font = Font(bold=bold, size=14 if row == 1 else 11)
    for row, column in enumerate(columns, len(lines) + 1):
        write_cell(sheet, row, 1, column.title).font = Font(bold=True)
        write_cell(sheet, row, 2, table.describe_column(column))


def _write_directory(
    sheet: Worksheet, directory: Directory, columns: list[Column], choices: _Choices
) -> None:
    """Write the sheet of one level's contacts, with its validation rules."""
    for number, column in enumerate(columns, 1):
        letter = write_heading(sheet, number, column.title, _WIDTHS[column.field])
        sheet.column_dimensions[letter].number_format = "@"  # for the rows that are added
        for row, card in enumerate(directory.cards.values(), 2):
            cell = write_cell(sheet, row, number, card.cells.get(column, ""))
            if column == ID:
                cell.fill = _GREY
        rule = choices.make_rule(directory, column, letter)
        if rule is not None:
            sheet.add_data_validation(rule)
    sheet.freeze_panes = "B2"


class _Choices:
    """The lists to choose from: words of fields, roles, and each area's services.

    ``of_column`` is the number of each list by its column, ``of_services`` the number of the column that
    lists an area's services, by their ids.
    """

    def __init__(self, roles: list[str], directories: list[Directory], table: Table) -> None:
        chosen = {Column(name): list(words.values()) for name, words in table.choices.items()}
        if table is CONTACTS and roles:
            chosen[Column("role")] = roles
        self.lists = [(column.title, words) for column, words in chosen.items()]
        self.of_column = {column: number for number, column in enumerate(chosen, 1)}
        self.of_services: dict[tuple[str, ...], int] = {}
        for directory in directories if table is CONTACTS else ():
            services = tuple(directory.services)
            if services and services not in self.of_services:
                self.lists.append((f"{SERVICE.title}: {directory.name}", list(services)))
                self.of_services[services] = len(self.lists)
                names = [" / ".join(names) for names in directory.services.values()]
                self.lists.append(("som heter", names))

    def write(self, sheet: Worksheet) -> None:
        """Write every list as a column."""
        for number, (title, values) in enumerate(self.lists, 1):
            write_heading(sheet, number, title, 34)
            for row, value in enumerate(values, 2):
                write_cell(sheet, row, number, value)
        sheet.freeze_panes = "A2"

    def make_rule(self, directory: Directory, column: Column, letter: str) -> DataValidation | None:
        """Return the validation rule of a column; None where anything may be written."""
        last = len(directory.cards) + 1
        rows, kind = f"{letter}2:{letter}{last + _SPARE_ROWS - 1}", "custom"
        own = {SERVICE: self.of_services.get(tuple(directory.services), 0)}
        number = (self.of_column | own).get(column, 0)
        if number:
            source = get_column_letter(number)
            kind, formula = "list", f"={CHOICES}!${source}$2:${source}${len(self.lists[number - 1][1]) + 1}"
            advice = f"Välj i listan. Den står på bladet {CHOICES}."
        elif column == CHECKED:
            formula = f"AND(LEN({letter}2)=10,ISNUMBER(DATEVALUE({letter}2)))"
            advice = "Skriv år-månad-dag, till exempel 2026-11-21."
        elif column == ID and directory.cards:
            rows, formula = f"{letter}2:{letter}{last}", "FALSE"
            advice = "Id säger vilken kontakt raden är. Låt det stå."
        else:
            return None
        return DataValidation(
            sqref=rows,
            type=kind,  # type: ignore[arg-type]
            formula1=formula,
            allow_blank=True,
            showErrorMessage=column != SERVICE,  # the list offers one, and a cell may hold several
            errorTitle="Det går inte här",
            error=advice,
        )


def _write_origin(sheet: Worksheet, directories: list[Directory]) -> None:
    """Write the fingerprint of every contact on a hidden sheet.

    So an old workbook that is read in cannot undo changes made since it was written.
    """
    sheet.sheet_state = "veryHidden"
    cards = [(directory.title, card) for directory in directories for card in directory.cards.values()]
    for row, (title, card) in enumerate(cards, 1):
        for number, text in enumerate((title, card.id, hash_cells(card.cells)), 1):
            write_cell(sheet, row, number, text)
