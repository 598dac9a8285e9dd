"""Find the words for a placeholder: a term's phrase, or a value in words."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from macros.problems import capitalize
from macros.records.ages import Ages
from macros.records.meeting import Window
from macros.records.path import NoSuchPathError
from macros.records.recurrence import Recurrence
from macros.records.values import OpenEnd, Span, When, clock

AGES = "ages"
"""The name of the binder's ages. The lowest level that has them decides, so no path leads there."""


def is_ages(name: str) -> bool:
    """Return whether a placeholder's name stands for the binder's ages."""
    return name in (AGES, AGES.capitalize())


def find_phrase(name: str, *books: Mapping[str, str]) -> str:
    """Return the phrase for a form, from the first book that has it.

    A name with a capital that no book has gets a capital. Raise NoSuchPathError where none has the form.
    """
    for book in books:
        if name in book:
            return book[name]
        if (phrase := book.get(name[:1].lower() + name[1:])) is not None:
            return capitalize(phrase)
    own, *others = books
    single_words = [form for book in others for form in sorted(book) if " " not in form]
    raise NoSuchPathError(name, [*sorted(own), *single_words])


def retitle(title: str, *books: Mapping[str, str]) -> str:
    """Return what a title is called, from the first book that has it; else itself."""
    return next((book[title] for book in books if title in book), title)


_SAYS_ITSELF = (str, int, date, Ages, Span, When, OpenEnd, Recurrence, Window)


def in_words(value: Any) -> str:
    """Return a scalar value in words; an empty string for None.

    Raise NoSuchPathError for anything but a scalar: nothing else may fill a placeholder.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, _SAYS_ITSELF):
        return str(value)
    raise NoSuchPathError("", [])
