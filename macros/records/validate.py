"""Validate nodes into records, and report errors in Swedish at their places."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence as Several
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.problems import Place, Problem, did_you_mean, join_words, quote
from macros.records import spelling
from macros.records.base import Record
from macros.records.fields import anchor
from macros.records.municipality import Participation
from macros.records.nodes import Mapping, Node, Scalar, Sequence
from macros.records.path import name_firsts
from macros.records.scalars import ONE_LINE, Slug
from macros.records.shape import REPLACE, How, Shape, shapes, title_of
from macros.records.text import Placeholder, Text
from macros.records.unknown_field import report_unknown_field

Path = tuple[str, ...]
"""A way down from a kind: field names, keys and the ids of records in lists."""


class Faults:
    """What validating one node found.

    ``problems`` stand at their own places. ``missing`` are required fields that are not there, by path; whose
    fault that is depends on which levels lack them. ``unknown`` are the fields that no record has, by where
    they stand; each is among the problems. ``texts`` are the texts with placeholders
    or in several languages.
    """

    def __init__(self) -> None:
        """Start with nothing found."""
        self.problems: list[Problem] = []
        self.missing: dict[Path, tuple[type[Record], str]] = {}
        self.unknown: list[tuple[int | str, ...]] = []
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
    """Validate a node; return the record (None when faulty) and what was found.

    With no ``root`` the node is a level's own fields, beside which any kind may stand.
    """
    faults = Faults()
    try:
        return _adapter_of(shape).validate_python(node, context=faults), faults
    except ValidationError as error:
        details = error.errors(include_url=False)
    faults.unknown += (detail["loc"] for detail in details if detail["type"] == "extra_forbidden")
    strangers = {loc[:-1] for loc in faults.unknown}
    for detail in details:
        trail = list(_follow(node, shape, detail["loc"]))
        if detail["type"] != "missing":
            faults.problems.append(_translate_error(detail, trail, root))
        elif detail["loc"][:-1] not in strangers:
            model, field = trail[-1].shape.model, str(detail["loc"][-1])
            assert model is not None
            faults.missing[(*root, *(step.key for step in trail[1:]), field)] = (model, field)
    return None, faults


class Step(NamedTuple):
    """One step along an error's location: its key, its node and the node's shape."""

    key: str
    node: Node
    shape: Shape


Trail = list[Step]


def _follow(node: Node, shape: Shape, loc: tuple[int | str, ...]) -> Iterator[Step]:
    """Walk from the node along an error's location, as far as there are nodes."""
    yield Step("", node, shape)
    for step in loc:
        item = Shape("record", shape.model)
        if isinstance(node, Mapping) and step in node:
            by_name = shapes(shape.model) if shape.how == "record" and shape.model else {}
            shape = item if shape.how == "mapping" else by_name.get(str(step), REPLACE)
            node, key = node[str(step)], str(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
            shape = item if shape.model and shape.how in {"records", "replace"} else REPLACE
            id_ = node.get("id") if isinstance(node, Mapping) else None
            # What is no record has come last in the merging: its number would mislead.
            number = "" if shape.how == "record" and not isinstance(node, Mapping) else str(step + 1)
            key = str(id_) if isinstance(id_, Scalar) else number
        else:
            return
        yield Step(key, node, shape)


def _translate_error(detail: ErrorDetails, trail: Trail, root: Path) -> Problem:
    """Translate one of pydantic's errors into a problem at its place."""
    last = trail[-1]
    if detail["type"] == "extra_forbidden":
        return _report_unknown_field(str(detail["loc"][-1]), trail, root)
    rule, message, advice = _describe_error(detail, last.node)
    if rule == "not-a-choice":
        advice = _describe_choices(detail, trail)
    elif rule in {"not-fields", "not-a-list"}:
        advice = _advise_own_name(last.node, root if len(trail) == 1 else ()).strip()
        advice = advice or _describe_due_fields(last.shape) or _describe_error(detail, last.node)[2]
    place = last.node.place
    if detail["loc"][-1:] == ("[key]",) and len(trail) > 1 and isinstance(trail[-2].node, Mapping):
        place = trail[-2].node.keys_at[last.key]
    title = _field_title(trail)
    record = _name_record(trail[:-1] if title else trail, root)
    return Problem.at(place, rule, f"{title}{message}{record}", advice, _anchor_of(trail))


def _anchor_of(trail: Trail) -> str:
    """Return the anchor of the field's description, else that of its record."""
    for holder, step in reversed(list(pairwise(trail))):
        if holder.shape.how in {"record", "records"} and (model := holder.shape.model) is not None:
            return anchor(model, step.key if step.key in model.model_fields else "")
    model = trail[-1].shape.model
    return anchor(model) if model is not None else ""


def _describe_error(detail: ErrorDetails, node: Node) -> tuple[str, str, str]:
    """Return an error's rule, message and advice.

    They are a scalar type's own, or pydantic's in Swedish.
    """
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


def _describe_choices(detail: ErrorDetails, trail: Trail) -> str:
    """Describe what was probably meant, and what may be chosen.

    The field's description is quoted where it names all choices.
    """
    model = trail[-2].shape.model if len(trail) > 1 else None
    info = model.model_fields.get(trail[-1].key) if model else None
    description = (info.description if info else None) or ""
    expected = str(detail.get("ctx", {}).get("expected", ""))
    allowed = expected.replace("'", "").replace(" or ", ", ").split(", ")
    hint = did_you_mean(spelling.guess_choice(str(trail[-1].node), allowed, description))
    names_all = all(word in description for word in allowed)
    return hint + (description if names_all else f"Välj något av: {', '.join(allowed)}.")


def _describe_due_fields(shape: Shape) -> str:
    """Describe which fields are due where something else stands."""
    if shape.model is None:
        return ""
    if shape.how == "mapping":
        return "Skriv ett namn och ett kolon för varje post, och dess fält på raderna under, mer indragna."
    if shape.how in {"records", "replace"}:
        return "Sätt ett streck (-) framför varje post i listan."
    names = [name for name in shape.model.model_fields if name != "state"]
    # An entry's id comes after its other fields in the class, and first in the file.
    first = "id" if "id" in names else names[0]
    return f"Skriv ett fält på varje rad, till exempel  {first}: …  Fälten är: {', '.join(names)}."


def _advise_own_name(node: Node, root: Path) -> str:
    """Return the advice for a file that begins with its own name, else nothing.

    ``contacts.yaml`` need not say *contacts*.
    """
    if root and isinstance(node, Mapping) and root[-1] in node:
        return f"Ta bort raden  {root[-1]}:  och dra ut raderna under den: filen heter redan så. "
    return ""


def _report_unknown_field(name: str, trail: Trail, root: Path) -> Problem:
    """Return the problem of an unknown field, with the field that was probably meant."""
    holder, model = next(
        (step.node, step.shape.model)
        for step in reversed(trail)
        if isinstance(step.node, Mapping)
        and name in step.node
        and step.shape.how == "record"
        and step.shape.model
    )
    beside = not root and (len(trail) == 2 or model is Participation)
    repetition = _advise_own_name(holder, root) if len(trail) == 2 else ""
    return report_unknown_field(name, holder, model, beside, repetition, _name_record(trail[:-1], root))


def _field_title(trail: Trail) -> str:
    """Return *phone (telefon):* for the field that a trail ends at.

    It is empty where the trail ends at no field.
    """
    if len(trail) < 2:
        return ""
    key, shape = trail[-1].key, trail[-2].shape
    if shape.how == "record" and shape.model is not None and key in shape.model.model_fields:
        title = title_of(shape.model, key)
        return f"{key}: " if title == key else f"{key} ({title}): "
    return ""


def _name_record(trail: Trail, root: Path) -> str:
    """Describe in which record something stands: *, i contacts › bum*."""
    keys = (step.key for step in trail[1:] if not isinstance(step.node, Scalar))
    return _join_path([*root, *keys])


def _join_path(keys: Several[str]) -> str:
    return f", i {' › '.join(key[:40] for key in name_firsts(keys))}" if any(keys) else ""


def missing_problem(
    path: Path, model: type[Record], fields: Several[str], place: Place, more: str = ""
) -> Problem:
    """Return the problem that the record at a path lacks required fields.

    ``more`` is added to the advice.
    """
    names = [f"”{field}” ({title_of(model, field)})" for field in fields]
    what = "fältet" if len(names) == 1 else "fälten"
    message = f"{what} {join_words(names, 'och')} saknas{_join_path(path)}"
    descriptions = [model.model_fields[field].description or "" for field in fields]
    if len(names) == 1:
        return Problem.at(
            place, "missing-field", message, f"{descriptions[0]}{more}", anchor(model, fields[0])
        )
    advice = " ".join(map("{}: {}".format, fields, descriptions)) if len(names) <= 4 else "Fyll i dem."
    return Problem.at(place, "missing-field", message, f"{advice}{more}", anchor(model))


def group_by_record(
    missing: dict[Path, tuple[type[Record], str]],
) -> dict[Path, tuple[type[Record], list[str]]]:
    """Group missing fields by the record that lacks them: they are one fault."""
    records: dict[Path, tuple[type[Record], list[str]]] = {}
    for path, (model, field) in missing.items():
        records.setdefault(path[:-1], (model, []))[1].append(field)
    return records
