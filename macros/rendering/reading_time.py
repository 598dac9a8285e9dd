"""Count the words of records, and say how long they take to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from math import ceil
from typing import Any

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.shared_records import Control
from macros.records.text import Text
from macros.rendering import texts

WORDS_PER_MINUTE = 200
"""How fast a Swedish reader is taken to read.

Trauzettel-Klosinski, Dietz and the IReST Study Group, *Standardized Assessment of Reading Performance*,
Invest. Ophthalmol. Vis. Sci. 53 (2012), 5452-5461: adults read Swedish aloud at 199 words a minute. Most
read faster in silence; the new employee has something to learn on the way.
"""


def reading_time(records: Iterable[Record | None], binder: Binder | None) -> str:
    """Return how long some records take to read, in Swedish words: *6 minuter*.

    A minute that has begun is counted whole.
    """
    words = sum(len(text.split()) for record in records for text in _texts_in(record, binder))
    minutes = max(1, ceil(words / WORDS_PER_MINUTE))
    return f"{minutes} minut{'er' if minutes > 1 else ''}"


def reading_functions(binder: Binder | None) -> dict[str, Any]:
    """Return what templates may say of the time that reading takes, by name."""
    return {"reading_time": partial(reading_time, binder=binder), "reading_rate": WORDS_PER_MINUTE}


def _texts_in(value: object, binder: Binder | None) -> Iterator[str]:
    """Yield the texts of a record, in Swedish with their placeholders filled.

    Who decided it, and when, is for looking up and not counted.
    """
    if isinstance(value, Text):
        yield texts.plain(value, binder)
    elif isinstance(value, Record) and not isinstance(value, Control):
        for name in type(value).model_fields:
            yield from _texts_in(getattr(value, name), binder)
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(inner, binder)
