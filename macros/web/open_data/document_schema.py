"""Make the JSON Schema of the binders' documents from the record classes.

It is of what is published, where every level is merged and every time is read. ``data/schema`` describes what
editors write.
"""

from __future__ import annotations

from typing import Any

from macros.records.ages import AgesField
from macros.records.agreement import Agreement
from macros.records.base import STATES, Record
from macros.records.fields import FieldOf, fields_of
from macros.records.municipality import Membership
from macros.records.routine import Routine
from macros.records.scalars import Takes, WholeNumber, YesNo, takes_of
from macros.records.time_scalars import (
    CadenceField,
    DayField,
    EndField,
    OccasionField,
    SpanField,
    WhenField,
)
from macros.web.open_data.binder_document import LEFT_OUT

Schema = dict[str, Any]
_WORDS: Schema = {"type": "string", "minLength": 1}
_DAY: Schema = {"type": "string", "format": "date"}
_TIMES = {
    takes_of(taken) for taken in (AgesField, CadenceField, EndField, OccasionField, SpanField, WhenField)
}
_TYPES: dict[Takes, Schema] = {
    takes_of(YesNo): {"type": "boolean"},
    takes_of(WholeNumber): {"type": "integer"},
    takes_of(DayField): _DAY,
}
_TIME: Schema = {
    "description": "En tid: så som den sägs, och i former som går att räkna med.",
    "type": "object",
    "properties": {
        "text": _WORDS,
        "first": {**_DAY, "description": "Första dagen."},
        "last": {**_DAY, "description": "Sista dagen."},
        "duration": {"type": "string", "description": "Längden enligt ISO 8601, till exempel P14D."},
        "least": {"type": "string", "description": "Den kortaste längden, där det finns en."},
        "working": {"type": "boolean", "description": "true om bara arbetsdagar räknas."},
        "from_months": {"type": "integer", "description": "Åldern i månader från vilken det gäller."},
        "to_months": {"type": "integer", "description": "Åldern i månader före vilken det slutar gälla."},
    },
    "required": ["text"],
    "additionalProperties": False,
}
_HEAD = {
    "@context": "Vad varje namn betyder, för den som läser filen som RDF.",
    "@id": "Pärmens adress på webbplatsen.",
    "$schema": "Adressen till det här schemat.",
    "address": "Pärmens adress, räknad från webbplatsens.",
    "municipality": "Kommunens namn.",
    "county": "Länet.",
    "area": "Området som kommunen hör till i samarbetet.",
}


def make_schema(address: str) -> Schema:
    """Return the schema of a binder's document; ``address`` is where it is published."""
    definitions: dict[str, Schema] = {"Time": _TIME}
    head: dict[str, Schema] = {
        name: {"description": told, "type": "object" if name == "@context" else "string"}
        for name, told in _HEAD.items()
    }
    records = {
        "membership": _refer_to(Membership, definitions),
        "agreement": _refer_to(Agreement, definitions),
        "routine": _refer_to(Routine, definitions),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": address,
        "title": "Överenskommelse, rutin och möten i en pärm",
        "type": "object",
        "properties": {**head, **records},
        "required": [*head, *records],
        "additionalProperties": False,
        "definitions": dict(sorted(definitions.items())),
    }


def _refer_to(model: type[Record], definitions: dict[str, Schema]) -> Schema:
    """Return a reference to a record's definition, which is added if missing."""
    name = model.__name__
    if name not in definitions:
        definitions[name] = {}
        fields = [field for field in fields_of(model) if field.name not in LEFT_OUT]
        definitions[name] = {
            "type": "object",
            "properties": {
                "state": {"enum": [*STATES]},
                **{field.name: _describe_field(field, definitions) for field in fields},
            },
            "required": [field.name for field in fields if field.must],
            "additionalProperties": False,
        }
    return {"$ref": f"#/definitions/{name}"}


def _describe_field(field: FieldOf, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a field, with its Swedish name and meaning."""
    content = _describe_content(field, definitions)
    if field.many == "list":
        content = {"type": "array", "items": content}
    elif field.many == "mapping":
        content = {"type": "object", "additionalProperties": content}
    elif "$ref" in content:
        content = {"allOf": [content]}  # draft 7 reads nothing beside a reference
    return {"title": field.title, "description": field.description, **content}


def _describe_content(field: FieldOf, definitions: dict[str, Schema]) -> Schema:
    if field.holds == "record" and field.model is not None:
        return _refer_to(field.model, definitions)
    if field.holds == "choice":
        return {"enum": [choice.word for choice in field.choices]}
    if field.takes in _TIMES:
        return {"$ref": "#/definitions/Time"}
    if field.takes in _TYPES:
        return _TYPES[field.takes]
    if field.name == "rule":  # of a step: yes, no, or a meeting's id
        return {"type": ["boolean", "string"]}
    return _WORDS
