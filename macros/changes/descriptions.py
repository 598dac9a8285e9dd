"""A change in plain words: what it is called, what stood there and what stands there now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pydantic import ValidationError

from macros.changes.compare import Change, Step
from macros.changes.level_nodes import MODELS, holder
from macros.changes.record_names import name_of, noun, short, words_of
from macros.changes.snapshot import Reading
from macros.records.base import STATE_WORDS, Record
from macros.records.binder import Binder
from macros.records.kinds import Kinds
from macros.records.levels import LevelName
from macros.records.nodes import Mapping, Node, Scalar, Sequence
from macros.records.path import NoSuchPathError
from macros.records.text import LANGUAGES, Text
from macros.records.values import When
from macros.rendering.texts import plain

_REACHED_BY = {"phone": "Telefon", "email": "E-post", "address": "Adress", "web": "Webbplats"}
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_SHARED_IN = {"glossary": " i ordlistan", "laws": " bland lagarna"}
LONG = 160


@dataclass(frozen=True)
class Described:
    """A change in words. ``before`` or ``after`` is empty where there is nothing to say."""

    change: Change
    title: str
    before: str
    after: str

    @cached_property
    def place(self) -> str:
        """Where it is written: ``file:line``."""
        return f"{self.change.place.file}:{self.change.place.line}"


class Describer:
    """Puts changes in words, with the names and the phrases of the binders they lie in."""

    def __init__(self, old: Reading, new: Reading) -> None:
        """Take the readings before and after."""
        self.old, self.new = old, new
        self.binders = [_binders(reading) for reading in (old, new)]

    def describe(self, change: Change) -> Described:
        """Put one change in words."""
        if not change.path:
            return Described(change, self._level_title(change), "", "")
        if change.sort == "moved":
            names = ", ".join(filter(None, (self._called(step, 1) for step in change.trail if step.record)))
            return Described(change, f"{self._title(change)}, ordningen", "", f"flyttat: {names}")
        said = self._said(change, change.before, 0), self._said(change, change.after, 1)
        field = change.trail[-1]
        if field.model is not None:
            return Described(change, f"{self._title(change)} {_fate(change)}", "", "")
        before, after = _focused(*said) if all(said) else (short(said[0], 300), short(said[1], 300))
        return Described(change, self._title(change), before, after)

    def level_name(self, level: LevelName | None) -> str:
        """Call a level what people call it."""
        if level is None:
            return "alla kommuner"
        for reading in (self.new, self.old):
            if level in reading.source.levels:
                own = reading.source.levels[level].own
                named = own.get("short" if level.kind == "agreements" else "name")
                return words_of(named) or level.slug
        return level.slug

    def _level_title(self, change: Change) -> str:
        assert change.level is not None
        what = noun(MODELS[change.level.kind]).capitalize()
        fate = "är ny" if change.sort == "added" else "är borttagen"
        if change.level.kind == "areas":
            fate = "är nytt" if change.sort == "added" else "är borttaget"
        return f"{what} {self.level_name(change.level)} {fate}"

    def _title(self, change: Change) -> str:
        """Say what changed: the record, the record within it, the field."""
        level = self.level_name(change.level)
        if change.kind == "contacts" and len(change.trail) > 1 and change.trail[1].record is not None:
            return self._contact_title(change, level)
        phrases = [self._phrase(step, change) for step in change.trail if step.model is not None]
        last = change.trail[-1]
        if last.model is None and last.title:
            phrases.append(last.title)
        if change.sort == "moved":
            phrases = [self._phrase(step, change) for step in change.trail if step.model and step.title]
            phrases.append(next(step.title for step in reversed(change.trail) if step.title))
        if change.level is None:
            inside = _SHARED_IN.get(change.path[0], "")
            phrases[0] += inside
        elif _is_own(change):
            phrases.insert(0, f"{noun(MODELS[change.level.kind])} {level}")
        else:
            phrases[0] += f" i {level}"
        said = ", ".join(phrases)
        return said[:1].upper() + said[1:]

    def _contact_title(self, change: Change, level: str) -> str:
        contact = self._contact(change)
        field = change.trail[-1]
        if field.model is not None:
            return f"Kontakten {contact} i {level}"
        if field.key in _REACHED_BY:
            return f"{_REACHED_BY[field.key]} till {contact} i {level}"
        return f"{contact[:1].upper()}{contact[1:]} i {level}, {field.title}"

    def _contact(self, change: Change) -> str:
        """Call a contact by its service, with who answers where a service has several."""
        step = change.trail[1]
        assert isinstance(step.record, Mapping)
        key = words_of(step.record.get("service")) or step.key
        for number in (1, 0):
            binder = self._binder(change.level, number)
            service = next((one for one in binder.services if one.id == key), None) if binder else None
            if binder is not None and service is not None:
                alike = [one for one in binder.contacts if one.service == key]
                role = words_of(step.record.get("role"))
                called = service.short or service.name[:1].lower() + service.name[1:]
                return called + (f" ({role})" if len(alike) > 1 and role else "")
        return words_of(step.record.get("role")) or step.key

    def _phrase(self, step: Step, change: Change) -> str:
        assert step.model is not None
        name = self._called(step, 0 if change.sort == "removed" else 1, change.level)
        return f"{noun(step.model)} ”{name}”" if name else noun(step.model)

    def _called(self, step: Step, number: int, level: LevelName | None = None) -> str:
        node = name_of(step)
        named = self._filled(node, level, number) if node is not None else ""
        if node is None and step.model is not None and "id" in step.model.model_fields:
            named = self._document(step, level)
        return short(named)

    def _document(self, step: Step, level: LevelName | None) -> str:
        """Call what has only an id by the title it goes by, where it is a document."""
        binder = self._binder(level, 1)
        title = binder.titles.get(step.key) if binder is not None else None
        return plain(title, binder) if title is not None and binder is not None else step.key

    def _said(self, change: Change, node: Node | None, number: int) -> str:
        """Put a value in words, as its readers meet it."""
        if node is None:
            return ""
        other = change.before if number else change.after
        if isinstance(node, Sequence):
            return self._list(change, node, other, number)
        if isinstance(node, Mapping):
            versions = [
                (LANGUAGES.get(key, key), words_of(value))
                for key, value in node.items()
                if not isinstance(other, Mapping) or words_of(other.get(key)) != words_of(value)
            ]
            return "; ".join(f"{language}: {words}" for language, words in versions)
        return self._meaning(change, node, number)

    def _list(self, change: Change, node: Sequence, other: Node | None, number: int) -> str:
        there = [words_of(item) for item in other] if isinstance(other, Sequence) else []
        own = [item for item in node if words_of(item) not in there]
        items = own or list(node)
        return "; ".join(filter(None, (self._filled(item, change.level, number) for item in items)))

    def _meaning(self, change: Change, node: Scalar, number: int) -> str:
        text = words_of(node)
        key = change.trail[-1].key
        if key == "state":
            return STATE_WORDS.get(text, text)
        if _DATE.fullmatch(text) and text[5:7] <= "12" and text[8:] <= "31" and text[5:7] != "00":
            return str(When(text))
        meaning = re.search(rf"\b{re.escape(text)} \(([^)]*)\)", _description(change))
        return meaning[1] if meaning else self._filled(node, change.level, number)

    def _filled(self, node: Node | None, level: LevelName | None, number: int) -> str:
        """Fill the placeholders of a text as they are filled in the first binder of the level."""
        words = words_of(node)
        binder = self._binder(level, number)
        if binder is None:
            return words
        try:
            return plain(Text({"sv": words}), binder)
        except (NoSuchPathError, ValueError, ValidationError, AttributeError):
            return words

    def _binder(self, level: LevelName | None, number: int) -> Binder | None:
        known = self.binders[number]
        return known.get(level) if level is not None else None


def _binders(reading: Reading) -> dict[LevelName, Binder]:
    """Give for each level the first binder that is made of it, and is whole."""
    found: dict[LevelName, Binder] = {}
    for town in reading.source.of("municipalities"):
        binder = reading.shelf.binders.get(town.name.slug)
        if binder is not None and not binder.lacking:
            area = binder.municipality.area
            found.setdefault(town.name, binder)
            found.setdefault(LevelName("areas", area), binder)
            found.setdefault(LevelName("agreements", binder.area.agreement), binder)
    return found


def _is_own(change: Change) -> bool:
    assert change.level is not None
    return holder(change.level, change.path[0]) is not Kinds


def _fate(change: Change) -> str:
    model = change.trail[-1].model
    neuter = model is not None and noun(model).split()[0].endswith("t")
    if change.sort == "added":
        return "är nytt" if neuter else "är ny"
    return "är borttaget" if neuter else "är borttagen"


def _description(change: Change) -> str:
    """Give what the editor is told of a field: it says what its allowed words mean."""
    models: list[type[Record]] = [step.model for step in change.trail if step.model is not None]
    if models:
        info = models[-1].model_fields.get(change.trail[-1].key)
        return (info.description or "") if info else ""
    return ""


def _focused(before: str, after: str) -> tuple[str, str]:
    """Leave out what two long texts have in common at their beginning and end."""
    if max(len(before), len(after)) <= LONG:
        return before, after
    one, other = before.split(), after.split()
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    start, end = max(0, start - 4), max(0, end - 4)
    return _between(one, start, end), _between(other, start, end)


def _between(words: list[str], start: int, end: int) -> str:
    shown = " ".join(words[start : len(words) - end])
    return ("… " if start else "") + shown + (" …" if end else "")


def listed(words: Iterable[str]) -> str:
    """Put words in a row: *Kalix, Haparanda och Övertorneå*."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} och {last}" if first else last
