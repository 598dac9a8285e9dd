"""The binder of one municipality in one area."""

from collections.abc import Iterable
from collections.abc import Mapping as Map
from datetime import date
from typing import Any

from macros.problems import Place
from macros.records.ages import Ages
from macros.records.agreement import Agreement
from macros.records.base import Record
from macros.records.binder_levels import BinderLevels
from macros.records.chosen_papers import choose_papers
from macros.records.contact import Contact
from macros.records.contents import further_titles, newsletter_sheet, own_titles
from macros.records.hand_over import Handing, pair_holders
from macros.records.kinds import Kinds
from macros.records.meeting import Window
from macros.records.municipality import Area, Membership, Municipality, Participation
from macros.records.nodes import Node
from macros.records.path import NoSuchPathError, lookup, walk, walk_far
from macros.records.phrases import AGES, find_phrase, in_words, is_ages, retitle
from macros.records.recurrence import Recurrence
from macros.records.registry import DOCUMENTS
from macros.records.scalars import Plain
from macros.records.shared_records import Control, Revision
from macros.records.text import Placeholder, Text
from macros.records.validity import Period, Rule, in_brackets
from macros.records.values import Phone, Span


class Binder(Kinds):
    """All levels merged and validated for one municipality in one area.

    ``address`` is where it stands on the site: the municipality's slug for its first binder, and for a
    further one the area's slug after it: ``kalix/skolnarvaro``. ``area`` is the lowest of ``areas``.
    """

    address: Plain
    agreement: Agreement
    area: Area
    areas: list[Area]
    municipality: Municipality
    membership: Membership

    lacking: frozenset[str] = frozenset()
    """What has faults and is not here. Empty in every binder that leaves the check."""

    @classmethod
    def make(
        cls, values: dict[str, Any], nodes: dict[str, Node], levels: BinderLevels, today: date
    ) -> "Binder":
        """Make a binder of validated values, without validating them again.

        ``nodes`` are what the files say, merged, by kind and level; ``levels`` as in the property.
        """
        binder = cls.model_construct(**values)
        binder.__dict__.update(_nodes=nodes, _levels=levels, _today=today)  # as a record keeps its place
        if not binder.lacking:
            binder.__dict__.update(choose_papers(binder))
        return binder

    def fill(self, newer: "Binder") -> "Binder":
        """Return a complete copy, taking what is lacking here from a newer binder."""
        values = dict(self) | {name: getattr(newer, name) for name in self.lacking} | {"lacking": frozenset()}
        return Binder.make(values, self._merged, self.levels, self.today)

    @property
    def today(self) -> date:
        """The day on which placeholders are filled."""
        today: date = self.__dict__["_today"]
        return today

    @property
    def name(self) -> str:
        """The municipality's name."""
        return self.municipality.name

    @property
    def slug(self) -> str:
        """The municipality's slug."""
        return self.address.partition("/")[0]

    @property
    def is_first(self) -> bool:
        """Whether it is the municipality's first binder."""
        return self.address == self.slug

    @property
    def home(self) -> str:
        """The folder that it has in the municipality's: ``skolnarvaro/``.

        It is empty for the first binder.
        """
        return "" if self.is_first else f"{self.address.removeprefix(f'{self.slug}/')}/"

    @property
    def title(self) -> str:
        """What the binder is called beside the municipality's others.

        The agreement's short name, or the area's name where they share the agreement.
        """
        return self.area.name if self.levels.share_agreement else self.agreement.short

    def address_in(self, area: str | None) -> str:
        """Return the address of the municipality's binder for an area; its own for None."""
        if area in (None, self.levels.area_slug):
            return self.address
        return self.slug if area == self.municipality.first else f"{self.slug}/{area}"

    @property
    def place_name(self) -> str:
        """Whose binder it is, on paper.

        The municipality's name, and of a further binder that of the collaboration.
        """
        return self.name if self.is_first else f"{self.name}, {self.title}"

    @property
    def participation(self) -> Participation:
        """What the municipality has of its own here, beside kinds of content."""
        return self.municipality.areas[self.levels.area_slug]

    @property
    def levels(self) -> BinderLevels:
        """The levels that it is made of."""
        levels: BinderLevels = self.__dict__["_levels"]
        return levels

    @property
    def files(self) -> dict[str, str]:
        """The path of each level's file or folder with its name, municipality first."""
        return self.levels.files

    @property
    def phrases(self) -> Map[str, str]:
        """What each form of each term is called here, by form."""
        phrases: dict[str, str] | None = self.__dict__.get("_phrases")
        if phrases is None:
            phrases = dict(form for term in self.terms.values() for form in term.forms.items())
            self.__dict__["_phrases"] = phrases
        return phrases

    def value(self, placeholder: Placeholder) -> str:
        """Return the words that a placeholder stands for.

        A rule that is coming or has ended says so, in brackets. Raise NoSuchPathError where the binder has no
        such value or phrase.
        """
        if not placeholder.is_path:
            return self.word(placeholder.name)
        value = lookup(self, placeholder.name)
        holder = lookup(self, placeholder.name.rpartition(".")[0])
        if isinstance(value, Phone) and holder.state == "example":
            return f"{value} (exempel)"
        rules = [rule for rule in (value, holder) if isinstance(rule, Rule)]
        outside = [
            rule.not_in_force(self.today) for rule in rules if isinstance(value, (Span, Recurrence, Window))
        ]
        return f"{in_words(value)}{in_brackets(next(filter(None, outside), ''))}"

    def word(self, name: str) -> str:
        """Return what a term's form is called here, capitalised if the name is.

        A form that no term has may be one of the standing words for those whom the agreement is about.
        ``ages`` are the binder's ages in words. Raise NoSuchPathError where there is no such word.
        """
        ages = {AGES: in_words(self.ages) if is_ages(name) else ""}
        return find_phrase(name, self.phrases, self.agreement.standing_words, ages)

    def retitle(self, title: str) -> str:
        """Return what a title of the program's own is called here."""
        return retitle(title, self.phrases, self.agreement.standing_words)

    @property
    def titles(self) -> dict[str, Text | str]:
        """The title of each document, form, survey and packet, by name.

        A title in the data replaces the registry's.
        """
        books = self.phrases, self.agreement.standing_words
        titles: dict[str, Text | str] = {sheet.name: retitle(sheet.title, *books) for sheet in DOCUMENTS}
        titles |= own_titles(self)
        titles |= further_titles(self)
        titles |= {name: form.title for name, form in self.forms.items()}
        titles |= {name: survey.title for name, survey in self.surveys.items()}
        titles |= {newsletter_sheet(key): number.title for key, number in self.newsletters.items()}
        titles |= {packet.id: packet.title for packet in self.packets}
        return titles | {choice.id: choice.title for choice in self.documents if choice.title is not None}

    @property
    def ages(self) -> Ages | None:
        """The ages that the collaboration is for here: the lowest level that says so."""
        ages = (self.participation.ages, self.municipality.ages, *(area.ages for area in self.areas))
        return next((own for own in ages if own is not None), self.agreement.ages)

    @property
    def hand_overs(self) -> list[Handing]:
        """Every hand-over from one role, or one service, to the next."""
        return [*pair_holders(self.routine.roles), *pair_holders(self.services)]

    @property
    def directory(self) -> list[Contact]:
        """The contacts in the order of the services."""
        order = {service.id: number for number, service in enumerate(self.services)}
        return sorted(self.contacts, key=lambda contact: order.get(contact.first_service, len(order)))

    def contacts_of(self, service: str) -> list[Contact]:
        """Return the contacts that answer for a service, in the directory's order."""
        return [contact for contact in self.directory if service in contact.services]

    def reach(self, services: Iterable[str]) -> Contact | None:
        """Return the first contact with a number, of the first service that has one.

        None where no service has.
        """
        contacts = (contact for service in services for contact in self.contacts_of(service))
        return next((contact for contact in contacts if contact.phone), None)

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
        periods: list[Period] = [self.membership, *self._controls(record)]
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
        if head not in self._merged:
            raise NoSuchPathError(head, sorted(self._merged))
        return walk(self._merged[head], *steps)

    @property
    def nodes(self) -> Iterable[Node]:
        """The merged nodes of every kind, and those of the three levels' own fields."""
        return self._merged.values()

    @property
    def _merged(self) -> dict[str, Node]:
        """The merged nodes by kind and level."""
        nodes: dict[str, Node] = self.__dict__["_nodes"]
        return nodes

    def place_of(self, path: str) -> Place:
        """Return the place of the deepest part of a path that is written down."""
        head, *steps = path.split(".")
        if head not in self._merged:
            return Place(next(iter(self.files), ""), 1)
        return walk_far(self._merged[head], *steps).place

    def level_of(self, place: Place) -> str:
        """Return the name of the level that a place lies in, or an empty string.

        For example *Kalix*, *Östra Norrbotten* or the agreement's short name.
        """
        return level.name if (level := self.levels.find(place)) else ""

    def wrote(self, place: Place) -> bool:
        """Return whether a place lies in the municipality's own level."""
        level = self.levels.find(place)
        return level is not None and level.level.kind == "municipalities"
