"""Read the contacts or services that each level writes of its own, as cells.

Inherited values are left out: a row that is read back changes its own level's file and no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.exchange.columns import (
    CONTACTS,
    ID,
    SERVICE,
    SOURCE,
    Cells,
    Column,
    Table,
    normalize_text,
    split_ids,
)
from macros.records.chains import list_uppers
from macros.records.languages import LANGUAGES
from macros.records.levels import LEVEL_KINDS, Level, LevelName, Source, read_source
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf
from macros.records.written import Mapping, Node, Scalar, Sequence

_NAME = Column("name")
_LONGEST_TITLE = 31
_SUFFIX = {"agreements": " (avtal)", "areas": " (område)", "municipalities": ""}
_FORBIDDEN = str.maketrans({**dict.fromkeys("[]:*?/\\", " "), "'": "’"})


@dataclass(frozen=True, slots=True)
class Card:
    """One record as one level writes it.

    ``removed`` are the inherited fields that the level removes.
    """

    id: str
    file: str
    cells: Cells
    removed: frozenset[str] = frozenset()


@dataclass(slots=True)
class Directory:
    """The records of a table that one level has: one sheet.

    ``file`` is where they stand, or where the first one goes; ``whole_file`` is True when that file holds
    nothing else. ``levels`` are the level and those above it, the highest first. ``cards`` are its own
    contacts by id, ``above`` the cell with the services of each contact it inherits, by contact id, ``below``
    the ids of those that a municipality has under its areas, which no sheet holds. ``services`` are the names
    (long, short) of the services it may use, by service id.
    """

    level: LevelName
    name: str
    title: str
    file: str
    whole_file: bool
    levels: list[LevelName] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    below: set[str] = field(default_factory=set)
    services: dict[str, tuple[str, ...]] = field(default_factory=dict)
    table: Table = CONTACTS

    def name_record(self, key: str, cells: Cells) -> str:
        """Return a record's name for people; ``cells`` are its own, now or to be."""
        if self.table is CONTACTS:
            return self.name_contact(key, cells.get(SERVICE, ""))
        return cells.get(_NAME) or next(iter(self.services.get(key, ())), key)

    def name_contact(self, key: str, service: str = "") -> str:
        """Return a contact's name for people: its service's short name.

        Of several services it is the first. Where several contacts have that service, return the contact's
        id. ``service`` overrides the contact's own.
        """
        services = {
            card.id: card.cells.get(SERVICE) or self.above.get(card.id, "") for card in self.cards.values()
        }
        own = service or services.get(key) or self.above.get(key, "")
        alone = all(other != own for other_key, other in services.items() if other_key != key)
        first = next(iter(split_ids(own)), "")
        return self.services[first][-1] if alone and first in self.services else key


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one contact of a level.

    ``before`` is empty for a new contact. ``after`` holds every cell, not only those that differ; it is empty
    for a contact that is removed. ``row`` is the contact's row in the workbook, 0 without one.
    """

    directory: Directory
    key: str
    before: Cells
    after: Cells
    row: int = 0

    @property
    def columns(self) -> list[Column]:
        """The columns that differ, the Swedish ones first."""
        columns = {*self.before, *self.after}
        differing = {c for c in columns if self.before.get(c, "") != self.after.get(c, "")}
        languages = sorted(column for column in differing if column.language)
        return [
            column
            for column in (*map(Column, self.directory.table.fields), *languages)
            if column in differing
        ]

    def describe(self) -> Iterator[str]:
        """Yield the change in Swedish for the editor, a line for each field."""
        table = self.directory.table
        who = f"{self.directory.name}, {self.directory.name_record(self.key, self.before | self.after)}"
        if not self.after:
            yield f"{who}: tas bort"
            return
        if not self.before:
            yield f"{who}: ny {table.words.one} ({self.key})"
        for column in self.columns:
            if column != ID:
                before, after = (
                    " ".join(cells.get(column, "").split()) or "(tomt)" for cells in (self.before, self.after)
                )
                title = column.title[:1].lower() + column.title[1:]
                yield f"{who}: {title} {f'{before} → ' if self.before else ''}{after}"


def list_columns(directories: list[Directory]) -> list[Column]:
    """Return a column for each field, and for each language in use here."""
    used = {column for directory in directories for card in directory.cards.values() for column in card.cells}
    fields = directories[0].table.fields if directories else CONTACTS.fields
    columns = (Column(name, code) for name in fields for code in ("", *LANGUAGES))
    return [column for column in columns if not column.language or column in used]


def read_directories(shelf: Shelf, table: Table = CONTACTS) -> list[Directory]:
    """Read the records of a table at all levels, the lowest levels first.

    An agreement is left out when it has none.
    """
    with uncollected():
        source = read_source(shelf.folder, [])
    titles: set[str] = set()
    directories = [
        _read_directory(source, level, titles, table)
        for kind in LEVEL_KINDS
        for level in source.of(kind)
        if kind != "agreements" or table.kind in level.kinds
    ]
    return sorted(
        directories, key=lambda directory: (-LEVEL_KINDS.index(directory.level.kind), directory.title)
    )


def select_directories(directories: list[Directory], slugs: tuple[str, ...]) -> list[Directory]:
    """Return the directories of some municipalities and of the levels above them."""
    municipalities = {LevelName("municipalities", slug) for slug in slugs}
    level_names = {
        name for directory in directories if directory.level in municipalities for name in directory.levels
    }
    return [directory for directory in directories if directory.level in level_names]


def _read_directory(source: Source, level: Level, titles: set[str], table: Table) -> Directory:
    """Read one level's records, and what it inherits from the levels above.

    ``titles`` are the sheet names taken so far; the new one is added.
    """
    name = str(level.own.get("name") or level.name.slug)
    if level.name.kind == "agreements":
        name = str(level.own.get("short") or name)
    file, whole_file = _locate_list(source, level, table.kind)
    title = _choose_title(name, level.name, titles)
    directory = Directory(level.name, name, title, file, whole_file, table=table)
    for upper in list_uppers(source, level):
        directory.levels.append(upper.name)
        _add_services(directory.services, upper.kinds.get("services"))
        cards = {card.id: card for card in _read_cards(upper.kinds.get(table.kind), table)}
        if upper is level:
            directory.cards = cards
        else:
            for key, card in cards.items():
                directory.above[key] = card.cells.get(SERVICE) or directory.above.get(key, "")
    for area in level.parents if level.name.kind == "municipalities" else ():
        part = source.levels[level.name._replace(area=area)]
        services: dict[str, tuple[str, ...]] = {}
        _add_services(services, part.kinds.get("services"))
        directory.services |= {key: names for key, names in services.items() if key not in directory.services}
        directory.below |= {card.id for card in _read_cards(part.kinds.get(table.kind), table)}
    return directory


def _locate_list(source: Source, level: Level, kind: str) -> tuple[str, bool]:
    """Return the file for a level's records, and whether it holds nothing else."""
    folder = f"{source.folder.as_posix()}/{level.name.kind}/{level.name.slug}/"
    if (node := level.kinds.get(kind)) is not None:
        file = node.place.file
        return file, file.startswith(folder) and file.endswith(f"/{kind}.yaml")
    return (f"{folder}{kind}.yaml", True) if level.file.startswith(folder) else (level.file, False)


def _choose_title(name: str, level: LevelName, titles: set[str]) -> str:
    """Return a new sheet name that spreadsheets accept; add it to ``titles``."""
    suffix = _SUFFIX[level.kind]
    clean = " ".join(name.translate(_FORBIDDEN).split()) or level.slug
    endings = (suffix, *(f" {number}{suffix}" for number in range(2, 10_000)))
    candidates = (clean[: _LONGEST_TITLE - len(ending)].rstrip() + ending for ending in endings)
    title = next(candidate for candidate in candidates if candidate.casefold() not in titles)
    titles.add(title.casefold())
    return title


def _read_cards(node: Node | None, table: Table) -> Iterator[Card]:
    """Yield the records of a list; what is not a record with an id is skipped."""
    for record in node if isinstance(node, Sequence) else ():
        if isinstance(record, Mapping) and isinstance(record.get("id"), Scalar):
            removed = record.get("remove")
            names = removed if isinstance(removed, Sequence) else [removed]
            cells = dict(_read_cells(record, table))
            fields = frozenset(str(name) for name in names if isinstance(name, Scalar))
            yield Card(cells[ID], record.place.file, cells, fields)


def _read_cells(record: Mapping, table: Table) -> Iterator[tuple[Column, str]]:
    """Yield each column with its text: what is chosen in Swedish, all else as written."""
    for name in table.fields:
        node = record.get(name)
        versions = node if isinstance(node, Mapping) else {SOURCE: node}
        for language, version in versions.items():
            if isinstance(version, Sequence):
                yield Column(name), ", ".join(key.strip() for key in version if isinstance(key, Scalar))
            elif isinstance(version, Scalar):
                text = normalize_text(version)
                cell_text = table.choices.get(name, {}).get(text, text)
                yield Column(name, "" if language == SOURCE else language), cell_text


def _add_services(services: dict[str, tuple[str, ...]], node: Node | None) -> None:
    """Add a level's services, as id and names, to those of the levels above.

    A service that the level removes is removed here too.
    """
    for record in node if isinstance(node, Sequence) else ():
        if not isinstance(record, Mapping):
            continue
        if isinstance(removed_id := record.get("remove"), Scalar):
            services.pop(removed_id.strip(), None)
        elif isinstance(key := record.get("id"), Scalar):
            values = (record.get(name) for name in ("name", "short"))
            names = tuple(str(value) for value in values if isinstance(value, Scalar))
            services[key.strip()] = names or services.get(key.strip(), (key.strip(),))
