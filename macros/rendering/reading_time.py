"""Count the words of records, and say how long they take to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from math import ceil
from typing import Any, NamedTuple

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.newcomers import ReadingPath, Stop
from macros.records.reading_places import ReadingPlace, find_reading
from macros.records.shared_records import Control
from macros.records.text import Text
from macros.rendering import texts

WORDS_PER_MINUTE = 200
"""How fast a Swedish reader is taken to read.

Trauzettel-Klosinski, Dietz and the IReST Study Group, *Standardized Assessment of Reading Performance*,
Invest. Ophthalmol. Vis. Sci. 53 (2012), 5452-5461: adults read Swedish aloud at 199 words a minute. Most
read faster in silence; the new employee has something to learn on the way.
"""


class TimedStop(NamedTuple):
    """A stop of a reading path, where it is read, and its minutes."""

    stop: Stop
    place: ReadingPlace
    minutes: int


def reading_time(records: Iterable[Record | None], binder: Binder | None) -> str:
    """Return how long some records take to read, in Swedish words: *6 minuter*."""
    minutes = count_minutes(records, binder)
    return f"{minutes} minut{'er' if minutes > 1 else ''}"


def count_minutes(records: Iterable[Record | None], binder: Binder | None) -> int:
    """Return how many minutes some records take to read.

    One that has begun is counted whole.
    """
    words = sum(len(text.split()) for record in records for text in _texts_in(record, binder))
    return max(1, ceil(words / WORDS_PER_MINUTE))


def list_stops(path: ReadingPath, binder: Binder) -> list[TimedStop]:
    """Return the stops of a reading path, where each is read and how long it takes."""
    places = [(stop, find_reading(binder, stop.read)) for stop in path.stops]
    return [TimedStop(stop, place, count_minutes(place.records, binder)) for stop, place in places]


def reading_functions(binder: Binder | None) -> dict[str, Any]:
    """Return what templates may ask about reading, by name.

    A shared page has no reading paths.
    """
    functions = {"reading_rate": WORDS_PER_MINUTE, "reading_time": partial(reading_time, binder=binder)}
    if binder is None:
        return functions
    return {
        **functions,
        "reading": partial(find_reading, binder),
        "stops_of": partial(list_stops, binder=binder),
    }


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
