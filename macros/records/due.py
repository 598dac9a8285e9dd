"""What falls due: numbers to call again, texts to go through, rules and paragraphs that run out.

A record falls due once, however many binders share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from macros.problems import Place
from macros.records.agreement import Agreement
from macros.records.base import Record
from macros.records.binder import Binder, Shelf
from macros.records.contact import Contact
from macros.records.due_words import ADVICE, DUE_WORDS, Kind
from macros.records.fields import fields_of
from macros.records.kinds import Kinds
from macros.records.municipality import Area, Municipality
from macros.records.path import expand, ids
from macros.records.shared_records import Control
from macros.records.text import Text
from macros.records.validity import Period, has_passed
from macros.records.values import Day

_ROOTS: dict[str, type[Record]] = {"agreement": Agreement, "area": Area, "municipality": Municipality}


def _citing(model: type[Record], path: str = "") -> Iterator[str]:
    """Give the paths below a record class where paragraphs are named."""
    for one in fields_of(model):
        here = f"{path}.{one.name}".lstrip(".")
        if one.model is not None:
            yield from _citing(one.model, f"{here}.*" if one.many else here)
        elif one.name in ("law", "laws"):
            yield here


CITATIONS = (
    *_citing(Kinds),
    *(path for name, model in _ROOTS.items() for path in _citing(model, name)),
)
"""Where a text of a binder names paragraphs by their ids. Read from the records: none can be forgotten."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due: when, what, and for which function.

    ``key`` names it for good: the same from one reading to the next, wherever in its file it stands.
    ``municipalities`` are the binders that it stands in.
    """

    day: date
    what: str
    kind: Kind
    function: str
    place: Place
    level: str
    overdue: bool
    key: str
    never: bool = False
    municipalities: tuple[str, ...] = field(default=(), compare=False)

    @property
    def said(self) -> str:
        """Say the whole in a sentence."""
        if self.never:
            return f"{self.what} har aldrig kontrollerats"
        return f"{self.what} {DUE_WORDS[self.kind][self.overdue]} {in_full(self.day)}"

    @property
    def advice(self) -> str:
        """Say what to do."""
        return ADVICE[self.kind]


def _plain_day(day: date) -> date:
    return date(day.year, day.month, day.day)


def in_full(day: date) -> str:
    """Give a day in words."""
    return str(Day(day.year, day.month, day.day))


def falling_due(shelf: Shelf, within: int) -> list[Due]:
    """Give what is overdue and what falls due within so many days: overdue first, then by day."""
    found: dict[str, Due] = {}
    search = _Search(shelf, shelf.today + timedelta(days=within))
    found |= {due.key: due for due in search.shared()}
    for binder in shelf.binders.values():
        for due in search.of(binder):
            known = found.get(due.key, due)
            found[due.key] = replace(known, municipalities=(*known.municipalities, binder.slug))
    return sorted(found.values(), key=lambda due: (not due.overdue, due.day, due.what, due.key))


class _Search:
    """A search through binders for what falls due until a day."""

    def __init__(self, shelf: Shelf, until: date) -> None:
        self.shelf = shelf
        self.until = until
        self.ending = {key for key, law in shelf.laws.items() if law.ends and law.ends <= until}
        self.cited: dict[tuple[int, str], list[tuple[str, str]]] = {}

    def of(self, binder: Binder) -> Iterator[Due]:
        """Give all of one binder."""
        for source in (self.contacts, self.controls, self.rules, self.town, self.laws):
            yield from source(binder)

    def shared(self) -> Iterator[Due]:
        """Give what all share: the accessibility statement, security.txt, holidays, coming laws."""
        site, said = self.shelf.site, self.shelf.accessibility
        law = said.requirements.check_by
        security = site.security.expires if site.published and site.security else None
        last = site.holidays.ends if site.holidays else None
        days: tuple[tuple[Kind, str, str, str, date | None], ...] = (
            ("statement", "accessibility", "reviewed", "Tillgänglighetsredogörelsen", said.review_by),
            ("statement", "accessibility", "checked", "Uppgiften om lagen om tillgänglighet", law),
            ("security", "site", "expires", "Adressen för säkerhetshål", security),
            ("holidays", "site", "last", "Helgdagarna som räknas bort på sidan Rutin", last),
        )
        for kind, file, name, what, day in days:
            if day and day <= self.until:
                place, key = self.shelf.line_of(file, name), f"{kind}/{file}/{name}"
                late, day = has_passed(day, self.shelf.today), _plain_day(day)
                yield Due(day, what, kind, site.publisher, place, site.name, late, key)
        for id, coming in self.shelf.laws.items():
            if coming.place and self.starts_soon(coming) and (day := coming.starts):
                place, day = self.shelf.line_of("laws", "valid_from", coming.place.line), _plain_day(day)
                key = f"begin/laws/{id}"
                yield Due(day, coming.name, "begin", site.publisher, place, site.name, False, key)

    def starts_soon(self, period: Period) -> bool:
        """Tell whether what is coming begins within the asked days."""
        today, first = self.shelf.today, period.starts
        return period.coming(today) and first is not None and today < first <= self.until

    def begins(
        self, binder: Binder, path: str, period: Period, what: str, function: str, kind: Kind = "begin"
    ) -> Iterator[Due]:
        """Give what is coming as something that begins."""
        if self.starts_soon(period) and period.starts:
            yield self.due(binder, kind, path, period.starts, what, function)

    def contacts(self, binder: Binder) -> Iterator[Due]:
        """A number is trusted for a year. One that nobody has called is overdue now."""
        for contact in binder.contacts:
            day = contact.check_by or self.shelf.today
            if contact.state == "example" or day > self.until:
                continue
            path, what = f"contacts.{contact.id}", _called(binder, contact)
            function = _service(binder, contact.service)
            if contact.checked:
                at = binder.place_of(f"{path}.checked")
                yield self.due(binder, "contact", path, day, what, function, at)
            else:
                at = contact.changed or contact.place or binder.place_of(path)
                due = self.due(binder, "contact", path, day, what, function, at)
                yield replace(due, never=True, overdue=True)

    def controls(self, binder: Binder) -> Iterator[Due]:
        """A text begins on its day, is gone through by its day, and is renewed before it ends."""
        for path, control in (("agreement", binder.agreement.control), ("routine", binder.routine.control)):
            if control is None:
                continue
            days: tuple[tuple[Kind, str, date | None], ...] = (
                ("revision", "revise_by", control.revise_by),
                ("end", "valid_to", control.ends),
            )
            what = f"Överenskommelsen {binder.agreement.short}" if path == "agreement" else "Rutinen"
            function = self.responsible(binder, control)
            yield from self.begins(binder, f"{path}.control.valid_from", control, what, function)
            for kind, name, day in days:
                if day and day <= self.until:
                    yield self.due(binder, kind, f"{path}.control.{name}", day, what, function)

    def rules(self, binder: Binder) -> Iterator[Due]:
        """A rule begins on its day; one with a last day has a successor by then."""
        meeting = binder.routine.meeting
        function = self.responsible(binder, binder.routine.control)
        for path, what, rule in (
            ("routine.meeting", "Reglerna för mötet", meeting),
            ("routine.meeting.window", "Tiden för mötet", meeting.window),
        ):
            if rule is None:
                continue
            yield from self.begins(binder, f"{path}.valid_from", rule, what, function)
            if rule.ends and rule.ends <= self.until:
                yield self.due(binder, "rule", f"{path}.valid_to", rule.ends, what, function)

    def town(self, binder: Binder) -> Iterator[Due]:
        """What is said of a municipality's languages is trusted for a year; a membership begins and ends."""
        languages, membership = binder.municipality.minority_languages, binder.municipality.membership
        function = self.responsible(binder, binder.routine.control)
        if languages and (day := languages.check_by) <= self.until:
            path, what = "municipality.minority_languages.checked", "Uppgiften om minoritetsspråk"
            yield self.due(binder, "languages", path, day, what, function)
        path, what = "municipality.membership", "Medlemskapet"
        kind: Kind = "join" if membership.status == "joining" else "begin"
        yield from self.begins(binder, f"{path}.since", membership, what, function, kind)
        if membership.status != "left" and membership.ends and membership.ends <= self.until:
            yield self.due(binder, "membership", f"{path}.until", membership.ends, what, function)

    def laws(self, binder: Binder) -> Iterator[Due]:
        """A paragraph that a text names is in force."""
        for pattern in CITATIONS if self.ending else ():
            for path, key in self.citations(binder, pattern):
                yield self.law(binder, path, key, binder.place_of(path))
        duty = self.shelf.site.duty
        if duty.law in self.ending and duty.place:
            yield self.law(binder, "site.duty.law", duty.law, duty.place)

    def citations(self, binder: Binder, pattern: str) -> list[tuple[str, str]]:
        """Give where a binder names paragraphs that end, once for every shared kind."""
        kind = getattr(binder, pattern.partition(".")[0])
        found = self.cited.get((id(kind), pattern))
        if found is None:
            found = [(path, key) for path, key in ids(expand(binder, pattern)) if key in self.ending]
            self.cited[id(kind), pattern] = found
        return found

    def law(self, binder: Binder, path: str, key: str, at: Place) -> Due:
        """Make one of a paragraph, at the text that names it."""
        law = self.shelf.laws[key]
        assert law.ends is not None
        steady = f"{path.rpartition('.')[0]}.{key}"
        return self.due(binder, "law", steady, law.ends, law.name, self.shelf.site.publisher, at)

    def responsible(self, binder: Binder, control: Control | None) -> str:
        """Name the function that sees to a text: its own, else the agreement's, else the publisher."""
        for one in (control, binder.agreement.control):
            if one and one.responsible:
                return words(binder, one.responsible)
        return self.shelf.site.publisher

    def due(
        self, binder: Binder, kind: Kind, path: str, day: date, what: str, function: str,
        at: Place | None = None,
    ) -> Due:  # fmt: skip
        """Make one, with its place in the files and the level it belongs to."""
        place = at or binder.place_of(path)
        file = PurePosixPath(binder.level_file(place) or place.file)
        level = binder.level_of(place) or self.shelf.site.name
        slug = file.relative_to(self.shelf.folder.as_posix()).with_suffix("").as_posix()
        return Due(
            day=_plain_day(day),
            what=f"{what}{_where(kind, level, slug, path)}",
            kind=kind,
            function=function,
            place=place,
            level=level,
            overdue=has_passed(day, self.shelf.today),
            key=f"{kind}/{slug}/{path}",
        )


def _where(kind: Kind, level: str, slug: str, path: str) -> str:
    """Say which level it is of. An agreement is no place, and has said its own name."""
    upper = slug.startswith("agreements/")
    if kind == "law":
        return f" (nämns i {level})"
    if path.startswith("agreement.control."):
        return ""
    return f" {'för hela' if kind == 'contact' else 'enligt'} {level}" if upper else f" i {level}"


def _called(binder: Binder, contact: Contact) -> str:
    """Name a contact by its service; where the service has several, also by who answers."""
    service = _service(binder, contact.service)
    several = sum(one.service == contact.service for one in binder.contacts) > 1
    which = f" ({words(binder, contact.who)})" if several else ""
    return f"{'Telefonen till' if contact.phone else 'Uppgifterna om'} {service}{which}"


def _service(binder: Binder, key: str) -> str:
    service = next(service for service in binder.services if service.id == key)
    return service.short or service.name


def words(binder: Binder, text: Text) -> str:
    """Give a short text as plain words, without the marks of emphasis."""
    return re.sub(r"[*_]", "", " ".join(text.fill(binder.value).split()))
