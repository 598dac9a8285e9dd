"""Nodes → records, and pydantic's faults → problems with the exact place and words in Swedish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.problems import Place, Problem, nearest, quote
from macros.records.base import Record
from macros.records.kinds import Kinds
from macros.records.nodes import Mapping, Node, Scalar, Sequence
from macros.records.scalars import ONE_LINE
from macros.records.shape import Shape, shapes, title_of
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

    __slots__ = ("_places", "missing", "problems", "texts")

    def __init__(self) -> None:
        """Start with nothing found."""
        self.problems: list[Problem] = []
        self.missing: dict[Path, tuple[type[Record], str]] = {}
        self.texts: list[tuple[Text, Place]] = []
        self._places: dict[Placeholder, list[Place]] | None = None

    @property
    def placeholders(self) -> dict[Placeholder, list[Place]]:
        """Every placeholder of the texts, with the places of the texts it stands in."""
        if self._places is None:
            self._places = defaultdict(list)
            for text, place in self.texts:
                for placeholder in text.placeholders():
                    self._places[placeholder].append(place)
        return self._places


def validate(adapter: TypeAdapter[Any], shape: Shape, node: Node, root: Path = ()) -> tuple[Any, Faults]:
    """Validate a node. Gives the record (None when faulty) and what was found.

    With no ``root`` the node is a level's own fields, beside which any kind may stand.
    """
    faults = Faults()
    try:
        return adapter.validate_python(node, context=faults), faults
    except ValidationError as error:
        details = error.errors(include_url=False)
    strangers = {_holder(detail) for detail in details if detail["type"] == "extra_forbidden"}
    for detail in details:
        trail = list(_trail(node, shape, detail["loc"]))
        if detail["type"] != "missing":
            faults.problems.append(_problem(detail, trail, root))
        elif _holder(detail) not in strangers:
            model = trail[-1][2].model
            assert model is not None
            path = (*root, *(key for key, _, _ in trail[1:]), str(detail["loc"][-1]))
            faults.missing[path] = (model, str(detail["loc"][-1]))
    return None, faults


def _holder(detail: ErrorDetails) -> tuple[int | str, ...]:
    return detail["loc"][:-1]


Trail = list[tuple[str, Node, Shape]]


def _trail(node: Node, shape: Shape, loc: tuple[int | str, ...]) -> Iterator[tuple[str, Node, Shape]]:
    """Walk from the node along an error's location, as far as there are nodes."""
    yield "", node, shape
    for step in loc:
        if isinstance(node, Mapping) and step in node:
            by_name = shapes(shape.model) if shape.how == "record" and shape.model else {}
            inner = Shape("record", shape.model) if shape.how == "mapping" else by_name.get(str(step))
            node, shape, key = node[str(step)], inner or Shape("replace"), str(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
            shape = Shape("record", shape.model) if shape.how == "records" else Shape("replace")
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
        return _unknown_field(holder, model, last, beside, where(trail[:-1], root))
    rule, message, advice = _found(detail, node)
    if rule == "not-a-choice":
        advice += _choices(detail, trail)
    at = node.place
    if last == "[key]" and len(trail) > 1 and isinstance(trail[-2][1], Mapping):
        at = trail[-2][1].keys_at[trail[-1][0]]
    field = _field_title(trail)
    return Problem.at(at, rule, f"{field}{message}{where(trail[:-1] if field else trail, root)}", advice)


def _found(detail: ErrorDetails, node: Node) -> tuple[str, str, str]:
    """Give a fault's rule, message and advice: a scalar type's own, or pydantic's put in words."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "literal_error" and isinstance(node, Scalar):
        guess = nearest(node, _allowed(detail))
        hint = f"Menade du ”{guess}”? " if guess else ""
        return "not-a-choice", f"{quote(node)} går inte att välja", hint
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
    """Say what may be chosen: in the description's words, where it names every choice."""
    model = trail[-2][2].model if len(trail) > 1 else None
    info = model.model_fields.get(trail[-1][0]) if model else None
    described = (info.description if info else None) or ""
    allowed = _allowed(detail)
    return (
        described if all(word in described for word in allowed) else f"Välj något av: {', '.join(allowed)}."
    )


def _record_of(trail: Trail, last: str) -> tuple[Mapping, type[Record]]:
    for _, node, shape in reversed(trail):
        if isinstance(node, Mapping) and last in node and shape.model is not None and shape.how == "record":
            return node, shape.model
    raise LookupError(last)


def _unknown_field(
    holder: Mapping, model: type[Record], name: str, beside: dict[str, str], place_words: str
) -> Problem:
    """Say that a field is unknown, and which was meant: its name or its Swedish title may be misspelt."""
    titles = _titles(model, beside)
    guess = meant(model, name, beside)
    hint = f"Menade du ”{guess}” ({titles[guess]})? " if guess else ""
    return Problem.at(
        holder.keys_at[name],
        "unknown-field",
        f"okänt fält {quote(name)}{place_words}",
        f"{hint}Fälten är: {', '.join(titles)}.",
    )


def _titles(model: type[Record], beside: dict[str, str]) -> dict[str, str]:
    return {field: title_of(model, field) for field in model.model_fields} | beside


def meant(model: type[Record], name: str, beside: dict[str, str]) -> str:
    """Give the field that a misspelt or Swedish name probably means, or an empty string."""
    titles = _titles(model, beside)
    by_word = {title.casefold(): field for field, title in titles.items()} | {key: key for key in titles}
    return by_word.get(nearest(name, by_word), "")


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


def missing_problem(path: Path, model: type[Record], field: str, place: Place) -> Problem:
    """Say that a required field is missing."""
    words = f", i {' › '.join(step[:40] for step in path[:-1])}" if len(path) > 1 else ""
    info = model.model_fields[field]
    return Problem.at(
        place,
        "missing-field",
        f"fältet ”{field}” ({title_of(model, field)}) saknas{words}",
        info.description or "",
    )
