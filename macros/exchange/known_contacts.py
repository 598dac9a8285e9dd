"""Know a contact again in a row without id."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map

from macros.exchange.cell_values import tidy_phone
from macros.exchange.columns import ID, PHONE, SERVICE, Cells, Column

_COMPARED = (SERVICE, Column("role"), Column("location"))
"""What makes two contacts alike, whatever else is said of them."""


def find_same(contacts: Map[str, Cells], cells: Cells) -> str:
    """Return the id of the contact of which a row says all, and nothing else.

    So a workbook that is read in twice makes no new contact twice. Empty where there is none.
    """
    said = _filled(cells)
    return next((key for key, own in contacts.items() if said and said == _filled(own)), "")


def find_alike(contacts: Map[str, Cells], keys: Iterable[str], cells: Cells) -> str:
    """Return the first of some contacts with a row's service, role and location.

    Empty where there is none.
    """
    if not cells.get(SERVICE):
        return ""
    said = [cells.get(column, "") for column in _COMPARED]
    return next((key for key in keys if said == [contacts[key].get(column, "") for column in _COMPARED]), "")


def _filled(cells: Cells) -> Cells:
    """Return the filled cells without id, and the number as it is printed."""
    said = {column: text for column, text in cells.items() if text and column != ID}
    return said | ({PHONE: tidy_phone(said[PHONE])} if PHONE in said else {})
