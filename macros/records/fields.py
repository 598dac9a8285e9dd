"""What every field is, what it is called and what may be written in it: read from the record classes.

From here come the page *Alla fält*, the JSON Schemas and where a problem's link leads.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from inspect import get_annotations
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from macros.records.accepted_values import TEXT, Takes
from macros.records.base import Record

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
    """One field of a record class."""

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
        """Say what is written: *ett datum, till exempel 2026-11-21*."""
        if self.holds == "record":
            return _RECORDS[self.many]
        if self.holds == "words":
            return "på varje rad ett ord, ett kolon och ett ord"
        if self.holds == "choice":
            return f"ett av orden {', '.join(choice.word for choice in self.choices)}"
        one = self.takes.words if self.takes else "text"
        return f"en lista, varje rad är {one}" if self.many else one

    @property
    def leads(self) -> str:
        """The anchor of the record that the field holds, if it holds one."""
        return anchor(self.model) if self.model is not None else ""


_RECORDS: dict[Many, str] = {
    "": "en post: fält som är indragna under",
    "list": "en lista av poster",
    "mapping": "poster, var och en under sitt namn",
}


def anchor(model: type[Record], field: str = "") -> str:
    """Give the anchor of a record class or a field on the page *Alla fält*: ``contact-phone``.

    A field that many inherit, such as ``id``, is described once, where it is declared.
    """
    if field:
        model = next(
            (cls for cls in reversed(model.__mro__) if field in get_annotations(cls)),
            model,
        )
    name = model.__name__.lower()
    return f"{name}-{field.replace('_', '-')}" if field else name


@cache
def fields_of(model: type[Record]) -> tuple[FieldOf, ...]:
    """Describe every field of a record class, in the order of the class."""
    return tuple(_fields(model))


def _fields(model: type[Record]) -> Iterator[FieldOf]:
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        holds, many, takes, words, inner = _held(hints[name])
        description = info.description or ""
        yield FieldOf(
            name=name,
            title=info.title or name,
            description=description,
            must=info.is_required(),
            anchor=anchor(model, name),
            holds=holds,
            many=many,
            takes=takes,
            choices=tuple(Choice(word, _meaning(word, description)) for word in words),
            model=inner,
        )


Held = tuple[Holds, Many, Takes | None, tuple[str, ...], type[Record] | None]


def _held(hint: Any) -> Held:
    """Read what a type annotation holds."""
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *notes = get_args(hint)
        takes = next((note for note in notes if isinstance(note, Takes)), None)
        if takes is None:
            return _held(inner)
        return ("text" if takes is TEXT else "value"), "", takes, takes.choices, None
    if origin in {Union, types.UnionType}:
        return _held(next(part for part in get_args(hint) if part is not types.NoneType))
    if origin is Literal:
        return "choice", "", None, get_args(hint), None
    if origin is list:
        holds, _, takes, words, model = _held(get_args(hint)[0])
        return holds, "list", takes, words, model
    if origin is dict:
        holds, _, takes, words, model = _held(get_args(hint)[1])
        return ("record" if model else "words"), "mapping", takes, words, model
    if isinstance(hint, type) and issubclass(hint, Record):
        return "record", "", None, (), hint
    raise TypeError(f"{hint!r} is no type that a field may have")


def _meaning(word: str, description: str) -> str:
    """Find what a choice means: it stands in parentheses after the word in the field's description."""
    found = re.search(rf"(?<![\w-]){re.escape(word)} \(([^)]*)\)", description)
    return found[1] if found else ""
