"""Describe a binder's agreement, routine and meetings as JSON that is RDF too.

Texts are Swedish and plain, with their placeholders filled. A time is an object: ``text`` is how it is said,
and beside it stands what a machine can count with. A record tells its state where that is another than its
holder's. The context stands in each file, so nothing has to be fetched to read one.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from macros.records.ages import Ages
from macros.records.base import FIRSTS, Record
from macros.records.binder import Binder
from macros.records.fields import fields_of
from macros.records.text import Text
from macros.records.values import Span, When
from macros.records.whole_shelf import Shelf
from macros.rendering.renderer import Renderer
from macros.rendering.surface import Paper

Json = dict[str, Any]
LEFT_OUT = frozenset({"state", "synonyms", "duty", *FIRSTS})
"""Fields of records that tell nothing of their own here; ``meeting`` is the first of ``meetings``."""
_DAY = "http://www.w3.org/2001/XMLSchema#date"
_UNITS = {"dag": "P{}D", "dygn": "P{}D", "vecka": "P{}W", "månad": "P{}M", "år": "P{}Y"}
_CLOCK_UNITS = {"timme": "PT{}H", "minut": "PT{}M"}


def make_document(shelf: Shelf, binder: Binder) -> Json:
    """Return what a binder says of its agreement, its routine and their meetings."""
    site = shelf.site.address.rstrip("/")
    writer = _Writer(shelf, binder)
    return {
        "@context": make_context(site),
        "@id": f"{site}/{binder.address}/",
        "$schema": f"{site}/oppna-data/schema.json",
        "address": binder.address,
        "municipality": binder.municipality.name,
        "county": binder.municipality.county,
        "area": binder.area.name,
        "membership": writer.describe_record(binder.membership),
        "agreement": writer.describe_record(binder.agreement),
        "routine": writer.describe_record(binder.routine),
    }


def make_context(site: str) -> Json:
    """Return the context: which property each name stands for.

    A name that no common vocabulary has is the field of that name on the site's page of open data.
    """
    return {
        "@version": 1.1,
        "@language": "sv",
        "@vocab": f"{site}/oppna-data/#",
        "$schema": {"@id": "http://purl.org/dc/terms/conformsTo", "@type": "@id"},
        "id": "http://purl.org/dc/terms/identifier",
        "title": "http://purl.org/dc/terms/title",
        "lead": "http://purl.org/dc/terms/description",
        "name": "http://schema.org/name",
        "first": {"@type": _DAY},
        "last": {"@type": _DAY},
        "duration": {"@type": "http://www.w3.org/2001/XMLSchema#duration"},
        "least": {"@type": "http://www.w3.org/2001/XMLSchema#duration"},
        **{
            name: {"@container": "@list"}
            for name in ("meetings", "ladders", "stages", "phases", "steps", "model")
        },
    }


class _Writer:
    """Describes the records of one binder."""

    def __init__(self, shelf: Shelf, binder: Binder) -> None:
        self.plain = Renderer(shelf, binder, Paper(binder.address, shelf.site.address)).plain

    def describe_record(self, record: Record, held_in: str | None = None) -> Json:
        """Return a record with those of its fields that say something."""
        said: Json = {} if record.state == held_in else {"state": record.state}
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            if field.name not in LEFT_OUT and (field.must or value not in (None, [], {})):
                said[field.name] = self.describe_value(value, record.state)
        return said

    def describe_value(self, value: Any, held_in: str | None) -> Any:
        """Return a field's value as JSON has it."""
        if isinstance(value, Record):
            return self.describe_record(value, held_in)
        if isinstance(value, list):
            return [self.describe_value(one, held_in) for one in value]
        if isinstance(value, dict):
            return {key: self.describe_value(one, held_in) for key, one in value.items()}
        if isinstance(value, Text):
            return self.plain(value)
        if isinstance(value, bool | int):
            return value
        if isinstance(value, date):
            return value.isoformat()
        return f"{value:%H:%M}" if isinstance(value, time) else _describe_time(value)


def _describe_time(value: Any) -> Any:
    """Return a time as an object with its words; anything else as a text."""
    if isinstance(value, str):
        return str(value)
    said: Json = {"text": str(value)}
    if isinstance(value, Span):
        said["duration"] = _count(value.number, value.unit)
        if value.least:
            said["least"] = _count(value.least, value.unit)
        if value.working:
            said["working"] = True
    elif isinstance(value, When):
        said |= {"first": value.first.isoformat(), "last": value.last.isoformat()}
    elif isinstance(value, Ages):
        said["from_months"] = value.first
        if value.end is not None:
            said["to_months"] = value.end
    return said


def _count(number: int, unit: str) -> str:
    """Return a length of time as ISO 8601 writes it."""
    return (_UNITS.get(unit) or _CLOCK_UNITS[unit]).format(number)
