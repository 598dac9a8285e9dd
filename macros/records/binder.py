"""The binder of one municipality, and the shelf that holds all binders."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date, time
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import PrivateAttr

from macros.build_inputs import program_fingerprint
from macros.problems import Place
from macros.records.accessibility import Accessibility
from macros.records.agreement import Agreement
from macros.records.base import Record
from macros.records.contact import Contact
from macros.records.data_fingerprints import Fingerprints
from macros.records.kinds import Kinds
from macros.records.municipality import Area, Municipality
from macros.records.nodes import Node
from macros.records.path import NoSuchPathError, lookup, walk, walk_far
from macros.records.registry import DOCUMENTS
from macros.records.routine import Window
from macros.records.scalars import Slug
from macros.records.shared_records import Control, Revision
from macros.records.site import Site
from macros.records.term import GlossaryTerm, Law
from macros.records.text import Placeholder, Text
from macros.records.validity import Period, Rule, Standing, in_brackets
from macros.records.values import Phone, Span, When, clock


class Binder(Kinds):
    """All levels merged and validated for one municipality."""

    slug: Slug
    agreement: Agreement
    area: Area
    municipality: Municipality

    lacking: frozenset[str] = frozenset()
    """What has faults and is not here. Empty in every binder that leaves the check."""

    _nodes: dict[str, Node] = PrivateAttr(default_factory=dict)
    _files: dict[str, str] = PrivateAttr(default_factory=dict)
    _phrases: dict[str, str] | None = PrivateAttr(default=None)
    _today: date = PrivateAttr(default=date.min)

    @classmethod
    def make(
        cls, values: dict[str, Any], nodes: dict[str, Node], files: dict[str, str], today: date
    ) -> "Binder":
        """Make a binder of validated values, without validating them again.

        ``nodes`` are what the files say, merged, by kind and level; ``files`` as in the property.
        """
        binder = cls.model_construct(**values)
        binder._nodes, binder._files, binder._today = nodes, files, today
        return binder

    def fill(self, newer: "Binder") -> "Binder":
        """Return a complete copy, taking what is lacking here from a newer binder."""
        values = dict(self) | {name: getattr(newer, name) for name in self.lacking} | {"lacking": frozenset()}
        return Binder.make(values, self._nodes, self._files, self._today)

    @property
    def today(self) -> date:
        """The day on which placeholders are filled."""
        return self._today

    @property
    def name(self) -> str:
        """The municipality's name."""
        return self.municipality.name

    @property
    def display_name(self) -> str:
        """The municipality's name, or its slug where the name is missing."""
        return next(iter(self._files.values()), self.slug)

    @property
    def files(self) -> dict[str, str]:
        """The path of each level's file or folder with its name, municipality first."""
        return self._files

    @property
    def phrases(self) -> Map[str, str]:
        """What each form of each term is called here, by form."""
        if self._phrases is None:
            self._phrases = {
                form: phrase for term in self.terms.values() for form, phrase in term.forms.items()
            }
        return self._phrases

    def value(self, placeholder: Placeholder) -> str:
        """Return the words that a placeholder stands for.

        A rule that is coming or has ended says so, in brackets. Raise NoSuchPathError where the binder has no
        such value or phrase.
        """
        if not placeholder.is_path:
            return self._phrase(placeholder.name)
        value = lookup(self, placeholder.name)
        holder = lookup(self, placeholder.name.rpartition(".")[0])
        if isinstance(value, Phone) and holder.state == "example":
            return f"{value} (exempel)"
        rules = [rule for rule in (value, holder) if isinstance(rule, Rule)]
        outside = [rule.not_in_force(self._today) for rule in rules if isinstance(value, (Span, Window))]
        return f"{in_words(value)}{in_brackets(next(filter(None, outside), ''))}"

    def _phrase(self, name: str) -> str:
        """Return what a term's form is called here, capitalised if the name is.

        Raise NoSuchPathError where no term has the form.
        """
        if name in self.phrases:
            return self.phrases[name]
        phrase = self.phrases.get(name[:1].lower() + name[1:])
        if phrase is None:
            raise NoSuchPathError(name, sorted(self.phrases))
        return phrase[:1].upper() + phrase[1:]

    @property
    def titles(self) -> dict[str, Text | str]:
        """The title of each document, form, survey and packet, by name.

        A title in the data replaces the registry's.
        """
        titles: dict[str, Text | str] = {document.name: document.title for document in DOCUMENTS}
        titles |= {name: form.title for name, form in self.forms.items()}
        titles |= {name: survey.title for name, survey in self.surveys.items()}
        titles |= {packet.id: packet.title for packet in self.packets}
        return titles | {choice.id: choice.title for choice in self.documents if choice.title is not None}

    @property
    def directory(self) -> list[Contact]:
        """The contacts in the order of the services."""
        order = {service.id: number for number, service in enumerate(self.services)}
        return sorted(self.contacts, key=lambda contact: order.get(contact.first_service, len(order)))

    def contacts_of(self, service: str) -> list[Contact]:
        """Return the contacts that answer for a service, in the directory's order."""
        return [contact for contact in self.directory if service in contact.services]

    @property
    def news(self) -> list[Revision]:
        """The revisions, the newest first.

        A month counts from its last day, a year from its end.
        """
        return sorted(self.revisions, key=lambda revision: f"{revision.date.start}-99", reverse=True)

    def newest(self, today: date) -> Revision | None:
        """Return the newest revision that has been made, or None.

        One dated ahead has changed nothing yet.
        """
        return next((revision for revision in self.news if not revision.coming(today)), None)

    def not_in_force(self, today: date, record: Record | None = None) -> str:
        """Return when the content applies, if not today; else an empty string.

        For example *Gäller från 1 januari 2027*. It rests on the membership, the record's own control and the
        agreement's. What has ended counts first; of what is coming, the last to begin.
        """
        periods: list[Period] = [self.municipality.membership, *self._controls(record)]
        if ended := [period for period in periods if period.ended(today)]:
            return ended[0].validity(today)
        coming = [period for period in periods if period.coming(today)]
        latest = max(coming, key=lambda period: period.begins_on(today), default=None)
        return latest.validity(today) if latest else ""

    def control_not_in_force(self, today: date, record: Record | None = None) -> Control | None:
        """Return the control that is not in force, the record's own first, or None."""
        return next((control for control in self._controls(record) if not control.current(today)), None)

    def _controls(self, record: Record | None) -> list[Control]:
        controls = (getattr(record, "control", None), self.agreement.control)
        return [control for control in controls if isinstance(control, Control)]

    def node(self, path: str) -> Node:
        """Return the merged node at a path, for its place. Raise NoSuchPathError."""
        head, *steps = path.split(".")
        if head not in self._nodes:
            raise NoSuchPathError(head, sorted(self._nodes))
        return walk(self._nodes[head], *steps)

    @property
    def nodes(self) -> Iterable[Node]:
        """The merged nodes of every kind, and those of the three levels' own fields."""
        return self._nodes.values()

    def place_of(self, path: str) -> Place:
        """Return the place of the deepest part of a path that is written down."""
        head, *steps = path.split(".")
        if head not in self._nodes:
            return Place(next(iter(self._files), ""), 1)
        return walk_far(self._nodes[head], *steps).place

    def level_of(self, place: Place) -> str:
        """Return the name of the level that a place lies in, or an empty string.

        For example *Kalix*, *Östra Norrbotten* or the agreement's short name.
        """
        return self._files.get(self.level_file(place), "")

    def wrote(self, place: Place) -> bool:
        """Return whether a place lies in the municipality's own level."""
        return self.level_file(place) == next(iter(self._files), None)

    def level_file(self, place: Place) -> str:
        """Return the file or folder of the level that a place lies in, or an empty string."""
        return next((f for f in self._files if place.file == f or place.file.startswith(f + "/")), "")


_SAYS_ITSELF = (str, int, date, Span, When, Window)


def in_words(value: Any) -> str:
    """Return a scalar value in words; an empty string for None.

    Raise NoSuchPathError for anything but a scalar: nothing else may fill a placeholder.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, _SAYS_ITSELF):
        return str(value)
    raise NoSuchPathError("", [])


_IN_BINDERS = ("site", "glossary", "laws")
"""The shared files that show in every binder."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All binders by slug, and what they share; ``today`` is a build's one clock."""

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
    read: Fingerprints = field(default_factory=Fingerprints)
    lacking: frozenset[str] = frozenset()
    """What all share that has faults and is not here. Empty in every shelf that leaves the check."""

    def laws_that_are(self, standing: Standing) -> list[Law]:
        """Return the paragraphs with this standing today, in the file's order."""
        return [law for law in self.laws.values() if law.standing(self.today) == standing]

    def fingerprint(self, binder: Binder) -> str:
        """Hash all that a binder's pages and sheets depend on.

        That is its files, the files that all share, and the program. Nothing of another municipality enters,
        nor today itself: only which of the days named in the files have passed.
        """
        files = self.read.of([*binder.files, *self._shared(*_IN_BINDERS)], self.today)
        return sha256(f"{program_fingerprint()} {binder.slug} {files}".encode()).hexdigest()

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
