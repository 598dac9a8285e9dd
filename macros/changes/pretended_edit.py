"""Pretend to edit every value of a file, to find out what shows it.

What differs afterwards shows something of the file. Only nodes in memory are altered, into other values
that the same fields accept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from macros.changes.snapshot import Reading, assemble_reading, fill_gaps, read_folder
from macros.records.ages import AgesField
from macros.records.assemble import SHARED_SHAPES, model_of
from macros.records.base import Record
from macros.records.fields import FieldOf, fields_of
from macros.records.figures import SafeCount
from macros.records.kinds import Kinds
from macros.records.levels import read_source
from macros.records.packet import DocumentChoice
from macros.records.phone_numbers import PhoneField
from macros.records.routine import ShownMeeting
from macros.records.scalars import (
    TEXT,
    Abbreviation,
    Email,
    Plain,
    SafeWeb,
    SiteAddress,
    Slug,
    Takes,
    Web,
    Weekday,
    YesNo,
    takes_of,
)
from macros.records.time_scalars import (
    CadenceField,
    EndField,
    MonthField,
    OccasionField,
    SpanField,
    WhenField,
)
from macros.records.values import WEEKDAYS
from macros.records.written import Mapping, Node, Scalar, Sequence

FileFilter = Callable[[str], bool]

_UNSEEN = {"mark", "read"}
"""Fields that name a file, or what is to be read: edited, they would name another."""
_TEXTS = {TEXT, takes_of(Plain), takes_of(Abbreviation)}
_ADDRESSES = {takes_of(Email), takes_of(Web), takes_of(SafeWeb), takes_of(SiteAddress)}
_NAMES_AND_CHOICES = {takes_of(Slug), takes_of(YesNo), takes_of(ShownMeeting)}
_FIGURES = {takes_of(SafeCount), takes_of(MonthField)}
"""Figures and their months: none can be another without those beside it. Their answers' words are edited."""
_OTHERS: dict[Takes, tuple[str, ...]] = {
    takes_of(AgesField): ("6–15 år", "7–16 år"),
    takes_of(PhoneField): ("112", "1177"),
    takes_of(Weekday): tuple(WEEKDAYS),
    takes_of(SpanField): ("2 dagar", "3 dagar"),
    takes_of(WhenField): ("2026", "2027"),
    takes_of(EndField): ("2098", "2099"),
    takes_of(CadenceField): ("varje kvartal", "varje månad"),
    takes_of(OccasionField): ("varje kvartal", "varje månad"),
}
"""Values to choose among where the number beside is perhaps no value, or where there may be no number."""
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


def pretend_edit(data: Path, today: date, is_wanted: FileFilter) -> Reading:
    """Read a data folder as if every value had been edited in some of its files.

    ``is_wanted`` chooses the files by name. Only values that readers may see are edited.
    """
    saved = read_folder(data, today)
    source = read_source(data, [])  # not assembled: what was merged and validated would be kept
    for name, node in source.shared.items():
        for record in node if isinstance(node, Sequence) else [node]:
            _edit_record(record, SHARED_SHAPES[name].model, is_wanted)
    for level in source.levels.values():
        _edit_record(level.own, model_of(level.name), is_wanted)
        _edit_record(level.kinds, Kinds, is_wanted)
    edited = assemble_reading(source, today)
    return Reading(source, fill_gaps(edited.shelf, saved.shelf), edited.problems)


def _edit_record(record: object, model: type[Record] | None, is_wanted: FileFilter) -> None:
    """Edit the fields of a record in place."""
    if not isinstance(record, dict) or model is None:
        return
    name = record.get("id") if model is DocumentChoice else None
    if isinstance(record, Mapping) and name is not None and is_wanted(name.place.file):
        record.setdefault("title", name)  # a document without a title of its own shows another
        record.keys_at.setdefault("title", name.place)
    for field in fields_of(model):
        if field.name in record and field.name not in _UNSEEN:
            record[field.name] = _edit_value(record[field.name], field, is_wanted)


def _edit_value(node: Node, field: FieldOf, is_wanted: FileFilter) -> Node:
    """Return a value as edited; lists, mappings and records are edited in place."""
    if isinstance(node, Scalar):
        return _edit_scalar(node, field) if is_wanted(node.place.file) else node
    if isinstance(node, Sequence):
        node[:] = [_edit_value(item, field, is_wanted) for item in node]
    elif field.model is None:
        node.update({key: _edit_value(value, field, is_wanted) for key, value in node.items()})
    else:
        for record in node.values() if field.many == "mapping" else [node]:
            _edit_record(record, field.model, is_wanted)
    return node


def _edit_scalar(node: Scalar, field: FieldOf) -> Scalar:
    """Return another value that the field accepts, or the same for an id or a choice."""
    if field.takes in _TEXTS:
        text = f"{node.rstrip()} (ändrat)"
    elif field.takes in _ADDRESSES:
        text = f"{node.strip()}x"
    elif field.takes is None or field.takes in _NAMES_AND_CHOICES | _FIGURES:
        text = node
    elif field.takes in _OTHERS:
        text = next(other for other in _OTHERS[field.takes] if other != node.strip().casefold())
    else:
        text = _LAST_NUMBER.sub(_nearby_number, node)
    edited = Scalar(text)
    edited.place = node.place
    return edited


def _nearby_number(match: re.Match[str]) -> str:
    """Return the number before, with as many digits; for one and zero, the one after.

    So a day stays a day, and a month a month.
    """
    number = int(match[0])
    return str(number - 1 if number > 1 else number + 1).zfill(len(match[0]))
