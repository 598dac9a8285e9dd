"""Find what falls due: numbers to check, texts to revise, rules and laws that end.

A record falls due once, however many binders share it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from datetime import date, timedelta
from pathlib import PurePosixPath

from macros.problems import Place
from macros.records.binder import Binder
from macros.records.citations import CITATIONS
from macros.records.due_names import (
    list_public_numbers,
    list_rules,
    list_unread,
    name_contact,
    name_level,
    name_services,
    plain_words,
)
from macros.records.due_words import ADVICE, DUE_WORDS, NEVER_WORDS, SAID_WORDS, Kind
from macros.records.occasions import Coming, find_occasions, next_review, next_time
from macros.records.path import expand, flatten_ids
from macros.records.recurrence import Rule, Said
from macros.records.shared_records import Control
from macros.records.validity import Period, a_year_after, has_passed
from macros.records.values import Day
from macros.records.whole_shelf import Shelf


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due: when, what, and for which function.

    ``key`` names it for good: the same from one reading to the next, wherever in its file it stands.
    ``note`` says how it was written where that is no day, ``repeats`` how it comes again: each rule with its
    first day. ``municipalities`` are those in whose binders it stands.
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
    note: str = ""
    said: Said = "by"
    repeats: tuple[tuple[date, Rule], ...] = dataclass_field(default=(), compare=False)
    municipalities: tuple[str, ...] = dataclass_field(default=(), compare=False)

    @property
    def words(self) -> tuple[str, str]:
        """What is to be done by the day, and what should have been."""
        return SAID_WORDS.get((self.kind, self.said), DUE_WORDS[self.kind])

    @property
    def sentence(self) -> str:
        """What falls due and when, as a Swedish sentence."""
        if self.never:
            return f"{self.what} {NEVER_WORDS[self.kind]}{f' ({self.note})' if self.note else ''}"
        day = Day(self.day.year, self.day.month, self.day.day)
        words = self.words[self.overdue]
        if not self.note:
            return f"{self.what} {words} {day}"
        by = "" if words.endswith("senast") or self.said != "by" else " senast"
        return f"{self.what} {words}{by} {day} ({self.note})"

    @property
    def standing_words(self) -> str:
        """What comes again, without a day: *Rutinen ska ses över vart tredje år*."""
        return f"{self.what} {self.words[False].removesuffix(' senast')} {self.note}"

    @property
    def advice(self) -> str:
        """What the editor should do about it, in Swedish."""
        return ADVICE[self.kind]


def falling_due(shelf: Shelf, within: int) -> list[Due]:
    """Return what is overdue, then what falls due within so many days, by day."""
    search = _Search(shelf, shelf.today + timedelta(days=within))
    by_key = {due.key: due for due in search.find_in_shared_files()}
    for binder in shelf.binders.values():
        for due in search.find_in_binder(binder):
            earlier = by_key.get(due.key, due)
            slugs = dict.fromkeys((*earlier.municipalities, binder.slug))
            by_key[due.key] = replace(earlier, municipalities=tuple(slugs))
    return sorted(by_key.values(), key=lambda due: (not due.overdue, due.day, due.what, due.key))


def dues_in(shelf: Shelf, binder: Binder, until: date) -> list[Due]:
    """Return what falls due in one binder until a day, and what is overdue."""
    return list(_Search(shelf, until).find_in_binder(binder))


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
        read = min((law.read for law in self.shelf.laws_that_are("current") if law.read), default=None)
        candidates: tuple[Candidate, ...] = (
            ("statement", "accessibility/reviewed", statement.review_by, "Tillgänglighetsredogörelsen"),
            ("statement", "accessibility/checked", checked_until, "Uppgiften om lagen om tillgänglighet"),
            ("reading", "laws/read", a_year_after(read) if read else None, "Paragraferna i lagarna"),
            ("security", "site/expires", security, "Adressen för säkerhetshål"),
            ("holidays", "site/last", holidays, "Helgdagarna som räknas bort på sidan Rutin"),
        )
        for kind, key, day, what in candidates:
            if day and day <= self.until:
                file, field = key.split("/")
                yield self.make_due(kind, key, day, what, self.shelf.line_of(file, field))
        for key, what, number in list_public_numbers(site):
            day = number.check_by or self.shelf.today
            if number.place and day <= self.until:
                due = self.make_due("number", key, day, what, number.place)
                yield due if number.check_by else replace(due, never=True, overdue=True)
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
                yield from self.find_review(binder, path, what, control)
                yield from self.select_due(binder, control, self.list_control_days(path, what, control))
        yield from self.select_due(binder, routine, self.list_rule_days(binder))
        yield from self.select_due(binder, routine, self.list_municipality_days(binder))
        yield from self.find_contacts(binder)
        yield from self.find_laws(binder)
        yield from self.find_planned(binder)
        function = self.responsible_function(binder, routine)
        for kind, path, what, place in list_unread(self.shelf.site, binder):
            day = self.shelf.today
            due = self.make_due_in_binder(binder, kind, path, day, what, function, place)
            yield replace(due, never=True, overdue=True)

    def find_review(self, binder: Binder, path: str, what: str, control: Control) -> Iterator[Due]:
        """Yield when a text is to be gone through."""
        function = self.responsible_function(binder, control)
        coming = next_review(control, self.shelf.today)
        yield from self.select_coming(binder, "revision", f"{path}.control.revise_by", coming, what, function)

    def find_planned(self, binder: Binder) -> Iterator[Due]:
        """Yield the meetings and tasks ahead."""
        for planned in find_occasions(binder):
            coming = next_time(planned, self.shelf.today)
            function = planned.function or self.responsible_function(binder, binder.routine.control)
            yield from self.select_coming(binder, planned.kind, planned.path, coming, planned.name, function)

    def select_coming(
        self, binder: Binder, kind: Kind, path: str, coming: Coming | None, what: str, function: str
    ) -> Iterator[Due]:
        """Yield what comes next, where that is in time."""
        if coming is not None and coming.day <= self.until:
            due = self.make_due_in_binder(binder, kind, path, coming.day, what, function)
            due = replace(due, note=coming.note, repeats=coming.repeats, said=coming.said)
            yield replace(due, never=coming.never, overdue=due.overdue or coming.never)

    def select_due(
        self, binder: Binder, control: Control | None, candidates: Iterator[Candidate]
    ) -> Iterator[Due]:
        """Yield the candidates that fall due in time, for the text's own function."""
        function = self.responsible_function(binder, control)
        for kind, path, day, what in candidates:
            if day and day <= self.until:
                yield self.make_due_in_binder(binder, kind, path, day, what, function)

    def list_control_days(self, path: str, what: str, control: Control) -> Iterator[Candidate]:
        """Yield when a text begins and ends."""
        yield "begin", f"{path}.control.valid_from", self.start_of(control), what
        yield "end", f"{path}.control.valid_to", control.ends, what

    def list_rule_days(self, binder: Binder) -> Iterator[Candidate]:
        """Yield when a rule of a meeting or a step's deadline begins and ends."""
        for path, what, rule in list_rules(binder):
            yield "begin", f"{path}.valid_from", self.start_of(rule), what
            yield "rule", f"{path}.valid_to", rule.ends, what

    def list_municipality_days(self, binder: Binder) -> Iterator[Candidate]:
        """Yield when the languages are to be checked, and the membership's days."""
        languages, membership = binder.municipality.minority_languages, binder.membership
        if languages:
            path, what = "municipality.minority_languages.checked", "Uppgiften om minoritetsspråk"
            yield "languages", path, languages.check_by, what
        path, what = "membership", "Medlemskapet"
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
            path, what = f"contacts.{contact.id}", name_contact(binder, contact)
            function = name_services(binder, contact.services)
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
        holder = binder.levels.find(place)
        file = PurePosixPath(place.file).relative_to(self.shelf.folder.as_posix()).with_suffix("")
        slug = "/".join(filter(None, holder.level)) if holder else file.as_posix()
        level = holder.name if holder else self.shelf.site.name
        due = self.make_due(
            kind, f"{slug}/{path}", day, f"{what}{name_level(kind, level, slug, path)}", place
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
