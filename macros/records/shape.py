"""How each field of a record class merges. The class says it, never the data."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.records.base import Entry, Record

How = Literal["replace", "record", "records", "mapping", "whole"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one field merges, and the record class inside it.

    ``replace`` a value or plain list; ``record`` merges fields; ``records`` merges on id; ``mapping``
    merges on key; ``whole`` is a mapping replaced as one.
    """

    how: How
    model: type[Record] | None = None


REPLACE = Shape("replace")


def shape_of(annotation: Any) -> Shape:
    """Read the shape from a type annotation."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return shape_of(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        inner = [argument for argument in get_args(annotation) if argument is not type(None)]
        return shape_of(inner[0]) if len(inner) == 1 else REPLACE
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return Shape("record", annotation)
    if origin is list:
        item = shape_of(get_args(annotation)[0])
        entries = item.model is not None and issubclass(item.model, Entry)
        return Shape("records", item.model) if entries else REPLACE
    if origin is dict:
        value = shape_of(get_args(annotation)[1])
        return Shape("mapping", value.model) if value.how == "record" else Shape("whole")
    return REPLACE


def shape_of_field(info: FieldInfo) -> Shape:
    """Read the shape of a declared field."""
    return shape_of(info.annotation)


@cache
def shapes(model: type[Record]) -> dict[str, Shape]:
    """Give the shape of each of a record class's fields."""
    return {name: shape_of_field(info) for name, info in model.model_fields.items()}


def title_of(model: type[Record], field: str) -> str:
    """Give a field's Swedish name."""
    info = model.model_fields.get(field)
    return (info.title if info else None) or field
