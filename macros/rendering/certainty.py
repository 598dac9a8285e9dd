"""Which states the texts have that a sheet shows, collected while its templates are filled in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from macros.records.base import Record, State
from macros.records.contact import Contact
from macros.records.term import GlossaryTerm, Law
from macros.records.text import Text
from macros.records.values import Phone

_COLLECTING: list[set[State]] = []
_NEVER_ADOPTED = (Contact, GlossaryTerm, Law)
"""Nobody adopts a number, a word or a paragraph: as drafts they are as sure as they get."""


@contextmanager
def states_shown() -> Iterator[set[State]]:
    """Collect the state of every record of which a template reads a text or a phone number.

    A list that is only counted or sorted shows nothing, and so it does not count.
    """
    states: set[State] = set()
    _COLLECTING.append(states)
    try:
        yield states
    finally:
        _COLLECTING.pop()


def note(record: object, value: object) -> None:
    """Note the state of a record whose value is read, where someone collects states."""
    if _COLLECTING and isinstance(value, (Text, Phone)) and isinstance(record, Record):
        _COLLECTING[-1].update(state_of(record))


def state_of(record: Record) -> set[State]:
    """Give a record's state as it counts on a sheet; nothing of what is never adopted."""
    drafted = record.state == "draft" and isinstance(record, _NEVER_ADOPTED)
    return {record.state} if record.state and not drafted else set()
