"""Count what comes again: *senast 1 mars varje år*, *vart tredje år*.

Three things are kept of one: its words, the days of the year by which it is due, and the months from one time
to the next. ``days`` serve a duty, which is due whether it was done last time or not. ``months`` serve a
review, which is counted from the last one.

What comes once in a stretch of the year (*varje kvartal*, *varje höst*) is due by the stretch's last day.
What comes more often than each quarter, or some times a year on days that nobody has named, has no days: it
is understood and printed, and nothing reminds of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from macros.records.time_words import move_months
from macros.records.values import Day, When, last_day
from macros.records.year_days import MonthDay

Said = Literal["by", "on", "from"]
"""Whether it is done by the day (*senast 1 mars*, *i mars*), on it (*1 mars*) or from it (*från 1 mars*)."""
Rule = dict[str, Any]
"""A repetition, as the parts of an iCalendar RRULE (RFC 5545, 3.3.10)."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Something that comes again.

    ``days`` are the days of the year by which it is due, in order; ``months`` is the time from one to the
    next, 0 where that is not said.
    """

    words: str
    days: tuple[MonthDay, ...] = ()
    months: int = 0
    said: Said = "by"

    def __str__(self) -> str:
        """Return it as the editor wrote it: *senast 1 mars varje år*."""
        return self.words

    def due(self, today: date) -> Day | None:
        """Return the next day by which it is due, today at the earliest.

        None where no day is known.
        """
        years = range(max(today.year - 1, 1), min(today.year + 1, date.max.year) + 1)
        coming = (_on(day, year) for year in years for day in self.days)
        return min((day for day in coming if day >= today), default=None)

    def next_review(self, last: When) -> When | None:
        """Return when a review is due, counted from the last time it was done.

        It is known as well as that time: from a month comes a month. None where nothing says how often.
        """
        if self.months:
            return _move(last, self.months)
        if last.last == date.max:
            return None
        day = self.due(last.last + timedelta(days=1))
        return When(day.isoformat()) if day else None

    def rules(self, today: date) -> list[tuple[Day, Rule]]:
        """Return how it repeats in a calendar: each rule and its first day ahead.

        Days with the same number in their months share a rule.
        """
        rules: list[tuple[Day, Rule]] = []
        for number, weekly in dict.fromkeys((day, month < 0) for month, day in self.days):
            same = tuple(pair for pair in self.days if (pair[1], pair[0] < 0) == (number, weekly))
            first = Recurrence(self.words, same).due(today)
            if first is not None:
                parts = [abs(month) for month, _ in same]
                weeks = {"byweekno": parts, "byday": ["SU"]}
                days = {"bymonth": parts, "bymonthday": [number or -1]}
                rules.append((first, {"freq": "yearly", **(weeks if weekly else days)}))
        return rules


def rule_of_months(day: date, months: int) -> Rule:
    """Return the repetition of a day each so many months.

    Where a month is too short for the day, its last day counts.
    """
    rule: Rule = {"freq": "monthly", "interval": months}
    if months % 12 == 0:
        rule = {"freq": "yearly", "interval": months // 12, "bymonth": [day.month]}
    if day.day > 28:
        return rule | {"bymonthday": list(range(28, day.day + 1)), "bysetpos": [-1]}
    return rule | {"bymonthday": [day.day]}


def _on(pair: MonthDay, year: int) -> Day:
    month, day = pair
    if month < 0:
        sunday = date.fromisocalendar(min(year, date.max.year - 1), -month, 7)
        return Day(sunday.year, sunday.month, sunday.day)
    return Day(year, month, day) if day else last_day(f"{year:04}-{month:02}")


def _move(when: When, months: int) -> When:
    """Return a time so many months later, a day as a day and a month as a month.

    A season stays one over whole years. A year that is moved by months counts from its first.
    """
    part = when.end or when.start
    if len(part) == 10:
        return When(move_months(last_day(part), months).isoformat())
    years, rest = divmod(months, 12)
    if when.words and not rest and " – " not in when.words and int(part[:4]) + years < date.max.year:
        start, end = (f"{int(month[:4]) + years:04}{month[4:]}" for month in (when.start, part))
        return When(start, end, re.sub("[0-9]{4}", lambda year: str(int(year[0]) + years), when.words))
    moved = move_months(When(part).first, months).isoformat()
    return When(moved[: max(len(part), 7 if rest else 4)])
