"""Know a contact or a service again in a row without id."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map

from macros.exchange.cell_values import tidy_phone
from macros.exchange.columns import ID, PHONE, Cells, Column, Table


def find_same(contacts: Map[str, Cells], cells: Cells) -> str:
    """Return the id of the contact of which a row says all, and nothing else.

    So a workbook that is read in twice makes no new contact twice. Empty where there is none.
    """
    said = _filled(cells)
    return next((key for key, own in contacts.items() if said and said == _filled(own)), "")


def find_alike(records: Map[str, Cells], keys: Iterable[str], cells: Cells, table: Table) -> str:
    """Return the first of some records that is told from others by the same as a row.

    Empty where there is none.
    """
    compared = [*map(Column, table.alike)]
    if not cells.get(compared[0]):
        return ""
    said = [cells.get(column, "") for column in compared]
    return next((key for key in keys if said == [records[key].get(column, "") for column in compared]), "")


def _filled(cells: Cells) -> Cells:
    """Return the filled cells without id, and the number as it is printed."""
    said = {column: text for column, text in cells.items() if text and column != ID}
    return said | ({PHONE: tidy_phone(said[PHONE])} if PHONE in said else {})
