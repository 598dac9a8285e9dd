"""Nodes: what a YAML file says, as text with places. Nothing is guessed."""

from typing import Any

from macros.problems import Place


class Scalar(str):
    """A piece of text with its place."""

    __slots__ = ("place",)
    place: Place


class Sequence(list["Node"]):
    """A list with its place."""

    __slots__ = ("place",)
    place: Place


class Mapping(dict[str, "Node"]):
    """Fields with their places.

    Edit them before they are assembled, not after: what is kept here follows no edit.
    ``keys_at`` holds each key's place; ``changed`` the place of the deepest change by a lower level;
    ``state`` the state that holds here, own or inherited; ``validated`` the record once validated from it,
    and its texts with placeholders or translations; ``merged`` what a record is where nothing stands above
    it, and the state of what holds it, which may differ between two versions that share the node.
    """

    __slots__ = ("changed", "keys_at", "merged", "place", "state", "validated")
    place: Place
    keys_at: dict[str, Place]
    changed: Place | None
    state: str | None
    validated: tuple[Any, list[Any]] | None
    merged: "tuple[str | None, Mapping] | None"


Node = Scalar | Sequence | Mapping


def new_mapping(place: Place) -> Mapping:
    """Make an empty mapping at a place."""
    node = Mapping()
    node.place, node.keys_at, node.changed, node.state = place, {}, None, None
    node.validated = node.merged = None
    return node


def without(record: Mapping, *names: str) -> Mapping:
    """Return a copy of a record without some of its fields.

    Where they stood is still known.
    """
    copy = new_mapping(record.place)
    copy.state = record.state
    copy.keys_at.update(record.keys_at)
    copy.update({key: value for key, value in record.items() if key not in names})
    return copy
