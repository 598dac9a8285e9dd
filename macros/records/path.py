"""A dotted path into a binder: ``routine.meeting.within``, ``contacts.bum.phone``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.records.base import Record
from macros.records.nodes import Mapping, Node, Scalar, Sequence
from macros.records.shape import REPLACE, shapes


class NoSuchPathError(LookupError):
    """The path names nothing. ``step`` is where it goes wrong; ``allowed`` what may stand there."""

    def __init__(self, step: str, allowed: list[str]) -> None:
        """Keep the step and the alternatives."""
        super().__init__(step, allowed)
        self.step = step
        self.allowed = allowed

    def __str__(self) -> str:
        return self.step


def lookup(record: Any, path: str) -> Any:
    """Follow a path through records, mappings by key and lists by id. Raise NoSuchPathError.

    What a record may hold but does not is None, and so is all that stands in it.
    """
    value = record
    model: type[Record] | None = None
    for step in path.split("."):
        if value is None and model is not None:
            inner = [name for name in model.model_fields if name != "state"]
            if step not in inner:
                raise NoSuchPathError(step, inner)
            model = shapes(model)[step].model
            continue
        model = shapes(type(value)).get(step, REPLACE).model if isinstance(value, Record) else None
        value = _step(value, step)
    return value


def _step(value: Any, step: str) -> Any:
    if isinstance(value, Record):
        if step in type(value).model_fields and step != "lacking":
            return getattr(value, step)
    elif isinstance(value, dict):
        if step in value:
            return value[step]
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            if getattr(item, "id", None) == step or (step == str(number) and not hasattr(item, "id")):
                return item
    raise NoSuchPathError(step, _allowed(value))


def _allowed(value: Any) -> list[str]:
    """Give the steps that lead on from a value."""
    if isinstance(value, Record):
        return [name for name in type(value).model_fields if name not in {"state", "lacking"}]
    if isinstance(value, dict):
        return [str(key) for key in value]
    if isinstance(value, list):
        return [getattr(item, "id", str(number)) for number, item in enumerate(value, 1)]
    return []


def walk(node: Node, *steps: str) -> Node:
    """Follow the steps of a path through nodes, as ``lookup`` does through records. Raise NoSuchPathError."""
    for step in steps:
        if isinstance(node, Mapping):
            allowed = list(node)
            if step not in node:
                raise NoSuchPathError(step, allowed)
            node = node[step]
        elif isinstance(node, Sequence):
            keys = [_key(item, number) for number, item in enumerate(node, 1)]
            if step not in keys:
                raise NoSuchPathError(step, keys)
            node = node[keys.index(step)]
        else:
            raise NoSuchPathError(step, [])
    return node


def _key(item: Node, number: int) -> str:
    own = item.get("id") if isinstance(item, Mapping) else None
    return str(own) if isinstance(own, Scalar) else str(number)


def expand(record: Any, pattern: str) -> list[tuple[str, Any]]:
    """Give every path that a pattern with ``*`` stands for, with its value. Left-out parts give nothing."""
    found: list[tuple[str, Any]] = [("", record)]
    for step in pattern.split("."):
        deeper: list[tuple[str, Any]] = []
        for path, value in found:
            for key, inner in _inside(value, step):
                deeper.append((f"{path}.{key}".lstrip("."), inner))
        found = deeper
    return found


def _inside(value: Any, step: str) -> Iterator[tuple[str, Any]]:
    if step != "*":
        if isinstance(value, Record):
            yield step, getattr(value, step)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        for item in value:
            yield item.id, item


def ids(found: list[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give each id by itself, those of a list with their number."""
    for path, value in found:
        if isinstance(value, list):
            yield from ((f"{path}.{number}", key) for number, key in enumerate(value, 1))
        elif value:
            yield path, value
