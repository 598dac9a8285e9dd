"""List what of a record is changed in its form, and how each value reads there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from macros.editing.answers import InputKind
from macros.editing.trees import Steps
from macros.exchange.yaml_lines import Bare, Tree
from macros.records.accessibility import Accessibility
from macros.records.base import FIRSTS, Entry, Record
from macros.records.fields import FieldOf, fields_of
from macros.records.languages import LANGUAGES
from macros.records.scalars import Plain, takes_of
from macros.records.site import Site
from macros.records.time_scalars import DayField
from macros.records.written import Mapping, Node, Sequence

_DAY_WORDS, _PLAIN_WORDS = takes_of(DayField).words, takes_of(Plain).words
_ONE_LINE = {
    "title", "role", "location", "short", "who", "hours", "label", "audience", "when", "responsible", "term",
}  # fmt: skip
"""Texts that are a few words, by hand on one line."""
_SAFE = re.compile(r"[1-9][0-9]{0,8}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}")
_HIDDEN = {"lacking", "areas", "id"}
_WRITTEN_BY_PROGRAM = {(Site, "version"), (Accessibility, "automated")}


class Slot(NamedTuple):
    """An input of a field: its name and text, perhaps a language and a number."""

    name: str
    language: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field with a value of its own: ``steps`` lead to it from the record.

    ``group`` are the titles of the records between, which need not be there.
    """

    steps: Steps
    field: FieldOf
    model: type[Record]
    value: Tree | None
    group: tuple[FieldOf, ...] = ()

    @property
    def name(self) -> str:
        """Its name in the form."""
        return ".".join(self.steps)

    @property
    def kind(self) -> InputKind:
        """How it is asked for.

        A browser takes the line ends out of an input of one line: what has some is asked for on several.
        """
        field = self.field
        if field.holds == "words":
            return "words"
        if field.many:
            return "list"
        if field.choices:
            return "choice"
        versions = self.value.values() if isinstance(self.value, dict) else [self.value]
        if any("\n" in clean(text) for text in versions if isinstance(text, str)):
            return "text"
        if field.holds == "text":
            return "line" if field.name in _ONE_LINE else "text"
        return "day" if field.takes and field.takes.words == _DAY_WORDS else "line"

    @property
    def is_numbered(self) -> bool:
        """Whether each item of a list has inputs of its own.

        Texts in several languages or on several lines have.
        """
        items = self.value if self.kind == "list" and isinstance(self.value, list) else []
        return any(not isinstance(item, str) or "\n" in item for item in items)

    def inputs(self) -> Iterator[Slot]:
        """Yield the inputs that it has, with what stands in them."""
        if self.is_numbered and isinstance(self.value, list):
            for number, item in enumerate([*self.value, ""], 1):
                yield from _list_slots(f"{self.name}.{number}", item, number)
        elif self.field.holds == "text" and isinstance(self.value, dict):
            yield from _list_slots(self.name, self.value)
        else:
            yield Slot(self.name, "", clean(_to_text(self.value)))

    def texts(self) -> dict[str, str]:
        """Return what stands in the form, by the inputs' names."""
        return {slot.name: slot.text for slot in self.inputs()}

    def read(self, texts: dict[str, str]) -> Tree | None:
        """Return the value that was typed, or None for nothing."""
        slots = list(self.inputs())
        if slots[-1].number:
            numbers = range(1, slots[-1].number + 1)
            read = (_read_slots([slot for slot in slots if slot.number == at], texts) for at in numbers)
            return [item for item in read if item is not None] or None
        if slots[0].language:
            return _read_slots(slots, texts)
        text = texts.get(self.name, "")
        if not text:
            return None
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if self.kind == "list":
            return [self._spell(line) for line in lines]
        if self.kind == "words":
            pairs = (line.partition(":") for line in lines)
            return {key.strip(): value.strip() for key, _, value in pairs}
        return self._spell(text if self.kind == "text" else " ".join(lines))

    def _spell(self, text: str) -> str:
        """Return a text as it is written: a day or a number without quotes."""
        takes = self.field.takes
        is_text = self.field.holds == "text" or takes is None or takes.words == _PLAIN_WORDS
        return text if is_text or not _SAFE.fullmatch(text) else Bare(text)


@dataclass(frozen=True, slots=True)
class Inner:
    """Records within the record that have forms of their own, by id or key.

    ``group`` is as in ``Leaf``; ``is_there`` tells whether the last of its records is, to put one more in.
    """

    steps: Steps
    field: FieldOf
    model: type[Record]
    keys: tuple[str, ...]
    group: tuple[FieldOf, ...] = ()
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A field that no form can show, with why it is changed in the file."""

    steps: Steps
    field: FieldOf


Part = Leaf | Inner | Elsewhere


def name_language(name: str, language: str) -> str:
    """Return an input's name for one language of a text."""
    return name if language in {"", "sv"} else f"{name}:{language}"


def _list_slots(name: str, text: Tree, number: int = 0) -> Iterator[Slot]:
    """Yield the inputs of a text: one for each of its languages, the Swedish first."""
    versions = text if isinstance(text, dict) else {"": text}
    known = sorted(versions, key=lambda code: [*LANGUAGES, code].index(code))
    return (Slot(name_language(name, code), code, clean(str(versions[code])), number) for code in known)


def _read_slots(slots: list[Slot], texts: dict[str, str]) -> Tree | None:
    """Return the text that was typed in its inputs, or None for nothing."""
    typed: dict[str, Tree] = {slot.language: texts[slot.name] for slot in slots if texts.get(slot.name)}
    return typed.get("", typed) or None


def clean(text: str) -> str:
    """Return a text with plain line ends and composed letters, as the reader has it."""
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029\v\f]", "\n", text)
    return "\n".join(line.rstrip() for line in unicodedata.normalize("NFC", text).split("\n")).strip()


def to_tree(node: Node) -> Tree:
    """Return what a node says, without its places."""
    if isinstance(node, Mapping):
        return {str(key): to_tree(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [to_tree(item) for item in node]
    return str(node)


def list_parts(model: type[Record], record: Tree | None) -> list[Part]:
    """Return all that a record of a class may hold, its state last."""
    return sorted(_list_fields(model, record, (), ()), key=lambda part: part.steps == ("state",))


def _list_fields(
    model: type[Record], record: Tree | None, above: Steps, group: tuple[FieldOf, ...]
) -> Iterator[Part]:
    values = record if isinstance(record, dict) else {}
    for field in fields_of(model):
        if field.name in _HIDDEN or (model, field.name) in _WRITTEN_BY_PROGRAM:
            continue
        if group and field.name == "state":
            continue
        if field.name in FIRSTS and FIRSTS[field.name].many in model.model_fields:
            continue
        steps, value = (*above, field.name), values.get(field.name)
        if field.holds == "record" and field.model is not None:
            yield from _list_records(field, model, value, steps, group, isinstance(record, dict))
        elif _is_lines(field, value):
            yield Leaf(steps, field, model, value, group)
        else:
            yield Elsewhere(steps, field)


def _list_records(
    field: FieldOf,
    owner: type[Record],
    value: Tree | None,
    steps: Steps,
    group: tuple[FieldOf, ...],
    is_there: bool,
) -> Iterator[Part]:
    """Yield the parts of a field of ``owner`` that holds records."""
    assert field.model is not None
    model = field.model
    if not field.many and len(group) < 2:
        yield from _list_fields(model, value, steps, (*group, field))
    elif field.many == "mapping":
        yield Inner(steps, field, owner, tuple(value) if isinstance(value, dict) else (), group, is_there)
    elif field.many == "list" and issubclass(model, Entry):
        items = value if isinstance(value, list) else []
        ids = (item.get("id") for item in items if isinstance(item, dict))
        yield Inner(steps, field, owner, tuple(str(key) for key in ids if key), group, is_there)
    elif value:
        yield Elsewhere(steps, field)


def _is_lines(field: FieldOf, value: Tree | None) -> bool:
    """Report whether a value can be typed: a text, or lines of a list or of words."""
    if field.holds == "words" and isinstance(value, dict):
        return all(":" not in key and "\n" not in f"{key}{clean(str(word))}" for key, word in value.items())
    if field.many == "list":
        items = value if isinstance(value, list) else []
        return all(isinstance(item, str) or field.holds == "text" for item in items)
    return True


def _to_text(value: Tree | None) -> str:
    """Return a value as it stands in an input."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {word}" for key, word in value.items())
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return value or ""
