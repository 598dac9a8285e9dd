"""How each field of a record class merges. The class says it, never the data."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic.fields import FieldInfo

from macros.records.base import FIRSTS, Entry, First, Record
from macros.records.fields import read_type

How = Literal["replace", "record", "records", "mapping", "whole"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one field merges, and the record class inside it.

    ``replace`` a value or plain list; ``record`` merges fields; ``records`` merges on id; ``mapping``
    merges on key; ``whole`` is a mapping replaced as one. ``first`` is the list beside it whose first record
    the field is, if it is.
    """

    how: How
    model: type[Record] | None = None
    first: First | None = None


REPLACE = Shape("replace")


def shape_of_field(info: FieldInfo) -> Shape:
    """Return the shape of a declared field, read from its type."""
    _, many, _, _, model = read_type(info)
    if model is None:
        return Shape("whole") if many == "mapping" else REPLACE
    if many == "list":
        return Shape("records" if issubclass(model, Entry) else "replace", model)
    return Shape("mapping" if many else "record", model)


@cache
def shapes(model: type[Record]) -> dict[str, Shape]:
    """Return the shape of each of a record class's fields, by name."""
    fields = {name: shape_of_field(info) for name, info in model.model_fields.items() if name != "lacking"}
    firsts = {name: first for name, first in FIRSTS.items() if name in fields and first.many in fields}
    return fields | {name: replace(fields[name], first=first) for name, first in firsts.items()}


def title_of(model: type[Record], field: str) -> str:
    """Return a field's Swedish name, or its English one where it has none."""
    info = model.model_fields.get(field)
    return (info.title if info else None) or field
