"""How far what is planned has come: done, started, late or left.

Only the data says that something is done. What comes again is done until the next time it is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from macros.records.recurrence import Recurrence
from macros.records.validity import has_passed
from macros.records.values import Day, When

Progress = Literal["done", "late", "started", "left"]


def find_deadline(time: When | Recurrence | None, today: date, done: date | None) -> Day | None:
    """Return the day by which something is to be done next; None where there is none.

    A single time that is not done keeps its last day, however long ago. ``done`` is when it was last done:
    what comes again is due the time after the one that this was for, also where that has passed.
    """
    if not isinstance(time, Recurrence):
        return time.last if time is not None and done is None else None
    if done is None:
        return time.due(today)
    covered = time.due(done)
    return time.due(covered + timedelta(days=1)) if covered is not None else None


class Followed:
    """Mixin for records of what is to be done, which have the field ``done``.

    Their time is the field ``when``, unless ``time_to_do`` says otherwise.
    """

    def time_to_do(self) -> When | Recurrence | None:
        """Return when it is to be done; None while that is not known."""
        time: When | Recurrence | None = getattr(self, "when", None)
        return time

    def deadline(self, today: date) -> Day | None:
        """Return the day by which it is to be done next, or should have been.

        None of what is cancelled.
        """
        if getattr(self, "cancelled", False):
            return None
        return find_deadline(self.time_to_do(), today, getattr(self, "done", None))

    def overdue(self, today: date) -> bool:
        """Return whether it should have been done by now."""
        return has_passed(self.deadline(today), today)

    def progress(self, today: date) -> Progress:
        """Return how far it has come."""
        if self.overdue(today):
            return "late"
        if getattr(self, "done", None) is not None:
            return "done"
        return "started" if getattr(self, "started", None) is not None else "left"

    def is_followed(self, today: date) -> bool:
        """Return whether the data tells more of it than that it was planned."""
        return self.progress(today) != "left" or getattr(self, "by", None) is not None


def describe_progress(items: Sequence[Followed], today: date) -> str:
    """Return how much of a plan is done, in words: *4 av 10 klara, 1 försenad*.

    Empty for a plan of which nobody has written how far it has come.
    """
    if not any(item.is_followed(today) for item in items):
        return ""
    counts = [item.progress(today) for item in items]
    done, started, late = (counts.count(name) for name in ("done", "started", "late"))
    parts = [f"{done} av {len(counts)} {'klar' if done == 1 else 'klara'}"]
    parts += [f"{started} {'påbörjad' if started == 1 else 'påbörjade'}"] if started else []
    parts += [f"{late} {'försenad' if late == 1 else 'försenade'}"] if late else []
    return ", ".join(parts)
