"""Find what falls due: numbers to check, texts to revise, rules and laws that end.

A record falls due once, however many binders share it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from datetime import date, timedelta
from pathlib import PurePosixPath

from macros.problems import Place, join_words
from macros.records.agreement import Agreement
from macros.records.base import Record
from macros.records.binder import Binder, Shelf
from macros.records.contact import Contact
from macros.records.due_words import ADVICE, DUE_WORDS, Kind
from macros.records.fields import fields_of
from macros.records.kinds import Kinds
from macros.records.municipality import Area, Municipality
from macros.records.path import expand, flatten_ids
from macros.records.shared_records import Control
from macros.records.text import Text
from macros.records.validity import Period, has_passed
from macros.records.values import Day

_ROOTS: dict[str, type[Record]] = {"agreement": Agreement, "area": Area, "municipality": Municipality}


def _find_citations(model: type[Record], path: str = "") -> Iterator[str]:
    """Yield the paths below a record class where paragraphs of laws are named."""
    for field in fields_of(model):
        here = f"{path}.{field.name}".lstrip(".")
        if field.model is not None:
            yield from _find_citations(field.model, f"{here}.*" if field.many else here)
        elif field.name in ("law", "laws"):
            yield here


CITATIONS = (
    *_find_citations(Kinds),
    *(path for name, model in _ROOTS.items() for path in _find_citations(model, name)),
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
    municipalities: tuple[str, ...] = dataclass_field(default=(), compare=False)

    @property
    def sentence(self) -> str:
        """What falls due and when, as a Swedish sentence."""
        if self.never:
            return f"{self.what} har aldrig kontrollerats"
        return f"{self.what} {DUE_WORDS[self.kind][self.overdue]} {_in_words(self.day)}"

    @property
    def advice(self) -> str:
        """What the editor should do about it, in Swedish."""
        return ADVICE[self.kind]


def _in_words(day: date) -> str:
    return str(Day(day.year, day.month, day.day))


def falling_due(shelf: Shelf, within: int) -> list[Due]:
    """Return what is overdue, then what falls due within so many days, by day."""
    search = _Search(shelf, shelf.today + timedelta(days=within))
    by_key = {due.key: due for due in search.find_in_shared_files()}
    for binder in shelf.binders.values():
        for due in search.find_in_binder(binder):
            earlier = by_key.get(due.key, due)
            by_key[due.key] = replace(earlier, municipalities=(*earlier.municipalities, binder.slug))
    return sorted(by_key.values(), key=lambda due: (not due.overdue, due.day, due.what, due.key))


Candidate = tuple[Kind, str, date | None, str]
"""What may fall due: its kind, its path or field, its day (None where it has none) and what it is."""


class _Search:
    """A search through a shelf for what falls due until a day."""

    def __init__(self, shelf: Shelf, until: date) -> None:
        self.shelf = shelf
        self.until = until
        self.ending_laws = {key: law for key, law in shelf.laws.items() if law.ends and law.ends <= until}
        self.citations: dict[tuple[int, str], list[tuple[str, str]]] = {}

    def find_in_shared_files(self) -> Iterator[Due]:
        """Yield what falls due in the files that all share."""
        site, statement = self.shelf.site, self.shelf.accessibility
        checked_until = statement.requirements.check_by
        security = site.security.expires if site.published and site.security else None
        holidays = site.holidays.ends if site.holidays else None
        candidates: tuple[Candidate, ...] = (
            ("statement", "accessibility/reviewed", statement.review_by, "Tillgänglighetsredogörelsen"),
            ("statement", "accessibility/checked", checked_until, "Uppgiften om lagen om tillgänglighet"),
            ("security", "site/expires", security, "Adressen för säkerhetshål"),
            ("holidays", "site/last", holidays, "Helgdagarna som räknas bort på sidan Rutin"),
        )
        for kind, key, day, what in candidates:
            if day and day <= self.until:
                file, field = key.split("/")
                yield self.make_due(kind, key, day, what, self.shelf.line_of(file, field))
        for id, law in self.shelf.laws.items():
            if law.place and (day := self.start_of(law)):
                place = self.shelf.line_of("laws", "valid_from", law.place.line)
                yield self.make_due("begin", f"laws/{id}", day, law.name, place)

    def find_in_binder(self, binder: Binder) -> Iterator[Due]:
        """Yield what falls due in one binder."""
        routine = binder.routine.control
        for path, what, control in (
            ("agreement", f"Överenskommelsen {binder.agreement.short}", binder.agreement.control),
            ("routine", "Rutinen", routine),
        ):
            if control:
                yield from self.select_due(binder, control, self.list_control_days(path, what, control))
        yield from self.select_due(binder, routine, self.list_rule_days(binder))
        yield from self.select_due(binder, routine, self.list_municipality_days(binder))
        yield from self.find_contacts(binder)
        yield from self.find_laws(binder)

    def select_due(
        self, binder: Binder, control: Control | None, candidates: Iterator[Candidate]
    ) -> Iterator[Due]:
        """Yield the candidates that fall due in time, for the text's own function."""
        function = self.responsible_function(binder, control)
        for kind, path, day, what in candidates:
            if day and day <= self.until:
                yield self.make_due_in_binder(binder, kind, path, day, what, function)

    def list_control_days(self, path: str, what: str, control: Control) -> Iterator[Candidate]:
        """Yield when a text begins, is to be gone through, and ends."""
        yield "begin", f"{path}.control.valid_from", self.start_of(control), what
        yield "revision", f"{path}.control.revise_by", control.revise_by, what
        yield "end", f"{path}.control.valid_to", control.ends, what

    def list_rule_days(self, binder: Binder) -> Iterator[Candidate]:
        """Yield when a rule of the meeting begins and ends."""
        meeting = binder.routine.meeting
        for path, what, rule in (
            ("routine.meeting", "Reglerna för mötet", meeting),
            ("routine.meeting.window", "Tiden för mötet", meeting.window),
        ):
            if rule is not None:
                yield "begin", f"{path}.valid_from", self.start_of(rule), what
                yield "rule", f"{path}.valid_to", rule.ends, what

    def list_municipality_days(self, binder: Binder) -> Iterator[Candidate]:
        """Yield when the languages are to be checked, and the membership's days."""
        languages, membership = binder.municipality.minority_languages, binder.municipality.membership
        if languages:
            path, what = "municipality.minority_languages.checked", "Uppgiften om minoritetsspråk"
            yield "languages", path, languages.check_by, what
        path, what = "municipality.membership", "Medlemskapet"
        kind: Kind = "join" if membership.status == "joining" else "begin"
        yield kind, f"{path}.since", self.start_of(membership), what
        if membership.status != "left":
            yield "membership", f"{path}.until", membership.ends, what

    def start_of(self, period: Period) -> date | None:
        """Return the first day of what is coming, where it lies within the asked days."""
        first = period.starts
        soon = first is not None and self.shelf.today < first <= self.until
        return first if soon and period.coming(self.shelf.today) else None

    def find_contacts(self, binder: Binder) -> Iterator[Due]:
        """Yield the contacts to check; one that nobody has called is overdue now."""
        for contact in binder.contacts:
            day = contact.check_by or self.shelf.today
            if contact.state == "example" or day > self.until:
                continue
            path, what = f"contacts.{contact.id}", _name_contact(binder, contact)
            function = _name_services(binder, contact)
            if contact.checked:
                place = binder.place_of(f"{path}.checked")
                yield self.make_due_in_binder(binder, "contact", path, day, what, function, place)
            else:
                place = contact.changed or contact.place or binder.place_of(path)
                due = self.make_due_in_binder(binder, "contact", path, day, what, function, place)
                yield replace(due, never=True, overdue=True)

    def find_laws(self, binder: Binder) -> Iterator[Due]:
        """Yield the paragraphs that a text names and that end in time."""
        site = self.shelf.site
        patterns = CITATIONS if self.ending_laws else ()
        citations = [
            (path, key, binder.place_of(path))
            for pattern in patterns
            for path, key in self.find_citations(binder, pattern)
        ]
        if site.duty.law in self.ending_laws and site.duty.place:
            citations.append(("site.duty.law", site.duty.law, site.duty.place))
        for path, key, place in citations:
            law, text = self.ending_laws[key], path.rpartition(".")[0]
            assert law.ends is not None
            yield self.make_due_in_binder(
                binder, "law", f"{text}.{key}", law.ends, law.name, site.publisher, place
            )

    def find_citations(self, binder: Binder, pattern: str) -> list[tuple[str, str]]:
        """Return where a binder names paragraphs that end, once for each shared kind."""
        shared = (id(getattr(binder, pattern.partition(".")[0])), pattern)
        if shared not in self.citations:
            self.citations[shared] = [
                (path, key) for path, key in flatten_ids(expand(binder, pattern)) if key in self.ending_laws
            ]
        return self.citations[shared]

    def responsible_function(self, binder: Binder, control: Control | None) -> str:
        """Return the function that answers for a text, or for its agreement."""
        for candidate in (control, binder.agreement.control):
            if candidate and candidate.responsible:
                return plain_words(binder, candidate.responsible)
        return self.shelf.site.publisher

    def make_due_in_binder(
        self, binder: Binder, kind: Kind, path: str, day: date, what: str, function: str,
        place: Place | None = None,
    ) -> Due:  # fmt: skip
        """Return what falls due in a binder, with its place and its level."""
        place = place or binder.place_of(path)
        file = PurePosixPath(binder.level_file(place) or place.file)
        level = binder.level_of(place) or self.shelf.site.name
        slug = file.relative_to(self.shelf.folder.as_posix()).with_suffix("").as_posix()
        due = self.make_due(
            kind, f"{slug}/{path}", day, f"{what}{_name_level(kind, level, slug, path)}", place
        )
        return replace(due, function=function, level=level)

    def make_due(self, kind: Kind, key: str, day: date, what: str, place: Place) -> Due:
        """Return what falls due in a shared file: the publisher sees to it."""
        return Due(
            day=date(day.year, day.month, day.day),  # plain: a Day reads in words
            what=what,
            kind=kind,
            function=self.shelf.site.publisher,
            place=place,
            level=self.shelf.site.name,
            overdue=has_passed(day, self.shelf.today),
            key=f"{kind}/{key}",
        )


def _name_level(kind: Kind, level: str, slug: str, path: str) -> str:
    """Return the words that add a level's name; a control has said it already."""
    upper = slug.startswith("agreements/")
    if kind == "law":
        return f" (nämns i {level})"
    if path.startswith("agreement.control."):
        return ""
    return f" {'för hela' if kind == 'contact' else 'enligt'} {level}" if upper else f" i {level}"


def _name_contact(binder: Binder, contact: Contact) -> str:
    """Name a contact by its service, and by who answers if the service has several."""
    service = _name_services(binder, contact)
    several = sum(other.first_service == contact.first_service for other in binder.contacts) > 1
    which = f" ({plain_words(binder, contact.who)})" if several else ""
    return f"{'Telefonen till' if contact.phone else 'Uppgifterna om'} {service}{which}"


def _name_services(binder: Binder, contact: Contact) -> str:
    by_id = {service.id: service for service in binder.services}
    services = [by_id[key] for key in contact.services]
    return join_words(service.short or service.name for service in services)


def plain_words(binder: Binder, text: Text) -> str:
    """Return a short text as plain words, without the signs of emphasis."""
    return re.sub(r"[*_]", "", " ".join(text.fill(binder.value).split()))
