"""Whether something is coming, in force or ended on a day, and the words for it.

The one place that compares a date in the data with today. The first and the last day both count as in force;
a month or a year counts from its first day to its last.
"""

from datetime import date, timedelta
from typing import ClassVar, Literal

from macros.records.recurrence import Recurrence
from macros.records.time_words import move_months
from macros.records.values import Day, OpenEnd, When

Standing = Literal["coming", "current", "ended"]

CANCELLED = "ja om det är inställt. Låt raden stå: då säger sidan och kalendern att det är inställt."
"""What the field ``cancelled`` means, in each record that has a day."""

STANDING_WORDS: dict[Standing, str] = {
    "coming": "Gäller från",
    "current": "Gäller till och med",
    "ended": "Gällde till och med",
}
"""What stands before the day. What is in force with no known last day needs no words."""


def standing_between(first: date | None, last: date | None, today: date) -> Standing:
    """Return whether a period is coming, current or ended today.

    Its first and last day both count. None leaves an end open.
    """
    if first is not None and today < first:
        return "coming"
    return "ended" if last is not None and last < today else "current"


Time = Day | When | OpenEnd | Recurrence
"""A time as it is written: a day, a longer time, no end at all, or one that comes again."""


def first_of(value: Time | None) -> Day | None:
    """Return the first day of a time; None where it has none."""
    return value.first if isinstance(value, When) else value if isinstance(value, Day) else None


def last_of(value: Time | None) -> Day | None:
    """Return the last day of a time; None where it has none, as *tills vidare*."""
    return value.last if isinstance(value, When) else value if isinstance(value, Day) else None


def a_year_after(day: date) -> Day:
    """Return the same day next year: how long what was checked is trusted.

    29 February gives the 28th.
    """
    return move_months(day, 12)


def has_passed(day: date | None, today: date) -> bool:
    """Return whether a day by which something was to be done lies behind.

    No day never does.
    """
    return day is not None and day < today


def lies_ahead(day: date, today: date) -> bool:
    """Return whether a day is too late for something said to be done already.

    A day's grace: whoever writes may be an hour ahead of Sweden, across the border.
    """
    return day > today + timedelta(days=1)


def in_brackets(words: str) -> str:
    """Return words in brackets, to add after something; nothing for no words.

    For example *(gäller från 2027)*, after a space.
    """
    return f" ({words[:1].lower()}{words[1:]})" if words else ""


class Period:
    """Mixin for records that apply from a first day to a last.

    The days are the fields ``valid_from`` and ``valid_to``, unless ``bounds`` says otherwise.
    """

    _words: ClassVar[dict[Standing, str]] = STANDING_WORDS

    def bounds(self) -> tuple[Time | None, Time | None]:
        """Return the first and the last time as they are written; None where nothing is."""
        return getattr(self, "valid_from", None), getattr(self, "valid_to", None)

    @property
    def starts(self) -> Day | None:
        """The first day it applies."""
        return first_of(self.bounds()[0])

    @property
    def ends(self) -> Day | None:
        """The last day it applies."""
        return last_of(self.bounds()[1])

    @property
    def open_ended(self) -> bool:
        """Whether it says that it applies until further notice."""
        return isinstance(self.bounds()[1], OpenEnd)

    @property
    def backwards(self) -> bool:
        """Whether the last day comes before the first."""
        return self.starts is not None and has_passed(self.ends, self.starts)

    def begins_on(self, today: date) -> date:
        """Return the first day where it lies ahead; else the latest date there is."""
        return self.starts if self.starts is not None and today < self.starts else date.max

    def standing(self, today: date) -> Standing:
        """Return whether it is coming, in force (current) or ended."""
        return standing_between(self.starts, self.ends, today)

    def coming(self, today: date) -> bool:
        """Return whether it has yet to begin."""
        return self.standing(today) == "coming"

    def current(self, today: date) -> bool:
        """Return whether it is in force."""
        return self.standing(today) == "current"

    def ended(self, today: date) -> bool:
        """Return whether its last day has passed."""
        return self.standing(today) == "ended"

    @property
    def iso_bounds(self) -> str:
        """The first and last day in ISO form, for the page's scripts to compare.

        0 and 9 are open ends.
        """
        return f"{self.starts.isoformat() if self.starts else 0} {self.ends.isoformat() if self.ends else 9}"

    def labels(self, today: date) -> tuple[str, str]:
        """Return the labels of the first and the last day in a list of facts.

        For example *Gäller sedan* and *Gäller till*.
        """
        if self.ended(today):
            return "Gällde från", "Gällde till"
        begun = self.starts is not None and self.current(today)
        last = "Gäller" if self.open_ended else "Gäller till"
        return "Gäller sedan" if begun else "Gäller från", last

    def validity(self, today: date) -> str:
        """Return in words from or to which day it applies: *Gäller från 1 januari 2027*.

        Empty where it is in force with no known last day, *Gäller tills vidare* where none is set.
        """
        standing = self.standing(today)
        if standing == "current" and self.open_ended:
            return "Gäller tills vidare"
        day = self.bounds()[0 if standing == "coming" else 1]
        return f"{self._words[standing]} {day}" if day is not None else ""

    def begun(self, today: date) -> str:
        """Return since when it has been in force, in words, or an empty string.

        It is empty where it is not in force, or the first day is not known.
        """
        first = self.bounds()[0]
        return f"Gäller sedan {first}" if first is not None and self.current(today) else ""

    def not_in_force(self, today: date) -> str:
        """Return in words from or to when it applies, if not today; else nothing."""
        return "" if self.current(today) else self.validity(today)

    def span(self, today: date) -> str:
        """Return the whole period in words; an empty string without days.

        For example *Gäller 1 januari 2025–tills vidare*.
        """
        first, last = self.bounds()
        if first is None and last is None:
            return ""
        standing = self.standing(today)
        if standing == "coming":
            until = "" if last is None else f" {last}" if self.open_ended else f" till och med {last}"
            return f"{self._words['coming']} {first}{until}"
        if first is None:
            return self.validity(today)
        verb = "Gällde" if standing == "ended" else "Gäller"
        return f"{verb} {first}–{last if last is not None else 'tills vidare'}"


class Dated:
    """Mixin for records that happen once, at a time that may lie ahead.

    The time is the field ``when``, unless ``time`` says otherwise.
    """

    def time(self) -> Time | None:
        """Return when it happens, as it is written; None while that is not decided."""
        value: Time | None = getattr(self, "when", None)
        return value

    def coming(self, today: date) -> bool:
        """Return whether it has yet to happen."""
        return standing_between(first_of(self.time()), None, today) == "coming"

    def past(self, today: date) -> bool:
        """Return whether it lies behind."""
        return has_passed(last_of(self.time()), today)

    def validity(self, today: date) -> str:
        """Return from which day it applies, in words; nothing once it has happened."""
        return f"{STANDING_WORDS['coming']} {self.time()}" if self.coming(today) else ""

    def happened_since(self, day: date) -> bool:
        """Return whether it began on a day or later.

        A month or a year counts to its end.
        """
        when = self.time()
        begun = When(when.start) if isinstance(when, When) and not when.words else when
        return not has_passed(last_of(begun), day)


class Rule(Period):
    """Mixin for rules that apply for a time.

    One that has run out names the years, as long as it filled them.
    """

    def validity(self, today: date) -> str:
        """Return in words from or to which day it applies.

        One that has ended and filled whole years says *Gällde 2014*.
        """
        first, last = self.starts, self.ends
        whole = first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if not (self.ended(today) and whole and first and last):
            return super().validity(today)
        return f"Gällde {last.year if first.year == last.year else f'{first.year}–{last.year}'}"

    def not_in_force(self, today: date) -> str:
        """Return in words from or to when it applies, if not today; else nothing.

        One that has ended adds that no later rule is known.
        """
        words = super().not_in_force(today)
        return f"{words}, ingen senare uppgift" if self.ended(today) else words
