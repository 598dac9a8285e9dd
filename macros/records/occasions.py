"""Find when a binder's meetings, tasks and reviews come next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.due_names import name_services, plain_words
from macros.records.path import expand
from macros.records.progress import Followed, find_deadline
from macros.records.recurrence import Recurrence, Rule, Said, rule_of_months
from macros.records.recurrence_words import parse_recurrence
from macros.records.shared_records import Control
from macros.records.text import Text
from macros.records.values import MONTHS, When

NEXT_DATES = "apt.next_dates.*"
_PLACES: tuple[tuple[str, Literal["meeting", "task"], str, str, str], ...] = (
    ("steering.meetings.*", "meeting", "title", "when", ""),
    ("steering.group", "meeting", "name", "meets", "led_by"),
    ("routine.steering_group", "meeting", "name", "meets", "led_by"),
    ("steering.tasks.*", "task", "title", "when", "responsible"),
    ("follow_up.tasks.*", "task", "title", "when", "responsible"),
    ("follow_up.activities.*", "task", "title", "when", "responsible"),
    ("action_plan.items.*", "task", "title", "when", "responsible"),
    ("competence.items.*", "task", "title", "when", "responsible"),
    ("communication.rows.*", "task", "what", "when", "responsible"),
    (NEXT_DATES, "meeting", "title", "when", ""),
)
"""Where records with times lie, their kind, and their fields for the name, the time and the function."""


@dataclass(frozen=True, slots=True)
class Coming:
    """When something comes next.

    ``note`` is how that is written, where it is no single day; ``repeats`` how it goes on, each rule with its
    first day. ``never`` means that nothing says when it was last done: it is asked for now. ``said`` tells
    a last day from the day itself and from a first day.
    """

    day: date
    note: str = ""
    repeats: tuple[tuple[date, Rule], ...] = ()
    never: bool = False
    said: Said = "by"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting or a task, as a binder has it.

    ``path`` is that of the field of its time; ``time`` is None where that is missing or cannot be read.
    ``function`` is empty where none is named. A task that can be marked as ``done`` ``is_followed``: it is
    late until it is.
    """

    kind: Literal["meeting", "task"]
    path: str
    name: str
    time: When | Recurrence | None
    function: str
    record: Record
    cancelled: bool = False
    done: date | None = None
    is_followed: bool = False


def find_occasions(binder: Binder) -> Iterator[Occasion]:
    """Yield the meetings and tasks whose time can be read, but the cancelled."""
    for occasion in list_occasions(binder):
        if occasion.time is not None and not occasion.cancelled:
            yield occasion


def list_occasions(binder: Binder) -> Iterator[Occasion]:
    """Yield every meeting and task of a binder, also without a day, or cancelled.

    A meeting that is called *Januari* is in that month, where nothing else says when. A day to remember
    after a workplace meeting that is a meeting of the leading group's is told of there.
    """
    met = [meeting.when for meeting in (binder.steering.meetings if binder.steering else ()) if meeting.when]
    for pattern, kind, name, when, who in _PLACES:
        for path, record in expand(binder, pattern):
            if record is None or (pattern == NEXT_DATES and record.when in met):
                continue
            words = plain_words(binder, getattr(record, name))
            field = "by" if getattr(record, "by", None) is not None else when
            monthly = kind == "meeting" and words.casefold() in MONTHS
            words = f"Mötet i {words.casefold()}" if monthly else words
            time = _read_time(binder, getattr(record, field))
            responsible = getattr(record, who) if who else None
            services = name_services(binder, getattr(record, "services", ()))
            yield Occasion(
                kind=kind,
                path=f"{path}.{field}",
                name=f"”{words}”" if kind == "task" else words,
                time=time or (parse_recurrence(words.replace("Mötet i", "varje")) if monthly else None),
                function=plain_words(binder, responsible) if responsible is not None else services,
                record=record,
                cancelled=getattr(record, "cancelled", False),
                done=getattr(record, "done", None),
                is_followed=isinstance(record, Followed),
            )


def _read_time(binder: Binder, value: object) -> When | Recurrence | None:
    """Return the time of a field.

    Of one with free text it is only what comes again by its words.
    """
    if isinstance(value, Text):
        return parse_recurrence(plain_words(binder, value))
    return value if isinstance(value, When | Recurrence) else None


def next_time(occasion: Occasion, today: date) -> Coming | None:
    """Return when a meeting or task comes next.

    None when it is over or done, when there is no time, or its day cannot be known. A task that is followed
    is overdue until it is done. Of meetings nobody writes that they were held: one that has passed is over.
    """
    time = occasion.time
    day = find_deadline(time, today, occasion.done)
    if time is None or day is None:
        return None
    if isinstance(time, Recurrence):
        return Coming(day, str(time), (*time.rules(max(day, today)),), said=time.said)
    if day < today and not occasion.is_followed:
        return None
    if time.first != time.last:
        return Coming(day, str(time))
    return Coming(day, said="by" if occasion.is_followed else "on")


def next_review(control: Control, today: date) -> Coming | None:
    """Return when a text is to be gone through.

    None where nothing says so. One that is overdue keeps its day. An interval with nothing to count from is
    asked for now, except in an example.
    """
    written, by = control.revise_by, control.review_by
    if not isinstance(written, Recurrence):
        return Coming(by.last, "" if by.first == by.last else str(by)) if by is not None else None
    if not written.months:
        day = by.last if by is not None else written.due(today)
        return Coming(day, str(written), (*written.rules(day),)) if day is not None else None
    if by is not None:
        return Coming(by.last, str(written), ((by.last, rule_of_months(by.last, written.months)),))
    return Coming(today, str(written), never=True) if control.state != "example" else None
