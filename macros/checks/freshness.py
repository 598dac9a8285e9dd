"""Warnings: what has run out, and what soon will. They stop nothing; the publishing gate does."""

from __future__ import annotations

from collections.abc import Iterator

from macros.problems import Problem
from macros.records.binder import Shelf
from macros.records.due import Due, falling_due

SOON = 60
"""So many days ahead the check looks."""


def warnings(shelf: Shelf) -> list[Problem]:
    """Give what is overdue and what soon falls due, each record once, by file and line."""
    return sorted({_warning(due) for due in falling_due(shelf, SOON)})


def overdue(shelf: Shelf) -> Iterator[Due]:
    """Give what should have been seen to by now."""
    return (due for due in falling_due(shelf, 0) if due.overdue)


def _warning(due: Due) -> Problem:
    said = due.said[:1].lower() + due.said[1:] if due.said[1:2].islower() else due.said
    if due.overdue:
        return Problem.at(due.place, "overdue", said, due.advice)
    return Problem.at(due.place, "soon-due", said, due.advice)
