"""The columns of a contact in a spreadsheet, and how its cells become fields."""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from macros.records.base import STATE_WORDS
from macros.records.contact import Contact
from macros.records.deceptive_text import normalize_nfc

FIELDS: tuple[str, ...] = (
    "id",
    *(name for name in Contact.model_fields if name not in {"id", "schedule", "state"}),
    "state",
)
"""A contact's fields in the order of the columns.

Exceptional hours are records, and have no room in a cell.
"""

LISTS = ("services", "districts")
"""The fields that hold several ids: in a cell they are separated by commas."""
REQUIRED = tuple(name for name in FIELDS if name != "id" and Contact.model_fields[name].is_required())
SOURCE = "sv"
"""The language that the others are translated from."""
_STATES = {word: state for state, word in STATE_WORDS.items()}


class Column(NamedTuple):
    """One column of a sheet: a field, and a language when it is not Swedish."""

    field: str
    language: str = ""

    @property
    def title(self) -> str:
        """The column's heading: the field's Swedish name and the language's code."""
        name = Contact.model_fields[self.field].title or self.field
        return f"{name[:1].upper()}{name[1:]}" + (f" ({self.language})" if self.language else "")


_IN_CELLS = {
    "id": "Säger vilken kontakt raden är. Låt det stå. En ny rad får sitt id när den läses in.",
    "services": "Verksamheten som kontakten svarar för. Välj i listan, eller skriv dess namn. Svarar den "
    "för flera skriver du dem med komma emellan.",
    "role": "Vem som svarar. Välj i listan, skriv aldrig ett namn.",
    "districts": "De delar av kommunen som kontakten är till för, med komma emellan. Tomt: hela kommunen.",
    "checked": "Dagen då någon ringde numret och kontrollerade det: år-månad-dag, till exempel 2026-11-21.",
    "state": "Hur säkert innehållet är: exempel (påhittat), förslag, utkast eller antagen. Tomt: samma som "
    "resten av det kommunen har skrivit.",
}
"""What to write in a cell, where the field's own description is about the file."""


def describe_column(column: Column) -> str:
    """Return what to write in the cells of a column."""
    return _IN_CELLS.get(column.field) or Contact.model_fields[column.field].description or ""


ID, SERVICE, STATE, CHECKED = Column("id"), Column("services"), Column("state"), Column("checked")
PHONE = Column("phone")
Cells = dict[Column, str]
Value = str | list[str] | dict[str, str]
"""What a field holds: a text, several ids, or a text in each language."""


def split_ids(text: str) -> list[str]:
    """Return the ids in a cell, which commas separate."""
    return [key for part in text.split(",") if (key := part.strip())]


def hash_cells(cells: Cells) -> str:
    """Return a short fingerprint of a contact's cells; empty cells do not count."""
    filled = sorted((*column, text) for column, text in cells.items() if text)
    return hashlib.sha256(json.dumps(filled).encode()).hexdigest()[:16]


def group_fields(cells: Cells) -> dict[str, Value]:
    """Return cells as a contact's fields, in order, as the YAML file writes them.

    A field with several languages is a mapping of them, one with several ids a list; the state is the data's
    own word.
    """
    fields: dict[str, Value] = {}
    for name in FIELDS:
        versions = {
            column.language or SOURCE: text for column, text in cells.items() if column.field == name and text
        }
        if name == "state":
            versions = {language: _STATES.get(text, text) for language, text in versions.items()}
        if name in LISTS and SOURCE in versions:
            fields[name] = split_ids(versions[SOURCE])
        elif versions:
            fields[name] = versions[SOURCE] if list(versions) == [SOURCE] else versions
    return fields


def normalize_text(text: str) -> str:
    """Return a text in the form in which files and spreadsheets are compared.

    NFC, plain line ends, no space at the end of a line, none around the text.
    """
    lines = normalize_nfc(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
