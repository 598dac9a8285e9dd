"""Find the year of a binder: its meetings, duties and reviews, month by month.

A year is the twelve months from the first of this one, so that it always looks ahead. It is drawn from what
``parmen due`` lists (``occasions``, ``due``). What is known to a stretch of time (*hösten 2027*, *varje
termin*) stands in the month in which it is to be done, as there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, pairwise
from string import ascii_uppercase

from macros.records.binder import Binder
from macros.records.time_words import move_months
from macros.records.values import MONTHS, Day, When
from macros.records.whole_shelf import Shelf
from macros.records.year_entries import RINGS, YearEntry, list_entries


@dataclass(frozen=True, slots=True)
class YearDay:
    """An entry on the day when it comes, or the last one by which it is to be done.

    ``label`` is its number, or its letter, in the wheel and in the list.
    """

    entry: YearEntry
    day: Day | None = None
    label: str = ""

    @property
    def when(self) -> str:
        """When it is, below the name of its month.

        Of a stretch, and of what recurs, it is as it is written; nothing where that only names the month.
        """
        month = MONTHS[self.day.month - 1] if self.day is not None else ""
        if self.day is not None and self.entry.is_single:
            return f"{self.day.day} {month}"
        return "" if self.entry.when == f"varje {month}" else self.entry.when

    @property
    def in_full(self) -> str:
        """When it is, to be read by itself; of what has a day of its own with the year."""
        if self.day is None or self.entry.is_single:
            return self.entry.when
        if not self.when:
            return f"{MONTHS[self.day.month - 1]} {self.day.year}"
        return str(self.day) if self.entry.on_one_day else f"senast {self.day}"


@dataclass(frozen=True, slots=True)
class YearMonth:
    """One month of the year, with what comes in it."""

    first: date
    days: tuple[YearDay, ...]

    @property
    def name(self) -> str:
        """The month's name, with its year."""
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"


@dataclass(frozen=True, slots=True)
class Year:
    """The year of a binder.

    ``continuous`` come again and again, ``undated`` have no day yet, ``later`` come when the twelve months
    are over, and ``overdue`` should have been done.
    """

    entries: tuple[YearEntry, ...]
    months: tuple[YearMonth, ...]
    continuous: tuple[YearDay, ...] = ()
    undated: tuple[YearDay, ...] = ()
    later: tuple[YearDay, ...] = ()
    overdue: tuple[YearDay, ...] = ()

    @property
    def name(self) -> str:
        """From which month to which it is: *november 2026–oktober 2027*."""
        return f"{self.months[0].name}–{self.months[-1].name}"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all in it."""
        return not self.entries

    @property
    def days(self) -> list[YearDay]:
        """All that comes on a known day of the twelve months, in order."""
        return [day for month in self.months for day in month.days]

    def next_days(self, today: date) -> list[YearDay]:
        """Return the next meeting, the next duty and the next review, as they come.

        There is none of a sort that has no day ahead.
        """
        ahead = [
            day
            for day in (*self.days, *self.later)
            if day.day is not None and day.day >= today and not day.entry.cancelled
        ]
        found = {day.entry.ring: day for day in reversed(ahead)}
        return sorted(found.values(), key=lambda day: (day.day or today, day.label))


def find_year(shelf: Shelf, binder: Binder) -> Year:
    """Return the year of a binder, from the first of this month."""
    entries = tuple(list_entries(shelf, binder))
    first = shelf.today.replace(day=1)
    starts = [move_months(first, months) for months in range(13)]
    placed = sorted(
        (
            YearDay(entry, day)
            for entry in entries
            if not (entry.overdue or entry.is_continuous)
            for day in _days_of(entry, first, starts[12])
        ),
        key=lambda day: (day.day or first, [*RINGS].index(day.entry.ring), day.entry.key),
    )
    numbers = count(1)
    months = tuple(
        YearMonth(
            start,
            tuple(
                replace(day, label=str(next(numbers))) for day in placed if day.day and start <= day.day < end
            ),
        )
        for start, end in pairwise(starts)
    )
    continuous = [entry for entry in entries if entry.is_continuous and not entry.overdue]
    return Year(
        entries=entries,
        months=months,
        continuous=tuple(YearDay(entry, label=_letter(n)) for n, entry in enumerate(continuous)),
        undated=tuple(YearDay(entry) for entry in entries if entry.time is None and not entry.overdue),
        later=tuple(day for day in placed if day.day and day.day >= starts[12]),
        overdue=tuple(YearDay(entry) for entry in entries if entry.overdue),
    )


def _letter(number: int) -> str:
    """Return A for 0, and after Z both letters: AA."""
    return (ascii_uppercase[number // 26 - 1] if number >= 26 else "") + ascii_uppercase[number % 26]


def _days_of(entry: YearEntry, first: date, after: date) -> Iterator[Day]:
    """Yield the days of an entry: those before ``after``, or its only one later on."""
    if isinstance(entry.time, When):
        if entry.time.last >= first:
            yield entry.time.last
    elif entry.time is not None:
        day = entry.time.due(first)
        while day is not None and day < after:
            yield day
            day = entry.time.due(day + timedelta(days=1))
