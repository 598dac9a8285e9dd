"""Nodes → records, and pydantic's faults → problems with the exact place and words in Swedish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.problems import Place, Problem, nearest
from macros.records.base import Record
from macros.records.nodes import Mapping, Node, Scalar, Sequence
from macros.records.shape import Shape, shapes, title_of
from macros.records.text import Text

Path = tuple[str, ...]
"""A way down from a kind: field names, keys and the ids of records in lists."""

ALIASES = {"name", "title", "text"}


class Faults:
    """What validating one node found.

    ``problems`` stand at their own places. ``missing`` are required fields that are not there, by path;
    whose fault that is depends on which levels lack them. ``texts`` are the texts with placeholders.
    """

    __slots__ = ("missing", "problems", "texts")

    def __init__(self) -> None:
        """Start with nothing found."""
        self.problems: list[Problem] = []
        self.missing: dict[Path, tuple[type[Record], str]] = {}
        self.texts: list[tuple[Text, Place]] = []


def validate(adapter: TypeAdapter[Any], shape: Shape, node: Node, root: Path) -> tuple[Any, Faults]:
    """Validate a node. Gives the record (None when faulty) and what was found."""
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
            key = str(own) if isinstance(own, Scalar) else str(step + 1)
        else:
            return
        yield key, node, shape


def _problem(detail: ErrorDetails, trail: Trail, root: Path) -> Problem:
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    node = trail[-1][1]
    kind = detail["type"]
    if kind == "extra_forbidden":
        holder, model = _record_of(trail, last)
        return _unknown_field(holder, model, last, where(trail[:-1], root))
    context = detail.get("ctx", {})
    advice = str(context.get("advice", ""))
    message = str(context.get("message", "")) or _words(kind, node)
    if kind == "literal_error":
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        guess = nearest(str(node), allowed.split(", "))
        message = f"”{str(node)[:40]}” går inte att välja"
        advice = (f"Menade du ”{guess}”? " if guess else "") + f"Välj något av: {allowed}."
    field = _field_title(trail)
    at = node.place
    return Problem.at(at, kind.replace("_", "-"), f"{field}{message}{where(trail, root)}", advice)


def _record_of(trail: Trail, last: str) -> tuple[Mapping, type[Record]]:
    for _, node, shape in reversed(trail):
        if isinstance(node, Mapping) and last in node and shape.model is not None and shape.how == "record":
            return node, shape.model
    raise LookupError(last)


def _unknown_field(holder: Mapping, model: type[Record], name: str, place_words: str) -> Problem:
    titles = {title_of(model, field).casefold(): field for field in model.model_fields}
    guess = titles.get(name.casefold()) or nearest(name, model.model_fields)
    guess = guess or titles.get(nearest(name, titles), "")
    hint = f"Menade du ”{guess}” ({title_of(model, guess)})? " if guess else ""
    allowed = ", ".join(field for field in model.model_fields)
    return Problem.at(
        holder.keys_at[name],
        "unknown-field",
        f"okänt fält ”{name}”{place_words}",
        f"{hint}Fälten är: {allowed}.",
    )


def _field_title(trail: Trail) -> str:
    """Name the field at the end of a trail by its Swedish title, where it has one."""
    if len(trail) < 2:
        return ""
    key, _, _ = trail[-1]
    holder = trail[-2][2]
    if holder.how == "record" and holder.model is not None and key in holder.model.model_fields:
        return f"{key} ({title_of(holder.model, key)}): "
    return ""


def where(trail: Trail, root: Path) -> str:
    """Say in which record something stands: *, i contacts › bum*."""
    steps = [*root, *(key for key, node, _ in trail[1:] if isinstance(node, Mapping))]
    return f", i {' › '.join(steps)}" if steps else ""


def _words(kind: str, node: Node) -> str:
    if kind == "list_type":
        return "här ska det stå en lista, med ett streck framför varje rad"
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return "här ska det stå fält med värden (namn: värde)"
    return f"värdet ”{str(node)[:40]}” går inte att använda"


def missing_problem(path: Path, model: type[Record], field: str, place: Place) -> Problem:
    """Say that a required field is missing."""
    words = f", i {' › '.join(path[:-1])}" if len(path) > 1 else ""
    info = model.model_fields[field]
    return Problem.at(
        place,
        "missing-field",
        f"fältet ”{field}” ({title_of(model, field)}) saknas{words}",
        info.description or "",
    )
