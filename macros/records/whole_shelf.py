"""The shelf: all binders, and what they share."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.build_inputs import program_fingerprint
from macros.files import hash_file
from macros.problems import Place
from macros.records.accessibility import Accessibility
from macros.records.addresses import NOTHING_PUBLISHED, Addresses
from macros.records.agreement import Agreement
from macros.records.binder import Binder
from macros.records.content_folder import find_mark
from macros.records.data_fingerprints import Fingerprints
from macros.records.kept import Archive, kept_folder
from macros.records.law_readings import describe_readings
from macros.records.municipality import Area, Municipality
from macros.records.published_events import NO_EVENTS, EventLedger
from macros.records.site import Site
from macros.records.term import GlossaryTerm, Law
from macros.records.translations import NO_MARKS, Marks, Translations
from macros.records.validity import Standing
from macros.records.whom import Whom, choose_for_all

_IN_BINDERS = ("site", "glossary", "laws", "translations")
"""The shared files that show in every binder."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All binders by address, and what they share; ``today`` is a build's one clock.

    A municipality's binders stand together, its first one first.
    """

    folder: Path
    today: date
    site: Site
    glossary: dict[str, GlossaryTerm]
    laws: dict[str, Law]
    accessibility: Accessibility
    agreements: dict[str, Agreement]
    areas: dict[str, Area]
    municipalities: dict[str, Municipality]
    binders: dict[str, Binder]
    addresses: Addresses = NOTHING_PUBLISHED
    events: EventLedger = NO_EVENTS
    translations: Translations = NO_MARKS
    archives: dict[str, Archive] = field(default_factory=dict)
    """What each municipality has kept, by slug."""
    read: Fingerprints = field(default_factory=Fingerprints)
    selected: bool = False
    """Whether it holds the approved binders alone, for the published site (``approval``)."""
    lacking: frozenset[str] = frozenset()
    """What all share that has faults and is not here. Empty in every shelf that leaves the check."""
    counted: dict[tuple[int, str, str], tuple[Binder, Any]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """How much each language has of a leaflet, counted once: ``leaflet_texts``. A copy begins without it."""

    @property
    def whom(self) -> Whom:
        """Whom the pages that all binders share are about."""
        return choose_for_all(binder.agreement.whom for binder in self.binders.values())

    @property
    def shared(self) -> dict[str, Any]:
        """What all binders share and people write, by the name of its file."""
        return {
            "site": self.site,
            "glossary": [*self.glossary.values()],
            "laws": [*self.laws.values()],
            "accessibility": self.accessibility,
        }

    @property
    def marks(self) -> Marks:
        """Which Swedish text each translation was made from."""
        return Marks(self.translations)

    def laws_that_are(self, standing: Standing) -> list[Law]:
        """Return the paragraphs with this standing today, in the file's order."""
        return [law for law in self.laws.values() if law.standing(self.today) == standing]

    @property
    def laws_read(self) -> str:
        """When the paragraphs in force were last read, in words."""
        return describe_readings(self.laws_that_are("current"))

    def binders_of(self, slug: str) -> list[Binder]:
        """Return a municipality's binders, the first one first."""
        town = self.municipalities.get(slug)
        addresses = [slug, *(f"{slug}/{area}" for area in (town.areas if town else ()))]
        return [self.binders[address] for address in addresses if address in self.binders]

    @property
    def first_binders(self) -> dict[str, Binder]:
        """The first binder of each municipality, by the municipality's slug."""
        return {address: binder for address, binder in self.binders.items() if binder.is_first}

    def fingerprint(self, binder: Binder) -> str:
        """Hash all that a binder's pages and sheets depend on.

        That is its files, its mark, the files that all share, the ledger of the calendars' events, what is
        kept of the municipality, and the program. Nothing of another municipality enters, nor today itself:
        only its month, which the year begins with, which of the days named in the files have passed, and
        which texts are overdue.
        """
        overdue = [
            control.overdue(self.today) for control in binder._controls(getattr(binder, "routine", None))
        ]
        others = self._others_in_packets(binder)
        files = self.read.of([*binder.files, *others, *self._shared(*_IN_BINDERS)], self.today)
        year = f"{self.today:%Y-%m} {self.read.hash_content(self._shared('calendar'))}"
        kept = self.read.hash_content([kept_folder(self.folder, binder.slug).as_posix()])
        mark = binder.municipality.mark
        picture = hash_file(find_mark(self.folder, mark)) if mark else ""
        parts = (program_fingerprint(), binder.address, str(overdue), files, year, kept, picture)
        return sha256(" ".join(parts).encode()).hexdigest()

    def _others_in_packets(self, binder: Binder) -> Iterable[str]:
        """Yield the files of the binders that the binder's packets have parts of."""
        packets = [] if binder.lacking else binder.packets
        areas = {part.area for packet in packets for part in packet.parts if part.area}
        for area in sorted(areas):
            if other := self.binders.get(binder.address_in(area)):
                yield from other.files

    def files_behind(self, slugs: Collection[str]) -> set[str]:
        """Return the files that the fingerprints of some municipalities' binders cover."""
        names = {file for binder in self.binders.values() if binder.slug in slugs for file in binder.files}
        return self.read.within([*names, *self._shared(*_IN_BINDERS)] if names else ())

    def version(self, binder: Binder | None = None) -> str:
        """Return a short name for what a binder says, the same on every day.

        Without a binder it names what all pages share.
        """
        files = binder.files if binder else self._shared("accessibility")
        return self.read.hash_content([*files, *self._shared(*_IN_BINDERS)])[:7]

    def _shared(self, *names: str) -> Iterable[str]:
        return (f"{self.folder.as_posix()}/{name}.yaml" for name in names)

    def line_of(self, name: str, key: str, after: int = 0) -> Place:
        """Return the place of a field in a shared file, searching from a line onwards.

        Where the field is not found, it is the place of that line.
        """
        (file,) = self._shared(name)
        content = dict(self.read.contents()).get(file, b"")
        for number, line in enumerate(content.decode("utf-8-sig").splitlines(), 1):
            if number >= after and re.match(rf"(- )?\s*{key}:", line):
                return Place(file, number)
        return Place(file, max(after, 1))
