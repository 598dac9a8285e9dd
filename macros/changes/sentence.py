"""Find where a sentence that is seen on a page or a sheet is written.

What a page does to a text does not matter: placeholders are filled with a municipality's words, emphasis and
links are plain words, and capitals, punctuation, soft hyphens and spaces do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from macros.changes.compare import Change
from macros.changes.snapshot import Reading
from macros.changes.written_values import list_values
from macros.problems import Place
from macros.records.binder import Binder
from macros.records.fields import fields_of
from macros.records.kinds import KIND_NAMES
from macros.records.languages import LANGUAGES
from macros.records.levels import LevelName
from macros.records.path import NoSuchPathError
from macros.records.scalars import Slug, takes_of
from macros.records.text import Text
from macros.records.values import When
from macros.records.written import Scalar
from macros.rendering.texts import plain

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_FEWEST = 3
"""The fewest words in a row that are near enough, where the whole sentence stands nowhere."""
_LONGEST = 40
"""The most words that are looked for. Nobody needs more to tell one sentence from another."""
_OWN = {"agreements": "agreement", "areas": "area", "municipalities": "municipality"}
"""What a level's own fields are called in a binder."""


@dataclass(frozen=True, slots=True)
class Match:
    """A value in which a sentence was found.

    ``words`` is the value as read in the first of ``binders``, which are those where it applies. It is
    ``whole`` if all of the sentence is in it; else ``found`` are the words that are.
    """

    value: Change
    place: Place
    words: str
    found: str
    whole: bool
    binders: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The value's path in a binder, for ``parmen explain``; empty in a shared file."""
        return ".".join(_binder_path(self.value))


@dataclass(frozen=True, slots=True)
class _Filled:
    """A value in words, and the binders in which it is read so."""

    value: Change
    words: str
    folded: str
    binders: tuple[Binder, ...] = ()

    @property
    def applies_in(self) -> tuple[str, ...]:
        """The addresses of the binders in which no lower level has another value."""
        path = ".".join(_binder_path(self.value))
        return tuple(binder.address for binder in self.binders if _is_from(binder, path, self.value.place))


def find_sentence(reading: Reading, sentence: str, binders: Collection[str] = ()) -> list[Match]:
    """Return the values in which a sentence, or a part of one, is written.

    Where no value holds all of it, return those that hold most of its words in a row. ``binders`` are
    addresses: only what applies in those is searched.
    """
    wanted = fold_words(sentence).split()[:_LONGEST]
    if not wanted:
        return []
    filled = list(_fill_values(reading, binders))
    for size in range(len(wanted), min(_FEWEST, len(wanted)) - 1, -1):
        parts = [" ".join(wanted[start : start + size]) for start in range(len(wanted) - size + 1)]
        hits = [(one, part) for one in filled for part in parts if f" {part}" in one.folded]
        if not hits and size == len(wanted):  # the sentence may begin within a word: a compound
            hits = [(one, parts[0]) for one in filled if parts[0] in one.folded]
        if hits:
            whole = size == len(wanted)
            matches = (_make_match(reading, one, part, whole) for one, part in hits)
            return sorted(_merge(matches), key=lambda match: (len(match.words), match.place))
    return []


def _make_match(reading: Reading, filled: _Filled, part: str, whole: bool) -> Match:
    """Return the match of a value in which some words were found."""
    place = _find_line(reading, filled.value, part)
    return Match(filled.value, place, filled.words, part, whole, filled.applies_in)


def fold_words(text: str) -> str:
    """Return a text's words as they are compared: small letters, single spaces."""
    letters = unicodedata.normalize("NFC", text).replace("\u00ad", "").casefold()
    return " ".join(re.findall(r"\w+", letters))


def holds_words(text: str, folded: str) -> bool:
    """Return whether a text holds some folded words in a row."""
    return folded in fold_words(text)


def _merge(matches: Iterable[Match]) -> list[Match]:
    """Return matches with one for each value: the first, with the binders of all."""
    merged: dict[Place, Match] = {}
    for match in matches:
        first = merged.setdefault(match.value.place, match)
        binders = tuple(dict.fromkeys([*first.binders, *match.binders]))
        merged[match.value.place] = replace(first, binders=binders)
    return list(merged.values())


def _fill_values(reading: Reading, chosen: Collection[str]) -> Iterator[_Filled]:
    """Yield the values in words: with placeholders, once for each way of filling."""
    users = _binders_by_level(reading, chosen)
    for value in list_values(reading.source):
        binders = users.get(value.level, []) if value.level else []
        if (value.level and not binders) or _is_name(value):
            continue
        groups: dict[str, list[Binder]] = {}
        if "{" in str(value.after) and binders:
            for binder in binders:
                groups.setdefault(_words_of(value, binder), []).append(binder)
        else:
            groups[_words_of(value, None)] = binders
        for words, own in groups.items():
            yield _Filled(value, words, f" {fold_words(words)}", tuple(own))


def _binders_by_level(reading: Reading, chosen: Collection[str]) -> dict[LevelName, list[Binder]]:
    """Return the binders, or those chosen, that each level is a part of."""
    users: dict[LevelName, list[Binder]] = {}
    for address, binder in reading.shelf.binders.items():
        if not binder.lacking and (not chosen or address in chosen):
            for level in binder.levels.levels:
                users.setdefault(level.level, []).append(binder)
    return users


def _is_name(value: Change) -> bool:
    """Return whether a value is an id or refers to one: nobody sees it."""
    for holder, step in pairwise(reversed(value.trail)):
        model = step.model
        field = (
            next((field for field in fields_of(model) if field.name == holder.key), None) if model else None
        )
        if field is not None:
            return field.takes == takes_of(Slug)
    return value.path[-1] == "id"


def _is_from(binder: Binder, path: str, place: Place) -> bool:
    """Return whether a binder's value at a path is the one written at a place."""
    try:
        return binder.node(path).place == place
    except NoSuchPathError:
        return False


def _words_of(value: Change, binder: Binder | None) -> str:
    """Return a value as a reader meets it in a binder."""
    node = value.after
    assert isinstance(node, Scalar)
    if _DATE.fullmatch(node):
        return str(When(node))
    language = value.path[-1] if value.path[-1] in LANGUAGES else "sv"
    try:
        return plain(Text({language: str(node)}), binder, language)
    except (NoSuchPathError, ValueError, AttributeError):
        return str(node)


def _binder_path(value: Change) -> tuple[str, ...]:
    """Return a value's path in a binder; empty for a shared file's."""
    if value.level is None:
        return ()
    is_own = value.kind not in KIND_NAMES
    return (_OWN[value.level.kind], *value.path) if is_own else value.path


def _find_line(reading: Reading, value: Change, found: str) -> Place:
    """Return the place of the line on which the found words begin."""
    place = value.place
    content = dict(reading.source.read.contents()).get(place.file, b"")
    lines = content.decode("utf-8-sig", "replace").splitlines()[place.line - 1 :]
    before = _count_before(fold_words(str(value.after)).split(), found.split())
    for number, line in enumerate(lines):
        words = fold_words(line if number else line[place.column - 1 :]).split()
        if before < len(words):
            return place._replace(line=place.line + number)
        before -= len(words)
    return place


def _count_before(written: list[str], found: list[str]) -> int:
    """Return how many words stand before the found ones, as the value is written.

    Some of the found words may come from placeholders: two that do not are enough.
    """
    size = min(2, len(found))
    for start in range(len(found) - size + 1):
        for at in range(len(written)):
            if written[at : at + size] == found[start : start + size]:
                return max(0, at - start)
    return 0
