"""What shows something of a file: its words are marked with a sign that stands nowhere else, and looked for.

The mark is one character that the reader of the data refuses, so it can only come from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, get_args

from macros.changes.shown import Item, Shown
from macros.changes.snapshot import Reading
from macros.records.base import Record
from macros.records.binder import Binder, Shelf
from macros.records.levels import KIND_NAMES
from macros.records.nodes import Mapping, Node, Sequence
from macros.records.packet import DocumentChoice
from macros.records.scalars import Email, Plain, Web, Weekday
from macros.records.text import Text
from macros.records.values import WEEKDAYS, Day, Phone, Span, When

MARK = "\ue1f0"
_WORDS = [get_args(kind)[1] for kind in (Plain, Email, Web, Weekday)]
_NOT_SHOWN = {"mark"}
"""Fields whose words name a file: marked, they would name another."""

Wanted = Callable[[str], bool]


class _MarkedDay(Day):
    def __str__(self) -> str:
        return super().__str__() + MARK


class _MarkedSpan(Span):
    __slots__ = ()

    def __str__(self) -> str:
        return Span.__str__(self) + MARK


class _MarkedWhen(When):
    __slots__ = ()

    def __str__(self) -> str:
        return When.__str__(self) + MARK


class _MarkedWord(str):
    """A word that is looked up in lists as it is, and marked only where it is printed."""

    __slots__ = ()

    def __str__(self) -> str:
        return str.__str__(self) + MARK

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __html__(self) -> str:
        return str(self)


class _MarkedNumber(int):
    def __str__(self) -> str:
        return int.__repr__(self) + MARK


def trace(
    reading: Reading, wanted: Wanted, tell: Callable[[int, int, str], None]
) -> tuple[list[Item], list[str]]:
    """Give all that shows some words of the wanted files, and where they stand around every page."""
    marked = Shown(_Marker(reading, wanted).shelf())
    found: list[Item] = []
    framed: list[str] = []
    slugs = ["", *marked.shelf.binders]
    same_glossary = marked.shelf.glossary == reading.shelf.glossary
    for number, slug in enumerate(slugs):
        tell(number, len(slugs), slug or "gemensamma sidor")
        old, new = reading.shelf.binders.get(slug), marked.shelf.binders.get(slug)
        shared = (marked.shelf.site, marked.shelf.laws) == (reading.shelf.site, reading.shelf.laws)
        if slug and old is new and shared and same_glossary:
            continue
        for item in marked.items(slug):
            text = marked.text(item)
            if MARK in text or (item.sort == "page" and not same_glossary and MARK in marked.html(item)):
                found.append(item)
        if slug and any(MARK in words for words in marked.frame(slug)):
            framed.append(slug)
    return found, framed


class _Marker:
    """Marks the words of the wanted files in a whole shelf. What is shared is marked once."""

    def __init__(self, reading: Reading, wanted: Wanted) -> None:
        self.reading = reading
        self.wanted = wanted
        self.done: dict[int, tuple[Any, Any]] = {}

    def shelf(self) -> Shelf:
        """Give the shelf with its words marked."""
        shelf, nodes = self.reading.shelf, self.reading.source.shared
        binders = {slug: self._binder(binder) for slug, binder in shelf.binders.items()}
        laws = self._marked(list(shelf.laws.values()), nodes["laws"])
        glossary = self._marked(list(shelf.glossary.values()), nodes["glossary"])
        statement = nodes.get("accessibility")  # older versions have none
        return replace(
            shelf,
            site=self._marked(shelf.site, nodes["site"]),
            laws={law.id: law for law in laws},
            accessibility=self._marked(shelf.accessibility, statement) if statement else shelf.accessibility,
            glossary={term.id: term for term in glossary},
            binders=binders,
            agreements={b.area.agreement: b.agreement for b in binders.values()},
            areas={b.municipality.area: b.area for b in binders.values()},
            municipalities={slug: b.municipality for slug, b in binders.items()},
        )

    def _binder(self, binder: Binder) -> Binder:
        changed: dict[str, Any] = {}
        for name in (*KIND_NAMES, "agreement", "area", "municipality"):
            value, node = getattr(binder, name), binder._nodes.get(name)
            if node is None:
                continue
            if id(value) not in self.done:
                self.done[id(value)] = (value, self._marked(value, node, binder))
            made = self.done[id(value)][1]
            if made is not value:
                changed[name] = made
        if not changed:
            return binder
        made = binder.model_copy(update=changed)
        made._phrases = None
        return made

    def _marked(self, value: Any, node: Node, binder: Binder | None = None) -> Any:
        """Give a value with the words of the wanted files marked; the same value when there are none."""
        if isinstance(value, Record) and isinstance(node, Mapping):
            return self._record(value, node, binder)
        if isinstance(value, list) and isinstance(node, Sequence) and len(value) == len(node):
            made = [self._marked(one, inner, binder) for one, inner in zip(value, node, strict=True)]
            return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
        if isinstance(value, dict) and isinstance(node, Mapping):
            fields = {key: self._marked(one, node[key], binder) for key, one in value.items() if key in node}
            return {**value, **fields} if any(fields[key] is not value[key] for key in fields) else value
        if self.wanted(node.place.file):
            return _mark(value)
        return value

    def _record(self, record: Record, node: Mapping, binder: Binder | None) -> Record:
        changed = {}
        for name, info in type(record).model_fields.items():
            inner, value = node.get(name), getattr(record, name)
            if inner is None or name in _NOT_SHOWN:
                continue
            if _is_string(value) and not is_words(info):
                continue
            made = self._marked(value, inner, binder)
            if made is not value:
                changed[name] = made
        if isinstance(record, DocumentChoice) and binder is not None and self.wanted(node.place.file):
            changed["title"] = _mark(_as_text(binder.titles.get(record.id, record.id)))
        return record.model_copy(update=changed) if changed else record


def _is_string(value: Any) -> bool:
    return type(value) is str or (isinstance(value, list) and any(type(one) is str for one in value))


def is_words(info: Any) -> bool:
    """Tell whether a field of text holds words that are shown, and not an id or a choice."""
    return any(kind is one for kind in _kinds(info.annotation, info.metadata) for one in _WORDS)


def _kinds(annotation: Any, metadata: Any) -> Iterator[Any]:
    yield from metadata
    for argument in get_args(annotation):
        yield argument
        yield from _kinds(argument, getattr(argument, "__metadata__", ()))


def _as_text(title: Any) -> Text:
    return title if isinstance(title, Text) else Text({"sv": str(title)})


def _mark(value: Any) -> Any:
    """Put the mark at the end of what is shown of a value; a value that shows nothing stays as it is."""
    if isinstance(value, Text):
        made = Text.__new__(Text)
        made.open = value.open
        made.versions = {language: (*pieces, MARK) for language, pieces in value.versions.items()}
        return made
    if isinstance(value, Phone):
        return Phone(value + MARK)
    if isinstance(value, Day):
        return _MarkedDay(value.year, value.month, value.day)
    if isinstance(value, Span):
        return _MarkedSpan(value.number, value.unit)
    if isinstance(value, When):
        return _MarkedWhen(value.start, value.end)
    if isinstance(value, str):
        return _MarkedWord(value) if value in WEEKDAYS else value + MARK
    if isinstance(value, int) and not isinstance(value, bool):
        return _MarkedNumber(value)
    return value
