"""Follow a dotted path into a binder, such as ``contacts.bum.phone``.

A step is a field's name, a mapping's key, or the id of an item in a list (its number where it has no id). A
list's first record may have a name of its own: ``routine.meeting`` is the first of ``routine.meetings``.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from macros.records.base import FIRSTS, Record
from macros.records.nodes import Mapping, Node, Sequence
from macros.records.shape import REPLACE, shapes


class NoSuchPathError(LookupError):
    """A path names nothing.

    ``step`` is where it goes wrong; ``allowed`` what may stand there.
    """

    def __init__(self, step: str, allowed: list[str]) -> None:
        """Keep the step and the alternatives."""
        super().__init__(step, allowed)
        self.step = step
        self.allowed = allowed

    def __str__(self) -> str:
        return self.step


def children_of(value: Any) -> dict[str, Any]:
    """Return the children of a record, a mapping, a list or a node, by path step.

    Anything else has none.
    """
    if isinstance(value, Record):
        fields = shapes(type(value)).items()
        return {name: getattr(value, name, None) for name, shape in fields if not shape.first}
    if isinstance(value, dict):
        return value
    children: dict[str, Any] = {}
    for number, item in enumerate(value if isinstance(value, list) else (), 1):
        id_ = item.get("id") if isinstance(item, dict) else getattr(item, "id", None)
        children.setdefault(str(id_) if isinstance(id_, str) else str(number), item)
    return children


def _child(value: Any, step: str) -> Any:
    """Return the child that a step leads to, or raise NoSuchPathError."""
    if isinstance(value, Record) and step in shapes(type(value)):
        return getattr(value, step, None)
    children = children_of(value)
    if step in children:
        return children[step]
    if isinstance(value, Mapping) and (first := _first_of(value, step)) is not None:
        return first
    names = shapes(type(value)) if isinstance(value, Record) else children
    raise NoSuchPathError(step, [name for name in names if name != "state" or isinstance(value, dict)])


def _first_of(node: Mapping, step: str) -> Node | None:
    """Return the first record of the list that a step stands for, or None."""
    items = node.get(FIRSTS[step].many) if step in FIRSTS else None
    return items[0] if type(items) is Sequence and items else None


def name_firsts(path: Iterable[str]) -> list[str]:
    """Return a path with *meetings › mote* as *meeting*, as most write it."""
    keys = [key for key in path if key]
    for name, (many, id_) in FIRSTS.items():
        for at in range(len(keys) - 2, -1, -1):
            if keys[at : at + 2] == [many, id_]:
                keys[at : at + 2] = [name]
    return keys


def lookup(record: Any, path: str) -> Any:
    """Return the value at a path through records, mappings and lists.

    What a record may hold but does not is None, and so is all that stands in it. Raise NoSuchPathError for a
    step that may not stand there.
    """
    value = record
    model: type[Record] | None = None
    for step in path.split("."):
        if value is None and model is not None:
            names = [name for name in model.model_fields if name != "state"]
            if step not in names:
                raise NoSuchPathError(step, names)
            model = shapes(model)[step].model
        else:
            model = shapes(type(value)).get(step, REPLACE).model if isinstance(value, Record) else None
            value = _child(value, step)
    return value


def walk(node: Node, *steps: str) -> Node:
    """Follow steps through nodes, as ``lookup`` does through records.

    Raise NoSuchPathError for a step that leads nowhere.
    """
    for step in steps:
        node = _child(node, step)
    return node


def walk_far(node: Node, *steps: str) -> Node:
    """Follow the steps of a path as far as they lead, and return the last node."""
    for step in steps:
        try:
            node = _child(node, step)
        except NoSuchPathError:
            break
    return node


def expand(record: Any, pattern: str) -> list[tuple[str, Any]]:
    """Return each path that a pattern with ``*`` stands for, with its value.

    Nothing is returned below an optional record that is left out.
    """
    matches: list[tuple[str, Any]] = [("", record)]
    for step in pattern.split("."):
        if step == "*":
            matches = [
                (f"{path}.{key}", child)
                for path, value in matches
                for key, child in children_of(value).items()
            ]
        else:
            matches = [
                (f"{path}.{step}" if path else step, getattr(value, step))
                for path, value in matches
                if isinstance(value, Record)
            ]
    return matches


def flatten_ids(matches: list[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each id by itself with its path.

    An id in a list has its number, from 1, added to the path. None and empty ids are left out.
    """
    for path, value in matches:
        if isinstance(value, list):
            yield from ((f"{path}.{number}", key) for number, key in enumerate(value, 1))
        elif value:
            yield path, value
