"""Read and count what comes again: *senast 1 mars varje år*, *vart tredje år*.

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
from typing import Any

from macros.records.time_words import (
    ACROSS,
    LONGEST,
    MONTH,
    MONTH_FORMS,
    SEASON_FORMS,
    SEASONS,
    move_months,
    squeeze,
)
from macros.records.values import MONTHS, NUMERALS, Day, When, last_day

MonthDay = tuple[int, int]
"""A month and a day in it; 0 is the month's last day."""
Rule = dict[str, Any]
"""A repetition, as the parts of an iCalendar RRULE (RFC 5545, 3.3.10)."""

RECURRING_WAYS = (
    "senast 1 mars varje år, i mars varje år, varje höst, varje kvartal, vart tredje år, "
    "två gånger om året eller löpande"
)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Something that comes again.

    ``days`` are the days of the year by which it is due, in order; ``months`` is the time from one to the
    next, 0 where that is not said.
    """

    words: str
    days: tuple[MonthDay, ...] = ()
    months: int = 0

    def __str__(self) -> str:
        """Return it as the editor wrote it: *senast 1 mars varje år*."""
        return self.words

    def due(self, today: date) -> Day | None:
        """Return the next day by which it is due, today at the earliest.

        None where no day is known.
        """
        years = (today.year, min(today.year + 1, date.max.year))
        coming = (_on(day, year) for year in years for day in self.days)
        return next((day for day in coming if day >= today), None)

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
        for number in dict.fromkeys(day for _, day in self.days):
            same = tuple(pair for pair in self.days if pair[1] == number)
            first = Recurrence(self.words, same).due(today)
            if first is not None:
                months = [month for month, _ in same]
                rules.append((first, {"freq": "yearly", "bymonth": months, "bymonthday": [number or -1]}))
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


_STRETCHES = {
    "år": ("årligen", 12),
    "halvår": ("halvårsvis", 6),
    "termin": ("terminsvis", 6),
    "tertial": ("tertialsvis", 4),
    "kvartal": ("kvartalsvis", 3),
    "månad": ("månadsvis", 1),
    "vecka": ("veckovis", 0),
    "dag": ("dagligen", 0),
    "mandatperiod": ("", 48),
}
"""Stretches of time in which something comes once: the adverb, and how many months."""
_DEFINITE = {
    "året": "år",
    "halvåret": "halvår",
    "terminen": "termin",
    "tertialet": "tertial",
    "kvartalet": "kvartal",
    "månaden": "månad",
    "veckan": "vecka",
    "dagen": "dag",
    "mandatperioden": "mandatperiod",
}
_ADVERBS = {adverb: name for name, (adverb, _) in _STRETCHES.items() if adverb}
_NO_DAY = {
    "löpande",
    "fortlöpande",
    "kontinuerligt",
    "återkommande",
    "regelbundet",
    "vid behov",
    "när det behövs",
    "hela tiden",
}
_ORDINALS = {
    "tredje": 3,
    "fjärde": 4,
    "femte": 5,
    "sjätte": 6,
    "sjunde": 7,
    "åttonde": 8,
    "nionde": 9,
    "tionde": 10,
}
_NUMBERS = {word: number for number, word in enumerate(NUMERALS)} | {"ett": 1}
_STRETCH = "|".join(sorted((*_STRETCHES, *_DEFINITE), key=len, reverse=True))
_SEASON = "|".join(sorted(SEASON_FORMS, key=len, reverse=True))

_EVERY = re.compile(rf"(?:varje|vart|per) ({_STRETCH})")
_TIMES = re.compile(rf"(\w+) gång(?:er)? (?:om|per|i|varje) ({_STRETCH})")
_INTERVAL = re.compile(rf"(?:en gång )?(?:(vartannat|varannan)|vart? ({'|'.join(_ORDINALS)})) ({_STRETCH})")
_MONTHLY = re.compile(r"(?:den )?(?:(sista)(?: dagen)?|([0-9]{1,2})(?::e|:a)?) (?:i )?varje månad")
_YEARLY = re.compile(r"(?:^| )(?:varje år|årligen|vart år|per år|om året)(?= |,|$)")
_DATE = re.compile(rf"(?:den )?(?:(sista) (?:dagen )?(?:i )?|([0-9]{{1,2}})(?::e|:a)? )({MONTH})\.?")
_WITHIN = re.compile(rf"(?:(?:i|på|under|i början av|i mitten av|i slutet av) )?(?:({MONTH})\.?|({_SEASON}))")
_LISTED = re.compile(r", | och | samt ")


def parse_recurrence(text: str) -> Recurrence | None:
    """Return what comes again by a text's words, or None where we cannot read them so."""
    if len(text) > LONGEST:
        return None
    words = _write_out(squeeze(text))
    bare = re.sub(r"\b(?:senast|minst|ungefär|cirka|ca) ", "", words)
    found = _parse_stretch(bare)
    if found is None and (found := _parse_yearly(bare)) is not None:
        words = re.sub(r"^(?:årligen|varje år),? (.*[0-9].*)$", r"\1 varje år", words)
        words = re.sub(r"^(.*[0-9].*),? årligen$", r"\1 varje år", words)
    return Recurrence(words, *found) if found is not None else None


def guess_recurrence(text: str) -> str:
    """Return the interval that a length of time was probably meant as, or nothing.

    For example *vart tredje år* for *3 år*.
    """
    match = re.fullmatch(r"(?:om |efter |inom )?(\w+) (år|månader)", squeeze(text))
    number = _read_number(match[1]) if match else 0
    if match is None or not 2 <= number <= 10:
        return ""
    return _write_out(f"{'vart' if match[2] == 'år' else 'var'} {number}:e {match[2].removesuffix('er')}")


def _write_out(words: str) -> str:
    """Return words with short forms spelled out: *1/3*, *2 ggr/år*, *vart 3:e*."""
    words = re.sub(r"\bggr\b", "gånger", words)
    words = re.sub(r"\bårl\b\.?", "årligen", words)
    words = re.sub(r"\b1 gång(?:er)?\b", "en gång", words)
    words = re.sub(r"\b([2-9]|1[0-2]) gånger\b", lambda count: f"{NUMERALS[int(count[1])]} gånger", words)
    words = re.sub(r" ?/ ?år\b", " om året", words)
    words = re.sub(rf" ?/ ?({_STRETCH})\b", r" per \1", words)
    words = re.sub(r"\b(vart?) ([0-9]{1,2}):?[ea]\b", _spell_ordinal, words)
    return re.sub(r"\b([0-9]{1,2})/([0-9]{1,2})\b", _spell_date, words)


def _spell_date(match: re.Match[str]) -> str:
    """Return *1/3* as *1 mars*, and what is no date as it stands."""
    month = int(match[2])
    return f"{int(match[1])} {MONTHS[month - 1]}" if 1 <= month <= 12 else match[0]


def _spell_ordinal(match: re.Match[str]) -> str:
    """Return *vart 3:e* as *vart tredje*, and what has no word here as it stands."""
    words = {number: f"{match[1]} {word}" for word, number in _ORDINALS.items()}
    words[2] = {"vart": "vartannat", "var": "varannan"}[match[1]]
    return words.get(int(match[2]), match[0])


Found = tuple[tuple[MonthDay, ...], int]
"""The days of the year, and the months from one time to the next."""


def _parse_stretch(words: str) -> Found | None:
    """Return what comes once or more in a stretch, or every so many stretches."""
    if words in _NO_DAY:
        return (), 0
    every = _EVERY.fullmatch(words)
    if name := every[1] if every else _ADVERBS.get(words):
        return _once_in(_months_of(name))
    if (match := _TIMES.fullmatch(words)) is not None and (times := _read_number(match[1])):
        months = _months_of(match[2])
        return _once_in(months) if times == 1 else ((), months // times)
    if (match := _INTERVAL.fullmatch(words)) is not None:
        return (), (2 if match[1] else _ORDINALS[match[2]]) * _months_of(match[3])
    return None


def _months_of(stretch: str) -> int:
    return _STRETCHES[_DEFINITE.get(stretch, stretch)][1]


def _read_number(word: str) -> int:
    return int(word) if word.isascii() and word.isdecimal() else _NUMBERS.get(word, 0)


def _once_in(months: int) -> Found:
    """Return the last day of each stretch of a year.

    None of a month's, and none of what outlasts a year.
    """
    ends = range(months, 13, months) if 1 < months <= 12 else ()
    return tuple((month, 0) for month in ends), months


def _parse_yearly(words: str) -> Found | None:
    """Return what comes on some days, or in some months or seasons, of each year."""
    if (match := _MONTHLY.fullmatch(words)) is not None:
        number = int(match[2] or 31)
        days = tuple((month, number % 31) for month in range(1, 13))
        return (days, 0) if 1 <= number <= 28 or number == 31 else None
    rest = _YEARLY.sub("", words, count=1).strip(" ,").removeprefix("en gång").lstrip(" ,")
    if rest == words and not words.startswith("varje "):
        return None
    pairs = [_read_pair(part.removeprefix("varje ")) for part in _LISTED.split(rest)]
    days = tuple(sorted({pair for pair in pairs if pair}))
    return (days, 0) if all(pairs) else None


def _read_pair(words: str) -> MonthDay | None:
    """Return the last day of a date, a month or a season, in any year."""
    if (match := _DATE.fullmatch(words)) is not None:
        month, day = MONTH_FORMS[match[3]], int(match[2] or 0)
        if (month, day) == (2, 29) or match[1]:
            return month, 0
        return (month, day) if 1 <= day <= last_day(f"2001-{month:02}").day else None
    if (match := _WITHIN.fullmatch(words)) is not None:
        return MONTH_FORMS[match[1]] if match[1] else (SEASONS | ACROSS)[SEASON_FORMS[match[2]]][1], 0
    return None
