"""List every value that the data folder holds, with its level, path and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from macros.changes.compare import Change, Step, Trail
from macros.changes.level_nodes import LevelNodes, Path, declaring_model, field_shape, inner_shape, read_level
from macros.records.levels import LevelName, Source
from macros.records.merging import Merging
from macros.records.shape import Shape, title_of
from macros.records.written import Mapping, Node, Scalar, Sequence


def list_values(source: Source) -> Iterator[Change]:
    """Yield each value of a data folder, as a change would name it.

    ``before`` and ``after`` are both the value.
    """
    yield from _Lister(None, LevelNodes(source.shared, source.shared)).list_level()
    merging = Merging(source, [])
    for name, level in sorted(source.levels.items()):
        nodes = read_level(source, level, merging)
        if name.area:  # a part of the municipality's file: its own fields are the municipality's
            nodes = LevelNodes(level.kinds, nodes.applied)
        yield from _Lister(name, nodes).list_level()


@dataclass(frozen=True, slots=True)
class _Lister:
    """Lists the values of one level, or of the files that all share."""

    level: LevelName | None
    nodes: LevelNodes

    def list_level(self) -> Iterator[Change]:
        """Yield the values of all fields of the level."""
        for key, node in self.nodes.written.items():
            title = title_of(declaring_model(self.level, key), key) if self.level else key
            yield from self._list_node((key,), field_shape(self.level, key), node, (Step(key, title),))

    def _list_node(self, path: Path, shape: Shape, node: Node, trail: Trail) -> Iterator[Change]:
        """Yield the values in and below one field."""
        if isinstance(node, Scalar):
            yield Change(self.level, path, "changed", node.place, trail, node, node)
            return
        if shape.how == "record":
            record = self.nodes.find(path) or node
            trail = (*trail[:-1], replace(trail[-1], model=shape.model, record=record))
        for key, child, inner, title in _list_children(node, shape):
            yield from self._list_node((*path, key), inner, child, (*trail, Step(key, title)))


def _list_children(node: Mapping | Sequence, shape: Shape) -> Iterator[tuple[str, Node, Shape, str]]:
    """Yield what stands in a node: key, value, shape and Swedish name."""
    if isinstance(node, Mapping):
        model = shape.model if shape.how == "record" else None
        for key, child in node.items():
            yield key, child, inner_shape(shape, key), title_of(model, key) if model else key
        return
    for number, child in enumerate(node, 1):
        id_ = child.get("id") if isinstance(child, Mapping) else None
        name = id_.strip() if isinstance(id_, Scalar) else str(number)
        yield name, child, Shape("record", shape.model) if shape.model else shape, ""
