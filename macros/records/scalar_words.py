"""Say a scalar value in words, as a placeholder does."""

from datetime import date, time
from typing import Any

from macros.records.cadence import Cadence
from macros.records.meeting import Window
from macros.records.path import NoSuchPathError
from macros.records.recurrence import Recurrence
from macros.records.values import OpenEnd, Span, When, clock

_SAYS_ITSELF = (str, int, date, Span, Cadence, When, OpenEnd, Recurrence, Window)


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
