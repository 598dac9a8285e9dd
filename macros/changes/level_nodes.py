"""The nodes that a level writes and those that apply there, with their shapes."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass

from macros.problems import Place
from macros.records.assemble import SHARED_SHAPES, model_of
from macros.records.base import Record
from macros.records.chains import climb
from macros.records.kinds import KIND_NAMES, Kinds
from macros.records.levels import Level, LevelName, Source
from macros.records.merging import Merging
from macros.records.path import NoSuchPathError, walk
from macros.records.shape import REPLACE, Shape, shapes
from macros.records.written import Mapping, Node

Path = tuple[str, ...]


def declaring_model(level: LevelName, key: str) -> type[Record]:
    """Return the record class that declares a field of a level.

    That is the level's own class, or ``Kinds``.
    """
    return Kinds if key in KIND_NAMES else model_of(level)


def field_shape(level: LevelName | None, key: str) -> Shape:
    """Return the shape of a level's field, or of one of the files that all share."""
    return SHARED_SHAPES[key] if level is None else shapes(declaring_model(level, key)).get(key, REPLACE)


def inner_shape(shape: Shape, key: str) -> Shape:
    """Return the shape of a record's field, or of a value in a mapping of records."""
    if shape.how == "mapping":
        return Shape("record", shape.model)
    return shapes(shape.model).get(key, REPLACE) if shape.model else REPLACE


@dataclass(frozen=True, slots=True)
class LevelNodes:
    """What a level writes, and what applies there with the levels above merged in."""

    written: Map[str, Node]
    applied: Map[str, Node]

    def find(self, path: Path) -> Node | None:
        """Return what applies at a path, or None."""
        return _find(self.applied, path)

    def place(self, path: Path) -> Place | None:
        """Return where this level writes a field, or None if it does not.

        In a record that is the place of the field's name.
        """
        node, parent = _find(self.written, path), _find(self.written, path[:-1])
        if isinstance(parent, Mapping) and path[-1] in parent.keys_at:
            return parent.keys_at[path[-1]]
        return node.place if node is not None else None


def _find(fields: Map[str, Node], path: Path) -> Node | None:
    """Return the node at a path, or None."""
    if not path or path[0] not in fields:
        return None
    try:
        return walk(fields[path[0]], *path[1:])
    except NoSuchPathError:
        return None


def read_level(source: Source, level: Level, merging: Merging) -> LevelNodes:
    """Return the nodes of a level.

    ``merging`` is the one of the same source.
    """
    applied = dict(level.own)
    chain = climb(source, level)
    for kind in KIND_NAMES:
        if holders := tuple(above.name for above in chain if kind in above.kinds):
            applied[kind] = merging.node((kind, holders))
    return LevelNodes({**level.own, **level.kinds}, applied)
