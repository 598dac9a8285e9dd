"""The types of values that texts become, and how they read in words."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, time

MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT_MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
"""The months as heads of a table."""
WEEKDAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
NUMERALS = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]
NUMBERS = {word: number for number, word in enumerate(NUMERALS)} | {"ett": 1}
"""The number that each word stands for."""


class Day(date):
    """A whole date. Reads *21 november 2026*."""

    def __str__(self) -> str:
        """Return the date in words."""
        return f"{self.day} {MONTHS[self.month - 1]} {self.year}"


_FICTION = re.compile(
    "070174(?:060[5-9]|06[1-9][0-9])|03139006[0-9]{2}|04062804[0-9]{2}|08465004[0-9]{2}|09803192[0-9]{2}"
)


class Phone(str):
    """A phone number as it is written; ``href`` dials it."""

    __slots__ = ()

    @property
    def href(self) -> str:
        """The number's ``tel:`` address."""
        return "tel:" + re.sub(r"[ -]", "", self)

    @property
    def fictional(self) -> bool:
        """Whether it is in a series that nobody has.

        The Swedish Post and Telecom Authority keeps those series for fiction.
        """
        return _FICTION.fullmatch(re.sub(r"^(?:00)?460?", "0", re.sub(r"[^0-9]", "", self))) is not None


UNITS = {
    "dag": "dag",
    "dagar": "dag",
    "vecka": "vecka",
    "veckor": "vecka",
    "månad": "månad",
    "månader": "månad",
    "år": "år",
    "timme": "timme",
    "timmar": "timme",
    "minut": "minut",
    "minuter": "minut",
    "dygn": "dygn",
}
_PLURALS = {
    "dag": "dagar",
    "vecka": "veckor",
    "månad": "månader",
    "år": "år",
    "timme": "timmar",
    "minut": "minuter",
    "dygn": "dygn",
}


_HOURS = {
    "minut": 1 / 60,
    "timme": 1,
    "dygn": 24,
    "dag": 24,
    "vecka": 7 * 24,
    "månad": 30 * 24,
    "år": 365 * 24,
}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, such as 14 days.

    With ``working`` only working days count. In words up to twelve: *tre veckor*, *14 dagar*, *tio
    arbetsdagar*. With ``least`` it is between that and ``number``: *2–7 dagar*. No days at all are *samma
    dag*.
    """

    number: int
    unit: str
    working: bool = False
    least: int = 0

    def __str__(self) -> str:
        """Return the span in words, with the kind of its days where not all count."""
        if self.number == 0:
            return "samma dag"
        noun = self.unit if self.number == 1 else _PLURALS[self.unit]
        prefix, suffix = ("arbets", "") if self.unit == "dag" else ("", " på arbetsdagar")
        noun = f"{prefix}{noun}{suffix}" if self.working else noun
        if self.number == 1:
            return f"{'ett' if self.unit in ('år', 'dygn') else 'en'} {noun}"
        if self.least:
            return f"{self.least}–{self.number} {noun}"
        return f"{NUMERALS[self.number] if self.number <= 12 else self.number} {noun}"

    @property
    def days(self) -> int | None:
        """The number of days where it is exact, else None (months and years vary)."""
        if self.number == 0:
            return None
        return {"dag": self.number, "vecka": 7 * self.number}.get(self.unit)

    @property
    def hours(self) -> int | None:
        """The number of hours to count by the clock; None where the span is not in hours."""
        return {"timme": self.number, "dygn": 24 * self.number}.get(self.unit)

    @property
    def longest(self) -> "Span":
        """The longest that it may be: *sju dagar* of *2–7 dagar*."""
        return replace(self, least=0)

    @property
    def limit(self) -> str:
        """By when it is over, in words: *inom tre veckor*, *samma dag*."""
        return f"inom {self}" if self.number else str(self)

    @property
    def least_hours(self) -> float:
        """About how many hours pass, to tell the longer of two spans.

        A month counts as 30 days. Five working days pass at least one weekend.
        """
        if self.working and self.unit == "dag":
            return 24 * (self.number + 2 * (self.number // 5))
        return self.number * _HOURS[self.unit]

    def count_working_days(self) -> "Span":
        """Return the same span with only working days counted; a week has five.

        Minutes, months and years are counted as they are.
        """
        if self.unit == "vecka":
            return Span(5 * self.number, "dag", working=True, least=5 * self.least)
        counted = self.number and self.unit in {"dag", "timme"}
        return replace(self, working=True) if counted else self


@dataclass(frozen=True, slots=True)
class When:
    """A point or a stretch of time known to the year, the month or the day; ISO parts.

    ``words`` is what it is called where it has a name of its own: *hösten 2021*. Its parts are its bounds.
    """

    start: str
    end: str = ""
    words: str = ""

    @property
    def first(self) -> Day:
        """The first day of it."""
        return Day.fromisoformat(f"{self.start}-01-01"[:10])

    @property
    def last(self) -> Day:
        """The last day of it: the last of its month or year, where no day is known."""
        return last_day(self.end or self.start)

    def __str__(self) -> str:
        """Return it in words: *december 2013*, *2009–2011*, *hösten 2021*."""
        if self.words:
            return self.words
        if not self.end:
            return _part_in_words(self.start)
        same_month = len(self.start) == len(self.end) == 10 and self.start[:7] == self.end[:7]
        if same_month:
            return f"{int(self.start[8:])}–{_part_in_words(self.end)}"
        dash = "–" if len(self.start) == len(self.end) == 4 else " – "
        return f"{_part_in_words(self.start)}{dash}{_part_in_words(self.end)}"


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """The end of what is in force until further notice: no last day is set."""

    def __str__(self) -> str:
        """Return the words."""
        return "tills vidare"


def last_day(part: str) -> Day:
    """Return the last day of a year, a month or a day in ISO parts."""
    year, month, day = ([int(number) for number in part.split("-")] + [0, 0])[:3]
    month = month or 12
    return Day(year, month, day or monthrange(year, month)[1])


def _part_in_words(part: str) -> str:
    words = [part[:4]]
    if len(part) >= 7:
        words.insert(0, MONTHS[int(part[5:7]) - 1])
    if len(part) == 10:
        words.insert(0, str(int(part[8:])))
    return " ".join(words)


def clock(value: time) -> str:
    """Return a time of day in words: *10*, *13.30*."""
    return f"{value.hour}.{value.minute:02}" if value.minute else str(value.hour)
