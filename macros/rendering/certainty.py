"""Collect the states of the records that a sheet's templates show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment

from macros.records.base import STATE_WORDS, Record, State
from macros.records.contact import Contact
from macros.records.term import GlossaryTerm, Law
from macros.records.text import Text
from macros.records.values import Phone

_NEVER_ADOPTED = (Contact, GlossaryTerm, Law)
"""Kinds that nobody adopts, such as phone numbers and terms: a draft of them is final."""


@contextmanager
def states_shown(environment: Environment) -> Iterator[set[State]]:
    """Collect the state of every record whose text or phone number is read.

    Yield a set that grows while templates are rendered. A list that is only counted or sorted shows
    nothing, so it does not count. Templates read attributes through the environment, whose ``getattr`` is
    replaced only within this context: pages are not slowed down.
    """
    states: set[State] = set()
    original_getattr = environment.getattr

    def read_and_note(obj: Any, attribute: str) -> Any:
        value = original_getattr(obj, attribute)
        if isinstance(value, (Text, Phone)) and isinstance(obj, Record):
            states.update(state_of(obj))
        return value

    vars(environment)["getattr"] = read_and_note
    try:
        yield states
    finally:
        vars(environment)["getattr"] = original_getattr


def state_of(record: Record) -> set[State]:
    """Return a record's state, as a set, as it counts on a sheet.

    The set is empty for a record without a state, and for a draft of a kind that nobody adopts.
    """
    drafted = record.state == "draft" and isinstance(record, _NEVER_ADOPTED)
    return {record.state} if record.state and not drafted else set()


def state_word(record: Record) -> str:
    """Return a record's state in Swedish."""
    return STATE_WORDS.get(record.state or "", "")
