"""A number of the information sheet, with what comes into it by itself.

That depends on the number's own day and never on today, so that an old number says what it said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from macros.records.binder import Binder
from macros.records.newsletter import Newsletter
from macros.records.occasions import find_occasions, next_time
from macros.records.shared_records import Revision
from macros.records.time_words import move_months
from macros.records.values import Day, When

_MONTHS = 2
"""How many months ahead a number looks, and how far back where there is no number before it."""


class Ahead(NamedTuple):
    """Something that comes: its last day, when in words, what, and who sees to it."""

    day: date
    words: str
    what: str
    function: str


class Issue(NamedTuple):
    """A number, what has changed since the one before, and what comes until the next.

    ``older`` and ``newer`` are the keys of the numbers beside it, empty where there is none.
    """

    key: str
    number: Newsletter
    revisions: list[Revision]
    ahead: list[Ahead]
    older: str
    newer: str


def list_numbers(binder: Binder) -> list[str]:
    """Return the keys of a binder's numbers, the newest first."""
    return sorted(binder.newsletters, key=lambda key: (binder.newsletters[key].date, key), reverse=True)


def make_issue(binder: Binder, key: str) -> Issue:
    """Return a number with what belongs to it.

    A change that is dated by month or year counts from the last day of that, so each is in one number. Only
    the newest number says what comes: in an older one the days would be those of another year.
    """
    number, keys = binder.newsletters[key], list_numbers(binder)
    at = keys.index(key)
    older = keys[at + 1] if at + 1 < len(keys) else ""
    newer = keys[at - 1] if at else ""
    since = binder.newsletters[older].date if older else look_back(number.date)
    ahead = [] if newer else list_ahead(binder, number.date, look_ahead(number.date))
    return Issue(key, number, list_changes(binder, since, number.date), ahead, older, newer)


def look_back(day: date) -> date:
    """Return the day after which changes belong to a first number of a day."""
    return move_months(day, -_MONTHS)


def look_ahead(day: date) -> date:
    """Return the last day of what comes, as a number of a day sees it."""
    return move_months(day, _MONTHS)


def list_changes(binder: Binder, since: date, until: date) -> list[Revision]:
    """Return what changed after one day and not after another, the newest first."""
    return [revision for revision in binder.news if since < revision.date.last <= until]


def list_ahead(binder: Binder, first: date, last: date) -> list[Ahead]:
    """Return the meetings, tasks and workplace days between two days, in order."""
    found = _find_planned(binder, first)
    return sorted(
        (ahead for ahead in found if first <= ahead.day <= last), key=lambda ahead: (ahead.day, ahead.words)
    )


def _find_planned(binder: Binder, first: date) -> Iterator[Ahead]:
    """Yield when each meeting and task comes next, from a day on."""
    for occasion in find_occasions(binder):
        if coming := next_time(occasion, first):
            day = Day(coming.day.year, coming.day.month, coming.day.day)
            whole = isinstance(occasion.time, When) and occasion.time.first != occasion.time.last
            by = "Senast " if coming.said == "by" and occasion.kind == "task" and not whole else ""
            yield Ahead(
                day, f"{by}{occasion.time if whole else day}", occasion.name.strip("”"), occasion.function
            )
