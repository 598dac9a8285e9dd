"""Choose the contacts that a municipality needs at first.

There is one for each service without any. They are examples: their numbers belong to series that nobody
has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from macros.exchange.columns import ID, PHONE, SERVICE, STATE, Cells, Column, Value, group_fields, split_ids
from macros.exchange.contacts import Card, Directory, read_directories
from macros.records.base import STATE_WORDS
from macros.records.levels import LevelName, read_source
from macros.records.phone_numbers import read_phone
from macros.records.whole_shelf import Shelf
from macros.records.written import Mapping, Sequence

ROLE = Column("role")
_PLAIN_ROLES = ("Växeln", "Kontaktcenter", "Mottagningen", "Expeditionen")
"""Roles that suit any service, where the site knows them."""
_SERIES = (
    ("0980-31 92 ", range(100)),
    ("031-390 06 ", range(100)),
    ("040-628 04 ", range(100)),
    ("08-465 004 ", range(100)),
    ("070-174 06 ", range(5, 100)),
)
"""How the numbers reserved for fiction begin, and what they end with, two figures (PTS)."""


class FirstContacts:
    """Chooses contacts by the services, roles and numbers of the shelf."""

    def __init__(self, shelf: Shelf) -> None:
        """Read the contacts of every level."""
        self.folder = shelf.folder
        self.directories = {directory.level: directory for directory in read_directories(shelf)}
        site_roles = [role.source for role in shelf.site.roles]
        self.role = next((role for role in _PLAIN_ROLES if role in site_roles), site_roles[0])
        self.numbers = _free_numbers(
            card.cells.get(PHONE, "") for directory in self.directories.values() for card in _cards(directory)
        )

    def choose(self, area: str, town: str = "") -> list[Cells]:
        """Return a contact, as cells, for each service of an area that has none.

        ``town`` is the municipality that already is in other areas: its contacts count too.
        """
        upper = self.directories[LevelName("areas", area)]
        own = self.directories.get(LevelName("municipalities", town))
        cards = list(_cards(own)) if own else []
        served = {*_services_of(upper.above.values()), *_services_of(map(_service, _cards(upper)))}
        served |= {*_services_of(map(_service, cards))}
        taken = {*upper.above, *upper.cards}
        taken |= {*own.cards, *own.above, *own.below} if own else set()
        contacts = []
        for service in upper.services:
            if service not in served:
                contact = self._make_contact(service, area, taken)
                taken.add(contact[ID])
                contacts.append(contact)
        return contacts

    def make_example(self, agreement: str, area: str) -> dict[str, Value]:
        """Return the fields of a contact to show as an example in a new area.

        The area is below an agreement, or is part of another area.
        """
        directory = self.directories.get(LevelName("areas", area))
        services = list(directory.services) if directory else self._list_services(agreement)
        return group_fields(self._make_contact(services[0] if services else "verksamhet", area, ()))

    def _list_services(self, agreement: str) -> list[str]:
        """Return the ids of the services that an agreement has of its own."""
        name = LevelName("agreements", agreement)
        level = read_source(self.folder, [], {name}).levels.get(name)
        services = level.kinds.get("services") if level else None
        records = services if isinstance(services, Sequence) else ()
        return [
            str(record["id"]).strip() for record in records if isinstance(record, Mapping) and "id" in record
        ]

    def _make_contact(self, service: str, area: str, taken: Collection[str]) -> Cells:
        """Return a contact of a service; neighbours give its id and role."""
        beside = [card for directory in self._find_neighbours(area) for card in _cards(directory)]
        everywhere = [card for directory in self.directories.values() for card in _cards(directory)]
        like = next(
            (card for card in chain(beside, everywhere) if service in _services_of([_service(card)])), None
        )
        key = like.id if like in beside and like else service
        names = chain([key, service], (f"{service}-{number}" for number in range(2, 1_000)))
        return {
            ID: next(name for name in names if name not in taken),
            STATE: STATE_WORDS["example"],
            SERVICE: service,
            ROLE: (like.cells.get(ROLE) if like else "") or self.role,
            PHONE: next(self.numbers),
        }

    def _find_neighbours(self, area: str) -> Iterator[Directory]:
        """Yield the municipalities of an area."""
        for directory in self.directories.values():
            if directory.level.kind == "municipalities" and LevelName("areas", area) in directory.levels:
                yield directory


def _cards(directory: Directory | None) -> Iterable[Card]:
    return directory.cards.values() if directory else ()


def _service(card: Card) -> str:
    return card.cells.get(SERVICE, "")


def _services_of(cells: Iterable[str]) -> set[str]:
    return {service for cell in cells for service in split_ids(cell)}


def _free_numbers(used: Iterable[str]) -> Iterator[str]:
    """Yield numbers reserved for fiction, first those that are not used."""
    taken = {re.sub("[^0-9]", "", number) for number in used}
    numbers = [f"{start}{end:02}" for start, ends in _SERIES for end in ends]
    free = [number for number in numbers if re.sub("[^0-9]", "", number) not in taken]
    yield from map(read_phone, free)
    while True:
        yield from map(read_phone, numbers)
