"""Report unknown fields and files: what was meant, or where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import PurePath

from macros.problems import Problem, join_words, quote
from macros.records import spelling
from macros.records.base import Record
from macros.records.data_version import REMOVED
from macros.records.fields import anchor
from macros.records.kinds import KIND_NAMES, Kinds
from macros.records.nodes import Mapping
from macros.records.shape import shapes, title_of

KINDS = {name: title_of(Kinds, name) for name in KIND_NAMES}
"""The kinds that may stand beside a level's own fields, with their Swedish names."""

_TOPS = "överenskommelsen, området eller kommunen"
_INHERITS = (
    "Det behövs inte: en kommun ärver från sitt område (area eller areas), och ett område från sin "
    "överenskommelse (agreement) eller ett annat område (part_of). En post med samma id ändrar den som står "
    "där. "
)
_PROVIDER = "Vem som driver verksamheten skriver du i does (vad gör de), hos verksamheten i services. "
_NO_SUCH = {
    **dict.fromkeys(("extends", "inherits", "inherit", "parent", "base"), _INHERITS),
    **dict.fromkeys(("provider", "huvudman", "utförare"), _PROVIDER),
}
"""Advice for fields that other formats have, and that nothing here is called."""

_MEANT = {"role": "who", "roles": "who", "responsible": "who"}
"""Fields of other records that are called something else where there is such a field."""


def report_unknown_field(
    name: str, holder: Mapping, model: type[Record], beside: bool, repetition: str, record: str
) -> Problem:
    """Return the problem of an unknown field, with what was probably meant.

    ``beside`` says whether kinds may stand beside the record's fields. ``repetition`` is the advice for a
    file that begins with its own name; ``record`` says which record the field is in.
    """
    if name in REMOVED.get(model.__name__, ()):
        message, advice = f"fältet {quote(name)} finns inte längre{record}", "Ta bort raden."
        return Problem.at(holder.keys_at[name], "older-data", message, advice, anchor(model))
    titles = {field: title_of(model, field) for field in model.model_fields} | (KINDS if beside else {})
    place = holder.keys_at[name]
    file = PurePath(place.file)
    is_file = not repetition and place.line == 1 and file.stem == name
    hint, guess = repetition or _NO_SUCH.get(name.casefold(), ""), ""
    second = _describe_second(name, holder, is_file) if beside and not hint else ""
    if not hint and _MEANT.get(name) in model.model_fields:
        guess = _MEANT[name]
    elif not hint and not (hint := _describe_misplaced(model, name, beside)):
        guess = spelling.guess_field(model, name, KINDS if beside else ())
    message = (
        f"det finns inget fält som heter som filen {quote(file.name)}"
        if is_file
        else f"okänt fält {quote(name)}"
    )
    if beside and guess in KINDS and guess in holder.keys_at:
        hint = f"Menade du {guess} ({titles[guess]})? Det finns redan här: flytta in raderna dit. "
    elif guess and is_file:
        hint = f"Menade du {file.with_stem(guess).name} ({titles[guess]})? Döp om den. "
    elif guess:
        hint = f"Menade du ”{guess}” ({titles[guess]})? "
    link = anchor(model, guess if guess in model.model_fields else "")
    advice = second.strip() or f"{hint}Fälten är: {', '.join(titles)}."
    return Problem.at(place, "unknown-field", f"{message}{record}", advice, link)


def _describe_second(name: str, holder: Mapping, is_file: bool) -> str:
    """Describe what to do with a second of a kind: ``routine-vuxna.yaml``.

    It is one when the kind's own name comes first in it. Renamed it would take the place of another text.
    Empty for anything else.
    """
    head, _, rest = name.replace("_", "-").partition("-")
    kind = spelling.find_field(head, KINDS)
    if not rest or not kind or spelling.find_field(name, KINDS):
        return ""
    what = f"{kind} ({KINDS[kind]})"
    if shapes(Kinds)[kind].how == "mapping" and kind != "terms":
        where = f"i mappen {kind}, till exempel {kind}/{rest or 'ny'}.yaml" if is_file else f"under {kind}"
        return f"Är det en till i {what}? Den ska ligga {where}. Flytta den dit. "
    there = f"{what} finns redan här. " if kind in holder.keys_at else f"En pärm har bara en {what}. "
    return (
        f"{there}Är det en ändring av den? Flytta in raderna dit. Är det ett eget samarbete? Då är det en "
        "egen överenskommelse med ett eget område:  parmen new agreement  och sedan  parmen new area. "
    )


def _describe_misplaced(model: type[Record], name: str, beside: bool) -> str:
    """Describe where a field belongs that is known elsewhere, but not here.

    Its line may be indented too little.
    """
    lists = {shape.first.many for shape in shapes(model).values() if shape.first}
    fields = ((field, shape.model) for field, shape in shapes(model).items() if field not in lists)
    owners = [field for field, inner in fields if inner and name in inner.model_fields]
    if name == "ages":
        return f"Åldrar kan stå överst i filen för {_TOPS}, och i {join_words(_paths_with_field(name))}. "
    if len(owners) == 1 and not beside:
        return f"”{name}” hör till {owners[0]}. Dra in raden, så att den står under {owners[0]}. "
    if not beside and name in KINDS:
        return f"”{name}” ({KINDS[name]}) ska stå för sig, utan mellanslag före. "
    kinds = [] if name in model.singular else spelling.kinds_with_field(name)
    if not 0 < len(kinds) <= (6 if beside else 3):
        return ""
    owners = kinds if beside else [*kinds, *spelling.levels_with_field(name)]
    return f"”{name}” hör till {join_words(owners, 'eller')}. Är raden lika långt indragen som de andra där? "


@cache
def _paths_with_field(name: str) -> tuple[str, ...]:
    """Return where in the kinds a field may stand: *routine › roles*."""
    return tuple(dict.fromkeys(_walk_paths(name, Kinds, (), ())))


def _walk_paths(
    name: str, model: type[Record], path: tuple[str, ...], above: tuple[type[Record], ...]
) -> Iterator[str]:
    for field, shape in shapes(model).items():
        inner = shape.model
        if inner is None or shape.first or inner in above:
            continue
        if name in inner.model_fields:
            yield " › ".join((*path, field))
        yield from _walk_paths(name, inner, (*path, field), (*above, inner))
