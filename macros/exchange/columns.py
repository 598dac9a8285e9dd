"""The columns of records in a spreadsheet, and how their cells become fields."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from macros.exchange.table_words import IN_CONTACTS, IN_SERVICES, OF_CONTACTS, OF_SERVICES, Words
from macros.records.base import STATE_WORDS, Entry
from macros.records.contact import GROUP_WORDS, Contact, Service
from macros.records.deceptive_text import normalize_nfc

SOURCE = "sv"
"""The language that the others are translated from."""


@dataclass(frozen=True, eq=False)
class Table:
    """A kind of records that a spreadsheet keeps, a row for each.

    ``kind`` is their kind in the data, and the command's name; ``words`` are what they are called.
    ``left_out`` are the fields that have no room in a cell. ``lists`` hold several texts: in a cell they are
    separated by commas. ``choices`` are the words for what a field may hold, by what the data writes.
    ``alike`` are the fields that tell a record from others, ``in_cells`` says what to write in a cell, where
    the field's own description is about the file. Where the cells are ``free_texts`` of many, none may name a
    person.
    """

    kind: str
    model: type[Entry]
    words: Words
    left_out: frozenset[str]
    alike: tuple[str, ...]
    in_cells: Map[str, str]
    lists: tuple[str, ...] = ()
    choices: Map[str, Map[str, str]] = field(default_factory=dict)
    free_texts: bool = False

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields in the order of the columns."""
        names = (name for name in self.model.model_fields if name not in {"id", "state", *self.left_out})
        return ("id", *names, "state")

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The fields that may not be empty; an id is made."""
        return tuple(
            name for name in self.fields if name != "id" and self.model.model_fields[name].is_required()
        )

    def describe_column(self, column: Column) -> str:
        """Return what to write in the cells of a column."""
        return self.in_cells.get(column.field) or self.model.model_fields[column.field].description or ""

    def read_choice(self, name: str, text: str) -> str:
        """Return what the data writes for a word of a cell; empty for another word."""
        words = self.choices[name]
        by_word = {key.casefold(): key for key in words} | {
            word.casefold(): key for key, word in words.items()
        }
        return by_word.get(text.casefold(), "")


class Column(NamedTuple):
    """One column of a sheet: a field, and a language when it is not Swedish."""

    field: str
    language: str = ""

    @property
    def title(self) -> str:
        """The column's heading: the field's Swedish name and the language's code."""
        name = _TITLES[self.field]
        return f"{name[:1].upper()}{name[1:]}" + (f" ({self.language})" if self.language else "")


CONTACTS = Table(
    "contacts",
    Contact,
    OF_CONTACTS,
    left_out=frozenset({"schedule"}),
    alike=("services", "role", "location"),
    in_cells=IN_CONTACTS,
    lists=("services", "districts"),
    choices={"state": STATE_WORDS},
)
"""Who answers. Exceptional hours are records."""

SERVICES = Table(
    "services",
    Service,
    OF_SERVICES,
    left_out=frozenset({"hand_over", "min_age", "max_age", "synonyms"}),
    alike=("name",),
    in_cells=IN_SERVICES,
    choices={"state": STATE_WORDS, "group": GROUP_WORDS},
    free_texts=True,
)
"""What each service does. Hand-overs are records, and everyday words are the search's."""

TABLES = {table.kind: table for table in (CONTACTS, SERVICES)}
"""Every table, by its command."""

_TITLES = {
    name: info.title or name
    for table in (SERVICES, CONTACTS)
    for name, info in table.model.model_fields.items()
}
ID, SERVICE, STATE, CHECKED = Column("id"), Column("services"), Column("state"), Column("checked")
PHONE = Column("phone")
Cells = dict[Column, str]
Value = str | list[str] | dict[str, str]
"""What a field holds: a text, several ids, or a text in each language."""


def split_ids(text: str) -> list[str]:
    """Return the ids in a cell, which commas separate."""
    return [key for part in text.split(",") if (key := part.strip())]


def hash_cells(cells: Cells) -> str:
    """Return a short fingerprint of a record's cells; empty cells do not count."""
    filled = sorted((*column, text) for column, text in cells.items() if text)
    return hashlib.sha256(json.dumps(filled).encode()).hexdigest()[:16]


def group_fields(cells: Cells, table: Table = CONTACTS) -> dict[str, Value]:
    """Return cells as a record's fields, in order, as the YAML file writes them.

    A field with several languages is a mapping of them, one with several ids a list; what is chosen
    is in the data's own word.
    """
    fields: dict[str, Value] = {}
    for name in table.fields:
        versions = {
            column.language or SOURCE: text for column, text in cells.items() if column.field == name and text
        }
        if name in table.choices:
            versions = {
                language: table.read_choice(name, text) or text for language, text in versions.items()
            }
        if name in table.lists and SOURCE in versions:
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
