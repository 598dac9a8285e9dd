"""Record of exceptional hours: when a contact is closed, or has other hours.

Names and meanings follow ``schedule`` of Open Referral's HSDS 3: ``valid_from``, ``valid_to``, ``opens_at``,
``closes_at``, ``description``. ``closed`` is that of HSDS 1's ``holiday_schedule``, which HSDS 3 leaves to
the description.
"""

from datetime import date, timedelta

from macros.problems import capitalize
from macros.records.base import Entry, optional, required
from macros.records.scalars import YesNo
from macros.records.text import TextField
from macros.records.time_scalars import DayField, TimeField
from macros.records.validity import Period
from macros.records.values import When, clock

NOTICE = timedelta(days=30)
"""So long ahead exceptional hours are shown: those who plan a meeting look a month ahead."""


def comes_near(first: date, today: date) -> bool:
    """Return whether a day lies ahead, and so near that it should be known."""
    return today < first <= today + NOTICE


class Schedule(Entry, Period):
    """Exceptional hours between two days, both counted."""

    valid_from: DayField = required("från", "Första dagen.")
    valid_to: DayField = required("till och med", "Sista dagen.")
    closed: YesNo = optional("stängt", "ja om ingen svarar under tiden.", False)
    opens_at: TimeField | None = optional("öppnar", "När det öppnar under tiden.")
    closes_at: TimeField | None = optional("stänger", "När det stänger under tiden.")
    description: TextField | None = optional("text", "Vad man gör i stället, eller något annat att veta.")

    @property
    def is_backwards(self) -> bool:
        """Whether it closes before it opens."""
        return bool(self.opens_at and self.closes_at and self.closes_at <= self.opens_at)

    def shown(self, today: date) -> bool:
        """Return whether it is on, or so near that it should be known."""
        return self.current(today) or comes_near(self.valid_from, today)

    def __str__(self) -> str:
        """Return when, and what applies then: *Stängt 1–31 juli 2027*."""
        last = "" if self.valid_to == self.valid_from else self.valid_to.isoformat()
        days = str(When(self.valid_from.isoformat(), last))
        if self.closed:
            return f"Stängt {days}"
        if self.opens_at and self.closes_at:
            return f"Öppet kl. {clock(self.opens_at)}–{clock(self.closes_at)} {days}"
        if self.opens_at:
            return f"Öppnar kl. {clock(self.opens_at)} {days}"
        if self.closes_at:
            return f"Stänger kl. {clock(self.closes_at)} {days}"
        return capitalize(days)
