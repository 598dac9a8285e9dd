"""Warn of what has run out, and of what soon will.

Warnings stop nothing; the publishing gate does.
"""

from __future__ import annotations

from macros.problems import Problem
from macros.records.due import Due, falling_due
from macros.records.due_words import PLANNED
from macros.records.whole_shelf import Shelf

SOON = 60
"""So many days ahead the check looks."""


def list_warnings(shelf: Shelf) -> list[Problem]:
    """Return what is overdue and what soon falls due, by file and line.

    Meetings and tasks ahead are left to ``parmen due``: nothing in the data is to be changed.
    """
    return sorted({_warn(due) for due in falling_due(shelf, SOON) if due.kind not in PLANNED})


def _warn(due: Due) -> Problem:
    message = due.sentence[:1].lower() + due.sentence[1:] if due.sentence[1:2].islower() else due.sentence
    if due.overdue:
        return Problem.at(due.place, "overdue", message, due.advice)
    return Problem.at(due.place, "soon-due", message, due.advice)
