"""What a level holds and inherits, as nodes: the shapes of its fields, and what applies at it."""

from __future__ import annotations

from collections.abc import Mapping as Map
from typing import Any

from macros.problems import Place
from macros.records.accessibility import Accessibility
from macros.records.agreement import Agreement
from macros.records.base import Record
from macros.records.kinds import Kinds
from macros.records.levels import KIND_NAMES, Level, LevelKind, LevelName, Source
from macros.records.merging import Merging
from macros.records.municipality import Area, Municipality
from macros.records.nodes import Mapping, Node
from macros.records.path import NoSuchPathError, walk
from macros.records.shape import REPLACE, Shape, shapes
from macros.records.site import Site
from macros.records.term import GlossaryTerm, Law

MODELS: dict[LevelKind, type[Agreement] | type[Area] | type[Municipality]] = {
    "agreements": Agreement,
    "areas": Area,
    "municipalities": Municipality,
}
SHARED_SHAPES = {
    "site": Shape("record", Site),
    "glossary": Shape("records", GlossaryTerm),
    "laws": Shape("records", Law),
    "accessibility": Shape("record", Accessibility),
}


def holder(level: LevelName, key: str) -> type[Record]:
    """Give the record class that declares a field of a level: its own, or one of the kinds."""
    return Kinds if key in KIND_NAMES else MODELS[level.kind]


def shape_in(level: LevelName | None, key: str) -> Shape:
    """Give the shape of a level's field, or of one of the files that all share."""
    if level is None:
        return SHARED_SHAPES[key]
    return shapes(holder(level, key)).get(key, REPLACE)


def shape_in_record(shape: Shape, key: str) -> Shape:
    """Give the shape of what stands under a key of a record, or of a mapping of records."""
    if shape.how == "mapping":
        return Shape("record", shape.model)
    return shapes(shape.model).get(key, REPLACE) if shape.model else REPLACE


def fields_of(level: Level) -> dict[str, Node]:
    """Give all that a level says: its own fields, and the kinds it holds."""
    return {**level.own, **level.kinds}


class Lines:
    """What is written at one level, and what applies there when the levels above are laid under it."""

    def __init__(self, fields: Map[str, Node], merged: Map[str, Node] | None = None) -> None:
        """Take what is written, and what applies (the same, where nothing is inherited)."""
        self.fields = fields
        self.merged = fields if merged is None else merged

    def find(self, path: tuple[str, ...]) -> Node | None:
        """Give what applies at a path, or None."""
        return _walked(self.merged, path)

    def written(self, path: tuple[str, ...]) -> Place | None:
        """Give the place of what this level itself writes at a path."""
        node = _walked(self.fields, path)
        return node.place if node is not None else None

    def key_place(self, path: tuple[str, ...]) -> Place | None:
        """Give the place of the field's name, where the field stands in a record of this level."""
        parent = _walked(self.fields, path[:-1]) if len(path) > 1 else None
        return parent.keys_at.get(path[-1]) if isinstance(parent, Mapping) else None


def _walked(fields: Map[str, Node], path: tuple[str, ...]) -> Node | None:
    if not path or path[0] not in fields:
        return None
    try:
        return walk(fields[path[0]], *path[1:])
    except NoSuchPathError:
        return None


class Above:
    """What applies at each level of a source: its chain merged, kind by kind, when it is asked for."""

    def __init__(self, source: Source) -> None:
        """Begin with nothing merged."""
        self.source = source
        self.merging = Merging(source, [])

    def at(self, name: LevelName) -> Lines:
        """Give what is written and what applies at a level."""
        level = self.source.levels[name]
        chain = chain_of(self.source, level)
        return Lines(fields_of(level), _Merged(level, chain, self.merging))


class _Merged(dict[str, Any]):
    """The fields that apply at a level; a kind is merged the first time it is looked up."""

    def __init__(self, level: Level, chain: tuple[Level, ...], merging: Merging) -> None:
        super().__init__(level.own)
        self.merging = merging
        self.holders = {
            kind: tuple(level.name for level in chain if kind in level.kinds) for kind in KIND_NAMES
        }

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or bool(self.holders.get(str(key)))

    def __missing__(self, key: str) -> Node:
        node = self.merging.node((key, self.holders[key]))
        self[key] = node
        return node


def chain_of(source: Source, level: Level) -> tuple[Level, ...]:
    """Give a level with those above it, the highest first."""
    parents: dict[LevelKind, LevelKind] = {"municipalities": "areas", "areas": "agreements"}
    kind = parents.get(level.name.kind)
    parent = source.levels.get(LevelName(kind, level.parent)) if kind else None
    return (*chain_of(source, parent), level) if parent is not None else (level,)
