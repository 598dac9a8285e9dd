"""Contacts as rows: what each level writes of its own, field by field, as plain text.

A row holds what stands in the level's own file and nothing inherited, so that a row read back changes
that file and no other.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.records.base import STATE_WORDS
from macros.records.contact import Contact
from macros.records.levels import LEVEL_KINDS, Level, LevelName, Source, read_source
from macros.records.nodes import Mapping, Node, Scalar, Sequence
from macros.records.shelf import Shelf, uncollected
from macros.records.text import LANGUAGES

FIELDS: tuple[str, ...] = (
    "id",
    *(name for name in Contact.model_fields if name not in {"id", "state"}),
    "state",
)
"""A contact's fields in the order of the columns."""
NEEDED = tuple(name for name in FIELDS if name != "id" and Contact.model_fields[name].is_required())
SOURCE = "sv"
_KIND = "contacts"
_LONGEST_TITLE = 31
_SUFFIX = {"agreements": " (avtal)", "areas": " (område)", "municipalities": ""}
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


class Column(NamedTuple):
    """One column: a field, and the language of a text that is not the Swedish one."""

    field: str
    language: str = ""

    @property
    def title(self) -> str:
        """Give the column's heading: the field's Swedish name, and the language's code."""
        name = Contact.model_fields[self.field].title or self.field
        return f"{name[:1].upper()}{name[1:]}" + (f" ({self.language})" if self.language else "")


ID, SERVICE, STATE, CHECKED = Column("id"), Column("service"), Column("state"), Column("checked")
Cells = dict[Column, str]


@dataclass(frozen=True, slots=True)
class Card:
    """One contact as one level writes it. ``removed`` are the inherited fields that the level takes away."""

    id: str
    file: str
    cells: Cells
    removed: frozenset[str] = frozenset()

    @property
    def fingerprint(self) -> str:
        """Tell whether the card is still what it was."""
        return fingerprint(self.cells)


def fingerprint(cells: Cells) -> str:
    """Hash what stands in the cells."""
    said = sorted((*column, text) for column, text in cells.items() if text)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


@dataclass(slots=True)
class Directory:
    """A level's contacts: one sheet. ``file`` is where they stand, or where the first one goes.

    ``above`` are the services of the contacts it inherits, by id; ``services`` the names of those there
    are, by id. ``whole_file`` tells that the file holds nothing but the list.
    """

    level: LevelName
    name: str
    title: str
    file: str
    whole_file: bool
    cards: dict[str, Card] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    services: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def called(self, key: str, service: str = "") -> str:
        """Call a contact what its service is called, or by its id where that is not enough."""
        services = {
            card.id: card.cells.get(SERVICE) or self.above.get(card.id, "") for card in self.cards.values()
        }
        own = service or services.get(key) or self.above.get(key, "")
        alone = all(other != own for other_key, other in services.items() if other_key != key)
        return self.services[own][-1] if alone and own in self.services else key


def columns(directories: list[Directory]) -> list[Column]:
    """Give the columns that these levels need: every field, and each language that some text has."""
    used = {column for directory in directories for card in directory.cards.values() for column in card.cells}
    found = []
    for name in FIELDS:
        found.append(Column(name))
        found += [Column(name, code) for code in LANGUAGES if Column(name, code) in used]
    return found


def shown(name: str, text: str) -> str:
    """Give a value as the row shows it: the state in Swedish, all else as written."""
    return STATE_WORDS.get(text, text) if name == "state" else tidy(text)


def tidy(text: str) -> str:
    """Give a text as it can be compared, whichever of a file and a spreadsheet it went through."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def directories(shelf: Shelf) -> list[Directory]:
    """Give every area's and municipality's contacts, and those of agreements that have some."""
    with uncollected():
        source = read_source(shelf.folder, [])
    found: list[Directory] = []
    taken: set[str] = set()
    for kind in LEVEL_KINDS:
        for level in source.of(kind):
            if kind != "agreements" or _KIND in level.kinds:
                found.append(_directory(source, level, taken))
    order = [*reversed(LEVEL_KINDS)]
    return sorted(found, key=lambda one: (order.index(one.level.kind), one.title))


def of_municipalities(shelf: Shelf, found: list[Directory], slugs: tuple[str, ...]) -> list[Directory]:
    """Give the sheets of some municipalities and of the levels that they inherit from."""
    source = read_source(shelf.folder, [])
    wanted = {
        level.name
        for slug in slugs
        for level in _chain(source, source.levels[LevelName("municipalities", slug)])
    }
    return [directory for directory in found if directory.level in wanted]


def _directory(source: Source, level: Level, taken: set[str]) -> Directory:
    node = level.kinds.get(_KIND)
    name = str(level.own.get("name") or level.name.slug)
    if level.name.kind == "agreements":
        name = str(level.own.get("short") or name)
    file, whole = _file_of(source, level, node)
    directory = Directory(level.name, name, _title(name, level.name, taken), file, whole)
    chain = list(_chain(source, level))
    for upper in chain[:-1]:
        for card in _cards(upper.kinds.get(_KIND)):
            service = card.cells.get(SERVICE)
            directory.above[card.id] = service or directory.above.get(card.id, "")
    directory.cards = {card.id: card for card in _cards(node)}
    for upper in chain:
        _add_services(directory.services, upper.kinds.get("services"))
    return directory


def _file_of(source: Source, level: Level, node: Node | None) -> tuple[str, bool]:
    """Give the file that holds the list, and whether it holds nothing else."""
    own = level.file
    folder = f"{source.folder.as_posix()}/{level.name.kind}/{level.name.slug}"
    if node is not None:
        file = node.place.file
        return file, file.rpartition("/")[2] == f"{_KIND}.yaml" and file.startswith(folder + "/")
    return (f"{folder}/{_KIND}.yaml", True) if own.startswith(folder + "/") else (own, False)


def _title(name: str, level: LevelName, taken: set[str]) -> str:
    """Give the sheet's name: what a spreadsheet takes, and no two alike."""
    suffix = _SUFFIX[level.kind]
    clean = " ".join(name.translate(_FORBIDDEN).replace("'", "’").split()) or level.slug
    title, number = clean[: _LONGEST_TITLE - len(suffix)].rstrip() + suffix, 1
    while title.casefold() in taken:
        number += 1
        ending = f" {number}{suffix}"
        title = clean[: _LONGEST_TITLE - len(ending)].rstrip() + ending
    taken.add(title.casefold())
    return title


def _chain(source: Source, level: Level) -> Iterator[Level]:
    """Give the levels above, the highest first, and the level itself."""
    above = LEVEL_KINDS.index(level.name.kind) - 1
    parent = source.levels.get(LevelName(LEVEL_KINDS[above], level.parent)) if above >= 0 else None
    if parent is not None:
        yield from _chain(source, parent)
    yield level


def _cards(node: Node | None) -> Iterator[Card]:
    for record in node if isinstance(node, Sequence) else ():
        if isinstance(record, Mapping) and isinstance(record.get("id"), Scalar):
            yield _card(record)


def _card(record: Mapping) -> Card:
    cells: Cells = {}
    for name in FIELDS:
        node = record.get(name)
        if node is None:
            continue
        versions = node if isinstance(node, Mapping) else {SOURCE: node}
        for language, version in versions.items():
            if isinstance(version, Scalar):
                cells[Column(name, "" if language == SOURCE else language)] = shown(
                    name, str(version).strip()
                )
    removed = record.get("remove")
    names = removed if isinstance(removed, Sequence) else [removed]
    gone = frozenset(str(name) for name in names if isinstance(name, Scalar))
    return Card(cells[ID], record.place.file, cells, gone)


def _add_services(services: dict[str, tuple[str, ...]], node: Node | None) -> None:
    """Learn the services of a level: by id, the name and the short form."""
    for record in node if isinstance(node, Sequence) else ():
        if not isinstance(record, Mapping):
            continue
        if isinstance(gone := record.get("remove"), Scalar):
            services.pop(gone.strip(), None)
        elif isinstance(key := record.get("id"), Scalar):
            said = [record[name] for name in ("name", "short") if name in record]
            names = tuple(str(name) for name in said if isinstance(name, Scalar))
            services[key.strip()] = names or services.get(key.strip(), (key.strip(),))
