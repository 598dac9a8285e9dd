"""Describe every field of the record classes: its names and what it may hold.

From here come the page *Alla fält*, the JSON Schemas and where a problem's link leads.
"""

import re
import types
from dataclasses import dataclass
from functools import cache
from inspect import get_annotations
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.records.base import Entry, Record
from macros.records.scalars import TEXT, Takes

Holds = Literal["value", "choice", "text", "words", "record"]
"""A value of a scalar type, one of some words, a text, a mapping replaced as one, or a record."""
Many = Literal["", "list", "mapping"]
"""Whether there is one of it, a list of them, or a mapping by key."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that may be chosen, and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class FieldOf:
    """One field of a record class, as the editor's pages and schemas need it.

    ``must`` tells whether it is required; ``anchor`` is its place on the page *Alla fält*. ``takes`` or
    ``choices`` say what may be written in a value; ``model`` is the class of the records it holds.
    """

    name: str
    title: str
    description: str
    must: bool
    anchor: str
    holds: Holds
    many: Many = ""
    takes: Takes | None = None
    choices: tuple[Choice, ...] = ()
    model: type[Record] | None = None

    @property
    def written(self) -> str:
        """Describe what is written: *ett datum, till exempel 2026-11-21*."""
        if self.holds == "record":
            return _RECORDS[self.many]
        if self.holds == "words":
            return "på varje rad ett ord, ett kolon och ett ord"
        if self.holds == "choice":
            return f"ett av orden {', '.join(choice.word for choice in self.choices)}"
        words = self.takes.words if self.takes else "text"
        return f"en lista, varje rad är {words}" if self.many else words

    @property
    def leads(self) -> str:
        """The anchor of the record that the field holds, if it holds one."""
        return anchor(self.model) if self.model is not None else ""


_RECORDS: dict[Many, str] = {
    "": "en post: fälten står indragna under",
    "list": "en lista med poster",
    "mapping": "poster, var och en under sitt namn",
}


def anchor(model: type[Record], field: str = "") -> str:
    """Return the anchor of a record class or a field on the page *Alla fält*.

    For example ``contact-phone``. A field that all inherit, such as ``id``, is described once, where it is
    declared.
    """
    if not field:
        return model.__name__.lower()
    declaring = next((cls for cls in (Record, Entry) if field in get_annotations(cls)), model)
    return f"{declaring.__name__.lower()}-{field.replace('_', '-')}"


@cache
def fields_of(model: type[Record]) -> tuple[FieldOf, ...]:
    """Describe every field of a record class, in the order of the class."""
    return tuple(_describe_field(model, name, info) for name, info in model.model_fields.items())


def _describe_field(model: type[Record], name: str, info: FieldInfo) -> FieldOf:
    type_ = read_type(info)
    description = info.description or ""
    return FieldOf(
        name=name,
        title=info.title or name,
        description=description,
        must=info.is_required(),
        anchor=anchor(model, name),
        holds=type_.holds,
        many=type_.many,
        takes=type_.takes,
        choices=tuple(Choice(word, _meaning(word, description)) for word in type_.choices),
        model=type_.model,
    )


class FieldType(NamedTuple):
    """What a field's type annotation says.

    ``choices`` are the words that may be chosen.
    """

    holds: Holds
    many: Many = ""
    takes: Takes | None = None
    choices: tuple[str, ...] = ()
    model: type[Record] | None = None


def read_type(info: FieldInfo) -> FieldType:
    """Return what the type of a declared field says.

    Raise TypeError for a type that no field may have.
    """
    hint = info.annotation
    return _read_hint(Annotated[hint, *info.metadata] if info.metadata else hint)


def _read_hint(hint: Any) -> FieldType:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        takes = next((note for note in parts[1:] if isinstance(note, Takes)), None)
        if takes is None:
            return _read_hint(parts[0])
        return FieldType("text" if takes is TEXT else "value", "", takes, takes.choices)
    if origin in {Union, types.UnionType}:
        return _read_hint(next(part for part in parts if part is not types.NoneType))
    if origin is Literal:
        return FieldType("choice", choices=parts)
    if origin is list:
        return _read_hint(parts[0])._replace(many="list")
    if origin is dict:
        value = _read_hint(parts[1])
        return value._replace(holds="record" if value.model else "words", many="mapping")
    if isinstance(hint, type) and issubclass(hint, Record):
        return FieldType("record", model=hint)
    raise TypeError(f"{hint!r} is no type that a field may have")


def _meaning(word: str, description: str) -> str:
    """Return what a choice means, or an empty string.

    It stands in parentheses after the word in the field's description.
    """
    match = re.search(rf"(?<![\w-]){re.escape(word)} \(([^)]*)\)", description)
    return match[1] if match else ""
