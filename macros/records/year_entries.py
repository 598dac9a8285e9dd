"""List what a binder's year is made of: meetings, duties, reviews, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.contents import pages_in
from macros.records.due import Due, dues_in
from macros.records.due_names import plain_words
from macros.records.due_words import Kind
from macros.records.occasions import Occasion, list_occasions, next_time
from macros.records.path import lookup
from macros.records.recurrence import Recurrence
from macros.records.registry import COMMON_PAGES
from macros.records.time_words import parse_when
from macros.records.validity import has_passed
from macros.records.values import Day, When
from macros.records.whole_shelf import Shelf

Ring = Literal["meeting", "duty", "review"]
Reader = Literal["staff", "managers"]
"""Whom an entry concerns. Nothing in the data is a day for families yet."""

RINGS: dict[Ring, str] = {
    "meeting": "Möten",
    "duty": "Uppgifter",
    "review": "Översyn och ändringar",
}
"""The sorts of entries, from the outer ring of the wheel to the inner, and what each is called."""

_MANY = 6
"""What comes more times than this in a year is continuous: it has no place in a month."""
_FARTHEST = timedelta(days=3660)
"""How far ahead a review or an end is told of."""
_OWNED = ("steering.meetings.", "steering.tasks.", "communication.", "action_plan.", "competence.")
"""What belongs to a group or a plan that is named beside it."""

_PAGES: tuple[tuple[str, tuple[str, str, Reader]], ...] = (
    ("steering.meetings", ("uppfoljning", "arets-moten", "managers")),
    ("steering.tasks", ("uppfoljning", "arets-uppgifter", "managers")),
    ("steering", ("uppfoljning", "sidan", "managers")),
    ("follow_up.activities", ("uppfoljning", "aktivitetsplan", "managers")),
    ("follow_up", ("uppfoljning", "varje-ar", "managers")),
    ("routine.steering_group", ("rutin", "styrgrupp", "managers")),
    ("action_plan", ("chef", "handlingsplan", "managers")),
    ("communication", ("chef", "kommunikationsplan", "managers")),
    ("competence", ("chef", "kompetens", "staff")),
    ("apt", ("chef", "nasta-gang", "staff")),
    ("routine", ("rutin", "sidan", "staff")),
    ("contacts", ("kontakter", "sidan", "managers")),
    ("", ("overenskommelse", "sidan", "staff")),
)
"""On which page and at which anchor what begins with a path is shown, and whom it concerns."""

_REVIEWED: frozenset[Kind] = frozenset(("revision", "contact"))
"""What is gone through by a day, and is overdue after it: the managers see to it."""
_BEGINS: frozenset[Kind] = frozenset(("begin", "join"))
_ENDS: frozenset[Kind] = frozenset(("end", "rule", "membership"))


@dataclass(frozen=True, slots=True)
class YearEntry:
    """A meeting, a duty or a review: what, when, by whom, for whom, shown where.

    ``key`` names it for good within its binder. ``time`` is None where no day can be known, and ``when`` how
    that is written. ``owner`` is the group or the plan that it belongs to. ``record`` is the planned
    meeting or duty, or what it stands in where that alone has a state.
    """

    key: str
    ring: Ring
    words: str
    time: When | Recurrence | None
    when: str
    function: str
    reader: Reader
    page: str
    anchor: str
    owner: str = ""
    detail: str = ""
    record: Record | None = None
    cancelled: bool = False
    overdue: bool = False

    @property
    def title(self) -> str:
        """What it is, with whose it is where its own words do not say that."""
        return f"{self.owner}: {self.words}" if self.owner else self.words

    @property
    def is_continuous(self) -> bool:
        """Whether it comes so often, or on so unknown days, that no month is its own."""
        return isinstance(self.time, Recurrence) and not 0 < len(self.time.days) <= _MANY

    @property
    def in_calendar(self) -> bool:
        """Whether it has a day in the calendar files."""
        return self.time is not None and not (isinstance(self.time, Recurrence) and not self.time.days)

    @property
    def is_proposed(self) -> bool:
        """Whether nobody has decided it."""
        return self.record is not None and self.record.state == "proposed"

    @property
    def is_single(self) -> bool:
        """Whether it comes once, on a day that is known."""
        return isinstance(self.time, When) and self.on_one_day

    @property
    def on_one_day(self) -> bool:
        """Whether its time is a day, and not the last one of some time."""
        if isinstance(self.time, Recurrence):
            return self.time.said != "by"
        return self.time is not None and self.time.first == self.time.last


@dataclass(frozen=True, slots=True)
class CalendarKind:
    """One of a binder's calendar files, and whom it is for; None for all.

    ``ending`` follows the binder's name in the reader's own calendar.
    """

    file: str
    title: str
    ending: str = ""
    reader: Reader | None = None

    def holds(self, entry: YearEntry) -> bool:
        """Return whether an entry stands in the file."""
        return self.reader in (None, entry.reader)


CALENDARS = (
    CalendarKind("kalender.ics", "Allt i kalendern"),
    CalendarKind("kalender-chef.ics", "Bara det som rör chefer", ", för chefer", "managers"),
    CalendarKind("kalender-personal.ics", "Bara det som rör all personal", ", för personal", "staff"),
)
"""The calendar files of each binder. An address that people subscribe to never changes."""


def list_entries(shelf: Shelf, binder: Binder) -> Iterator[YearEntry]:
    """Yield every entry of a binder: first what is planned, then what is reviewed."""
    names = {page.name for page in pages_in(binder)} | COMMON_PAGES
    for occasion in list_occasions(binder):
        entry = _plan_entry(binder, occasion, shelf.today)
        if occasion.done is not None and isinstance(occasion.time, When):
            continue
        if entry.time is not None or entry.ring == "meeting" or entry.when:
            yield _lead_to_page(entry, names)
    until = min(shelf.today, date.max - _FARTHEST) + _FARTHEST
    for due in _gather_contacts(dues_in(shelf, binder, until)):
        if due.kind in _REVIEWED or (due.kind in _BEGINS | _ENDS and not due.overdue):
            yield _lead_to_page(_review_entry(due), names)


def _plan_entry(binder: Binder, occasion: Occasion, today: date) -> YearEntry:
    """Return the entry of a meeting or a task."""
    coming = None if occasion.cancelled else next_time(occasion, today)
    holder = lookup(binder, occasion.path.partition(".")[0])
    record = occasion.record
    owned = occasion.path.startswith(_OWNED)
    page, anchor, reader = _find_page(occasion.path)
    return YearEntry(
        key=f"{occasion.kind}/{occasion.path}",
        ring="meeting" if occasion.kind == "meeting" else "duty",
        words=occasion.name.strip("”"),
        time=occasion.time,
        when=_write_time(binder, occasion),
        function=occasion.function,
        reader=reader,
        page=page,
        anchor=anchor,
        owner=plain_words(binder, holder.title) if owned else "",
        detail=" ".join(plain_words(binder, item) for item in getattr(record, "agenda", ())),
        record=record if record.state else holder,
        cancelled=occasion.cancelled,
        overdue=coming is not None and coming.day < today,
    )


def _write_time(binder: Binder, occasion: Occasion) -> str:
    """Return when a meeting or a task is, as it is written.

    Empty where nothing is said, and for a text of what has been (*januari 2014*).
    """
    if occasion.time is not None:
        return str(occasion.time)
    value = getattr(occasion.record, occasion.path.rpartition(".")[2])
    words = plain_words(binder, value) if value is not None else ""
    named = parse_when(words)
    return "" if named is not None and has_passed(named.last, binder.today) else words


def _review_entry(due: Due) -> YearEntry:
    """Return the entry of what is gone through, begins or ends by a day."""
    page, anchor, reader = _find_page("contacts" if due.kind == "contact" else due.key.rpartition("/")[2])
    words = f"{due.what} {due.words[0].removesuffix(' senast')}"
    return YearEntry(
        key=due.key,
        ring="review",
        words=f"Sista dagen: {due.what}" if due.kind in _ENDS else words,
        time=None if due.never else When(due.day.isoformat()),
        when=due.note if due.never else str(Day(due.day.year, due.day.month, due.day.day)),
        function=due.function,
        reader="managers" if due.kind in _REVIEWED else reader,
        page=page,
        anchor=anchor,
        overdue=due.never or due.overdue,
    )


def _find_page(path: str) -> tuple[str, str, Reader]:
    """Return the page and the anchor where a path is shown, and whom it concerns."""
    return next(found for start, found in _PAGES if f"{path}.".startswith(f"{start}." if start else ""))


def _lead_to_page(entry: YearEntry, names: set[str]) -> YearEntry:
    """Return an entry that leads to the first page where its own is not there."""
    return entry if entry.page in names else replace(entry, page="", anchor="")


def _gather_contacts(dues: Iterable[Due]) -> Iterator[Due]:
    """Yield what falls due, with the contacts to check in a month as one.

    It is due when the first of them is.
    """
    months: dict[tuple[str, bool], list[Due]] = {}
    for due in dues:
        if due.kind == "contact":
            key = "" if due.never else due.day.isoformat()[:7], due.overdue
            months.setdefault(key, []).append(due)
        else:
            yield due
    for (month, _), same in months.items():
        first = min(same, key=lambda due: due.day)
        functions = list(dict.fromkeys(due.function for due in same))
        what = f"Uppgifterna till {len(same)} kontakter" if len(same) > 1 else first.what
        yield replace(
            first,
            key=f"contact/contacts/{month or 'never'}",
            what=what,
            function=functions[0] if len(functions) == 1 else "",
        )
