"""Say in a form what a field is for, without the words of the files.

The descriptions of the fields are written for whoever edits YAML. In a form nobody needs to know what a field
is called there, in which file its choices stand, or that they have ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from macros.editing.record_fields import Slot
from macros.problems import capitalize
from macros.records.assemble import SHARED_SHAPES, model_of
from macros.records.base import STATE_WORDS, Record
from macros.records.fields import Choice, FieldOf, fields_of
from macros.records.kinds import Kinds
from macros.records.levels import LEVEL_KINDS, LevelName

_IN_FILES = re.compile(
    r"\.yaml|\bdata/|\b[Ii]d\b|\{|\bmake \w|\bparmen \w|det bra att skriva|för hand\b|\bfil\b"
)
"""Sentences of a field's description that are about how it is written in a file."""
_NAME = re.compile(r"(?<![\w-])[a-z]+(?:_[a-z]+)*(?![\w-])")
_ALSO_SWEDISH = {"text", "form", "version", "start", "kind", "to", "mark"}
"""Names of fields that are Swedish words too."""


def describe_field(field: FieldOf, model: type[Record], is_chosen: bool = False) -> str:
    """Return what a field is for.

    ``is_chosen`` is True where one chooses among words: their meanings are not listed once more.
    """
    words = re.sub(r"^Id för (\w)", lambda found: found[1].upper(), field.description)
    words = words.replace("Utelämnat:", "Inget valt:" if is_chosen else "Tomt:")
    sentences = (
        _name_fields(_leave_choices_out(sentence, field), model)
        for sentence in re.split(r"(?<=[.!?]) ", words)
        if not _IN_FILES.search(sentence)
    )
    return capitalize(" ".join(words for words in sentences if words and not speaks_of_files(words)))


def _leave_choices_out(sentence: str, field: FieldOf) -> str:
    """Return a sentence without its list of words to choose among."""
    found = (sentence.find(f"{choice.word} ({choice.meaning})") for choice in field.choices)
    start = min((at for at in found if at >= 0), default=-1)
    if start < 0:
        return sentence
    return f"{sentence[:start].rstrip(' :')}." if start else ""


def describe_input(field: FieldOf, model: type[Record], slot: Slot, is_chosen: bool) -> str:
    """Return what is said beside an input: what it is, and how several are written."""
    words = describe_field(field, model, is_chosen)
    if is_chosen:
        return words
    if slot.number:
        return f"{words} Töm rutan för att ta bort stycket.".strip()
    if field.many == "list":
        return f"{words} En på varje rad.".strip()
    if field.holds == "words":
        return f"{words} Skriv  ord: ord  på varje rad.".strip()
    return words


def describe_choice(choice: Choice, field: FieldOf, model: type[Record]) -> str:
    """Return what one chooses: a word's meaning."""
    if field.name == "state":
        return capitalize(STATE_WORDS.get(choice.word, choice.word))
    meaning = (choice.meaning or choice.word).replace("om raden saknas", "om inget är valt")
    return capitalize(_name_fields(meaning, model))


def speaks_of_files(words: str) -> bool:
    """Report whether some words are about how something is written in a file."""
    return bool(_IN_FILES.search(words) or {*_NAME.findall(words)} & _list_names())


def _name_fields(words: str, model: type[Record]) -> str:
    """Return words with a record's fields called as they are in its form."""
    titles = {field.name: field.title for field in fields_of(model)}

    def name(found: re.Match[str]) -> str:
        known = found[0] in titles and found[0] not in _ALSO_SWEDISH and found[0] != "id"
        return f"”{capitalize(titles[found[0]])}”" if known else found[0]

    return re.sub(r"”(\w+)” \(\1\)", r"”\1”", _NAME.sub(name, words), flags=re.IGNORECASE)


@cache
def _list_names() -> frozenset[str]:
    """Return the names of all fields that are no Swedish words."""
    return frozenset(field.name for model in list_models() for field in fields_of(model)) - _ALSO_SWEDISH


@cache
def list_models() -> tuple[type[Record], ...]:
    """Return the class of every record that a form may be about."""
    waiting: list[type[Record]] = [Kinds, *(model_of(LevelName(kind, "")) for kind in LEVEL_KINDS)]
    waiting += [shape.model for shape in SHARED_SHAPES.values() if shape.model is not None]
    return tuple(dict.fromkeys(_walk(waiting)))


def _walk(waiting: list[type[Record]]) -> Iterator[type[Record]]:
    seen: set[type[Record]] = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            yield model
            waiting += [field.model for field in fields_of(model) if field.model is not None]
