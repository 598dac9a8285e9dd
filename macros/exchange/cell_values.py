"""Turn the text of cells and answers into what the data holds."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map

from pydantic_core import PydanticCustomError

from macros.exchange.columns import Value
from macros.problems import Place
from macros.records.base import Record
from macros.records.deceptive_text import find_deceptive, normalize_nfc
from macros.records.phone_numbers import read_phone
from macros.records.scalars import fold
from macros.records.shape import Shape
from macros.records.validate import validate
from macros.records.written import Mapping, Scalar, Sequence, new_mapping


def tidy_phone(text: str) -> str:
    """Return a number as it is printed; what is no number, as it is written."""
    try:
        return read_phone(text)
    except PydanticCustomError:
        return text


def make_slug(text: str) -> str:
    """Return a text as a part of an id: lower case letters, digits and hyphens."""
    return re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")


def find_fault(model: type[Record], field: str, text: str) -> str:
    """Return why a field cannot hold a text, and what to do.

    Empty where it can.
    """
    if finding := find_deceptive(normalize_nfc(text)):
        return f"{finding.message}. {finding.advice}"
    _, faults = validate(Shape("record", model), build_node({field: text}))
    return next((f"{problem.message}. {problem.advice}".strip() for problem in faults.problems), "")


def build_node(value: Value | Map[str, Value]) -> Scalar | Sequence | Mapping:
    """Return the node that a YAML file would give for a text, for ids, or for fields."""
    place = Place("", 1)
    if isinstance(value, str):
        scalar = Scalar(value)
        scalar.place = place
        return scalar
    if isinstance(value, list):
        sequence = Sequence(map(build_node, value))
        sequence.place = place
        return sequence
    mapping = new_mapping(place)
    mapping.update({name: build_node(inner) for name, inner in value.items()})
    return mapping
