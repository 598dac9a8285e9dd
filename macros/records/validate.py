"""Nodes → records, and pydantic's faults → problems with the exact place and words in Swedish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence as Several
from functools import cache, cached_property
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.problems import Place, Problem, quote
from macros.records import spelling
from macros.records.base import Record
from macros.records.fields import anchor
from macros.records.kinds import Kinds
from macros.records.nodes import Mapping, Node, Scalar, Sequence
from macros.records.scalars import ONE_LINE, Slug
from macros.records.shape import REPLACE, How, Shape, shapes, title_of
from macros.records.text import Placeholder, Text

KINDS = {name: title_of(Kinds, name) for name in Kinds.model_fields if name != "state"}
"""The kinds that may stand beside a level's own fields, with their Swedish names."""

Path = tuple[str, ...]
"""A way down from a kind: field names, keys and the ids of records in lists."""


class Faults:
    """What validating one node found.

    ``problems`` stand at their own places. ``missing`` are required fields that are not there, by path;
    whose fault that is depends on which levels lack them. ``texts`` are the texts with placeholders.
    """

    def __init__(self) -> None:
        """Start with nothing found."""
        self.problems: list[Problem] = []
        self.missing: dict[Path, tuple[type[Record], str]] = {}
        self.texts: list[tuple[Text, Place]] = []

    @cached_property
    def placeholders(self) -> dict[Placeholder, list[Place]]:
        """Every placeholder of the texts, with the places of the texts it stands in."""
        places: dict[Placeholder, list[Place]] = defaultdict(list)
        for text, place in self.texts:
            for placeholder in text.placeholders():
                places[placeholder].append(place)
        return places


@cache
def _adapter_of(shape: Shape) -> TypeAdapter[Any]:
    """Return what validates a node of this shape."""
    assert shape.model is not None
    whole: dict[How, Any] = {"records": list[shape.model], "mapping": dict[Slug, shape.model]}  # type: ignore[name-defined]
    return TypeAdapter(whole.get(shape.how, shape.model))


def validate(shape: Shape, node: Node, root: Path = ()) -> tuple[Any, Faults]:
    """Validate a node. Return the record (None when faulty) and what was found.

    With no ``root`` the node is a level's own fields, beside which any kind may stand.
    """
    faults = Faults()
    try:
        return _adapter_of(shape).validate_python(node, context=faults), faults
    except ValidationError as error:
        details = error.errors(include_url=False)
    strangers = {detail["loc"][:-1] for detail in details if detail["type"] == "extra_forbidden"}
    for detail in details:
        trail = list(_follow(node, shape, detail["loc"]))
        if detail["type"] != "missing":
            faults.problems.append(_problem(detail, trail, root))
        elif detail["loc"][:-1] not in strangers:
            model, field = trail[-1][2].model, str(detail["loc"][-1])
            assert model is not None
            faults.missing[(*root, *(key for key, _, _ in trail[1:]), field)] = (model, field)
    return None, faults


Trail = list[tuple[str, Node, Shape]]


def _follow(node: Node, shape: Shape, loc: tuple[int | str, ...]) -> Iterator[tuple[str, Node, Shape]]:
    """Walk from the node along an error's location, as far as there are nodes."""
    yield "", node, shape
    for step in loc:
        item = Shape("record", shape.model)
        if isinstance(node, Mapping) and step in node:
            by_name = shapes(shape.model) if shape.how == "record" and shape.model else {}
            shape = item if shape.how == "mapping" else by_name.get(str(step), REPLACE)
            node, key = node[str(step)], str(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
            shape = item if shape.how == "records" else REPLACE
            own = node.get("id") if isinstance(node, Mapping) else None
            # What is no record has come last in the merging: its number would mislead.
            number = "" if shape.how == "record" and not isinstance(node, Mapping) else str(step + 1)
            key = str(own) if isinstance(own, Scalar) else number
        else:
            return
        yield key, node, shape


def _problem(detail: ErrorDetails, trail: Trail, root: Path) -> Problem:
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    node = trail[-1][1]
    if detail["type"] == "extra_forbidden":
        holder, model = _record_of(trail, last)
        beside = KINDS if not root and len(trail) == 2 else {}
        again = _twice(holder, root) if len(trail) == 2 else ""
        return _unknown_field(holder, model, last, beside, where(trail[:-1], root), again)
    rule, message, advice = _found(detail, node)
    if rule == "not-a-choice":
        advice = _choices(detail, trail)
    elif rule in {"not-fields", "not-a-list"}:
        advice = _twice(node, root if len(trail) == 1 else ()).strip() or _what_fields(trail) or advice
    at = node.place
    if last == "[key]" and len(trail) > 1 and isinstance(trail[-2][1], Mapping):
        at = trail[-2][1].keys_at[trail[-1][0]]
    field = _field_title(trail)
    said = f"{field}{message}{where(trail[:-1] if field else trail, root)}"
    return Problem.at(at, rule, said, advice, _described(trail))


def _described(trail: Trail) -> str:
    """Give the link to the field's description, or to that of the record which it stands in."""
    for (_, _, holder), (key, _, _) in reversed(list(pairwise(trail))):
        if holder.how in {"record", "records"} and holder.model is not None:
            return anchor(holder.model, key) if key in holder.model.model_fields else anchor(holder.model)
    model = trail[-1][2].model
    return anchor(model) if model is not None else ""


def _found(detail: ErrorDetails, node: Node) -> tuple[str, str, str]:
    """Give a fault's rule, message and advice: a scalar type's own, or pydantic's put in words."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "literal_error" and isinstance(node, Scalar):
        return "not-a-choice", f"{quote(node)} går inte att välja", ""
    if kind == "literal_error":
        what = "en lista" if isinstance(node, Sequence) else "flera fält"
        return "not-text", f"här ska det stå ett ord, men det står {what}", ONE_LINE
    if kind == "list_type":
        return "not-a-list", "här ska det stå en lista", "Sätt ett streck (-) framför varje rad i listan."
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return "not-fields", "här ska det stå fält med värden", "Till exempel  title: Rutinen"
    if "message" in context:
        return kind, str(context["message"]), str(context.get("advice", ""))
    return "unusable", f"värdet {quote(str(node))} går inte att använda", "Skriv om det."


def _allowed(detail: ErrorDetails) -> list[str]:
    """Give the words that may be chosen."""
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return expected.replace("'", "").replace(" or ", ", ").split(", ")


def _choices(detail: ErrorDetails, trail: Trail) -> str:
    """Say what was probably meant, and what may be chosen: in the description's words, where they do."""
    model = trail[-2][2].model if len(trail) > 1 else None
    info = model.model_fields.get(trail[-1][0]) if model else None
    described = (info.description if info else None) or ""
    allowed = _allowed(detail)
    guess = spelling.choice(str(trail[-1][1]), allowed, described)
    hint = f"Menade du ”{guess}”? " if guess else ""
    names_all = all(word in described for word in allowed)
    return hint + (described if names_all else f"Välj något av: {', '.join(allowed)}.")


def _what_fields(trail: Trail) -> str:
    """Say which fields are due where something else stands."""
    _, _, shape = trail[-1]
    if shape.model is None:
        return ""
    if shape.how == "mapping":
        return "Skriv ett namn och ett kolon för varje post, och dess fält på raderna under, mer indragna."
    if shape.how == "records":
        return "Sätt ett streck (-) framför varje post i listan."
    names = [name for name in shape.model.model_fields if name != "state"]
    # An entry's id comes after its other fields in the class, and first in the file.
    first = "id" if "id" in names else names[0]
    return f"Skriv ett fält på varje rad, till exempel  {first}: …  Fälten är: {', '.join(names)}."


def _twice(node: Node, root: Path) -> str:
    """Say that a file holds its own name once more: contacts.yaml need not say *contacts*."""
    if root and isinstance(node, Mapping) and root[-1] in node:
        return f"Ta bort raden  {root[-1]}:  och dra ut raderna under den: filen heter redan så. "
    return ""


def _record_of(trail: Trail, last: str) -> tuple[Mapping, type[Record]]:
    for _, node, shape in reversed(trail):
        if isinstance(node, Mapping) and last in node and shape.model is not None and shape.how == "record":
            return node, shape.model
    raise LookupError(last)


def _unknown_field(
    holder: Mapping, model: type[Record], name: str, beside: dict[str, str], place_words: str, again: str
) -> Problem:
    """Say that a field is unknown, and which was meant: its name or its Swedish title may be misspelt."""
    titles = {field: title_of(model, field) for field in model.model_fields} | beside
    at = holder.keys_at[name]
    hint = again or _misplaced(model, name, beside)
    guess = "" if hint else spelling.field(model, name, beside)
    hint = f"Menade du ”{guess}” ({titles[guess]})? " if guess else hint
    message = f"okänt fält {quote(name)}{place_words}"
    if not again and at.line == 1 and PurePath(at.file).stem == name:
        message = f"inget fält heter som {quote(PurePath(at.file).name)}{place_words}"
        meant = PurePath(at.file).with_stem(guess).name if guess else ""
        hint = f"Menade du {meant} ({titles[guess]})? Döp om den. " if guess else hint
    link = anchor(model, guess if guess in model.model_fields else "")
    return Problem.at(at, "unknown-field", message, f"{hint}Fälten är: {', '.join(titles)}.", link)


def _misplaced(model: type[Record], name: str, beside: dict[str, str]) -> str:
    """Say where a field belongs that is known, but not here: its line may be indented too little."""
    below = [
        field for field, shape in shapes(model).items() if shape.model and name in shape.model.model_fields
    ]
    if len(below) == 1 and not beside:
        return f"”{name}” hör till {below[0]}. Dra in raden, så att den står under {below[0]}. "
    if not beside and name in KINDS:
        return f"”{name}” ({KINDS[name]}) ska stå för sig, utan mellanslag före. "
    homes = spelling.homes(name)
    if not 0 < len(homes) <= (6 if beside else 3):
        return ""
    said = " eller ".join(filter(None, [", ".join(homes[:-1]), homes[-1]]))
    return f"”{name}” hör till {said}. Är raden lika långt indragen som de andra där? "


def _field_title(trail: Trail) -> str:
    """Name the field at the end of a trail by its Swedish title, where it has one."""
    if len(trail) < 2:
        return ""
    key, _, _ = trail[-1]
    holder = trail[-2][2]
    if holder.how == "record" and holder.model is not None and key in holder.model.model_fields:
        title = title_of(holder.model, key)
        return f"{key}: " if title == key else f"{key} ({title}): "
    return ""


def where(trail: Trail, root: Path) -> str:
    """Say in which record something stands: *, i contacts › bum*."""
    steps = [*root, *(key for key, node, _ in trail[1:] if not isinstance(node, Scalar))]
    return f", i {' › '.join(step[:40] for step in steps if step)}" if steps else ""


def missing_problem(
    path: Path, model: type[Record], fields: Several[str], place: Place, more: str = ""
) -> Problem:
    """Say that required fields of the record at a path are missing. ``more`` is added to the advice."""
    words = f", i {' › '.join(step[:40] for step in path)}" if path else ""
    infos = {field: model.model_fields[field].description or "" for field in fields}
    link = anchor(model, fields[0] if len(fields) == 1 else "")
    named = [f"”{field}” ({title_of(model, field)})" for field in fields]
    if len(named) == 1:
        return Problem.at(
            place, "missing-field", f"fältet {named[0]} saknas{words}", f"{infos[fields[0]]}{more}", link
        )
    listed = f"{', '.join(named[:-1])} och {named[-1]}"
    said = " ".join(f"{field}: {info}" for field, info in infos.items()) if len(named) <= 4 else "Fyll i dem."
    return Problem.at(place, "missing-field", f"fälten {listed} saknas{words}", f"{said}{more}", link)


def by_record(missing: dict[Path, tuple[type[Record], str]]) -> dict[Path, tuple[type[Record], list[str]]]:
    """Put the missing fields of one record together: they are one fault."""
    found: dict[Path, tuple[type[Record], list[str]]] = {}
    for path, (model, field) in missing.items():
        found.setdefault(path[:-1], (model, []))[1].append(field)
    return found
