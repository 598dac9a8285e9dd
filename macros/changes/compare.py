"""Compare two readings of the data: every field that differs, by level.

Compared is what the editors wrote, before levels are merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from macros.changes.level_nodes import (
    LevelNodes,
    Path,
    declaring_model,
    field_shape,
    inner_shape,
    read_level,
)
from macros.problems import Place
from macros.records.assemble import model_of
from macros.records.base import Record
from macros.records.levels import LEVEL_KINDS, LevelName, Source
from macros.records.merging import Merging
from macros.records.shape import Shape, title_of
from macros.records.written import Mapping, Node, Scalar, Sequence

Sort = Literal["changed", "added", "removed", "moved"]
ORDER = "(ordning)"
"""The last part of the path of a change that moves records within a list."""
REMOVE = "-"
"""The sign before the id of an inherited record that a level removes."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path to a change: its key and its Swedish name.

    ``model`` and ``record`` are those of the record that stands there, if one does.
    """

    key: str
    title: str
    model: type[Record] | None = None
    record: Node | None = None


Trail = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One field or record that differs.

    ``level`` is None for the files that all share. ``path`` is where it is written, seen from the level.
    ``before`` and ``after`` are what applied: written there, or inherited.
    """

    level: LevelName | None
    path: Path
    sort: Sort
    place: Place
    trail: Trail = ()
    before: Node | None = None
    after: Node | None = None

    @property
    def kind(self) -> str:
        """The kind, or the level's own field, that it lies in; empty for a whole level."""
        return self.path[0] if self.path else ""


def compare(before: Source, after: Source) -> list[Change]:
    """Return every difference: shared files, agreements, areas, municipalities."""
    shared = LevelNodes(before.shared, before.shared), LevelNodes(after.shared, after.shared)
    changes = [*_Comparison(None, *shared).compare_level()]
    merging = Merging(before, []), Merging(after, [])
    for name in sorted(
        {*before.levels, *after.levels}, key=lambda name: (LEVEL_KINDS.index(name.kind), name)
    ):
        old, new = before.levels.get(name), after.levels.get(name)
        if name.area:
            changes += _compare_parts(name, (before, after), merging)
        elif old and new:
            nodes = read_level(before, old, merging[0]), read_level(after, new, merging[1])
            changes += _Comparison(name, *nodes).compare_level()
        elif new and name not in {*before.partial, *before.broken}:
            trail = (Step(name.slug, "", model_of(name), new.own),)
            changes.append(Change(name, (), "added", new.own.place, trail, after=new.own))
        elif old:
            trail = (Step(name.slug, "", model_of(name), old.own),)
            changes.append(Change(name, (), "removed", old.own.place, trail, before=old.own))
    return changes


def _compare_parts(
    name: LevelName, sources: tuple[Source, Source], merging: tuple[Merging, Merging]
) -> Iterator[Change]:
    """Yield the differences in what a municipality has of its own for an area.

    What is only in one of the sources is empty in the other. A whole new municipality is one change.
    """
    towns = [source.levels.get(name._replace(area="")) for source in sources]
    if all(towns):
        nodes = [
            LevelNodes(level.kinds, read_level(source, level, merged).applied)
            if level
            else LevelNodes({}, {})
            for source, merged in zip(sources, merging, strict=True)
            for level in [source.levels.get(name)]
        ]
        yield from _Comparison(name, *nodes).compare_level()


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Compares one level, or the shared files, as it was and as it is."""

    level: LevelName | None
    old: LevelNodes
    new: LevelNodes

    def compare_level(self) -> Iterator[Change]:
        """Yield the differences in all fields of the level."""
        old, new = self.old.written, self.new.written
        for key in merge_keys(list(old), list(new)):
            title = title_of(declaring_model(self.level, key), key) if self.level else key
            shape = field_shape(self.level, key)
            yield from self._compare_field((key,), shape, old.get(key), new.get(key), (Step(key, title),))

    def _compare_field(
        self, path: Path, shape: Shape, old: Node | None, new: Node | None, trail: Trail
    ) -> Iterator[Change]:
        """Yield the differences in and below one field."""
        if is_same(old, new):
            return
        if shape.how == "record":
            record = self.new.find(path) or self.old.find(path) or new or old
            trail = (*trail[:-1], replace(trail[-1], model=shape.model, record=record))
        if shape.how == "records":
            yield from self._compare_records(path, shape, old, new, trail)
        elif shape.how == "mapping" or (shape.how == "record" and self._is_on_both_sides(path, old, new)):
            yield from self._compare_mappings(path, shape, old, new, trail)
        else:
            yield self._make_change(path, old, new, trail)

    def _is_on_both_sides(self, path: Path, old: Node | None, new: Node | None) -> bool:
        """Report whether a record was there before and still is.

        Then its fields have changed, not the record itself.
        """
        before, after = old or self.old.find(path), new or self.new.find(path)
        return before is not None and after is not None

    def _compare_mappings(
        self, path: Path, shape: Shape, old: Node | None, new: Node | None, trail: Trail
    ) -> Iterator[Change]:
        """Yield the differences between two mappings, key by key."""
        before = old if isinstance(old, Mapping) else {}
        after = new if isinstance(new, Mapping) else {}
        for key in merge_keys(list(before), list(after)):
            title = title_of(shape.model, key) if shape.how == "record" and shape.model else key
            step = Step(key, "borttaget" if key == "remove" else title)
            inner = inner_shape(shape, key)
            if key != "id":
                yield from self._compare_field(
                    (*path, key), inner, before.get(key), after.get(key), (*trail, step)
                )

    def _compare_records(
        self, path: Path, shape: Shape, old: Node | None, new: Node | None, trail: Trail
    ) -> Iterator[Change]:
        """Yield the differences between two lists of records, matched by id."""
        before, after = records_by_id(old), records_by_id(new)
        item = Shape("record", shape.model)
        for key in merge_keys(list(before), list(after)):
            record_path = (*path, key)
            if not key.startswith(REMOVE):
                yield from self._compare_field(
                    record_path, item, before.get(key), after.get(key), (*trail, Step(key, ""))
                )
            elif (key in before) != (key in after):
                yield self._make_removal(record_path, item, trail, removed=key in after)
        kept_keys = [key for key in before if key in after], [key for key in after if key in before]
        if moved_keys := _find_moved(*kept_keys):
            names = (Step(key, "", shape.model, self.new.find((*path, key))) for key in moved_keys)
            yield Change(
                self.level, (*path, ORDER), "moved", after[moved_keys[0]].place, (*trail, *names), old, new
            )

    def _make_removal(self, path: Path, shape: Shape, trail: Trail, removed: bool) -> Change:
        """Return the change when a level begins or stops to remove an inherited record."""
        key = path[-1].removeprefix(REMOVE)
        before, after = (nodes.find((*path[:-1], key)) for nodes in (self.old, self.new))
        record = before if before is not None else after
        place = (self.new if removed else self.old).place(path[:-1])
        step = Step(key, "", shape.model, record)
        sort: Sort = "removed" if removed else "added"
        return Change(self.level, path, sort, place or Place("", 1), (*trail, step), before, after)

    def _make_change(self, path: Path, old: Node | None, new: Node | None, trail: Trail) -> Change:
        """Return the change of one whole value."""
        inherits = path[-1] != "remove"
        before = self.old.find(path) if old is None and inherits else old
        after = self.new.find(path) if new is None and inherits else new
        sort: Sort = "added" if before is None else "removed" if after is None else "changed"
        nodes, node = (self.new, new) if new is not None else (self.old, old)
        assert node is not None
        return Change(self.level, path, sort, nodes.place(path) or node.place, trail, before, after)


def is_same(node: Node | None, other: Node | None) -> bool:
    """Report whether two nodes have the same meaning.

    How a text is folded over lines does not count.
    """
    if isinstance(node, Scalar) and isinstance(other, Scalar):
        return node.split() == other.split()
    if isinstance(node, Sequence) and isinstance(other, Sequence):
        return len(node) == len(other) and all(map(is_same, node, other))
    if isinstance(node, Mapping) and isinstance(other, Mapping):
        return node.keys() == other.keys() and all(is_same(node[key], other[key]) for key in node)
    return node is None and other is None


def records_by_id(node: Node | None) -> dict[str, Mapping]:
    """Return the records of a list by their ids.

    A ``remove`` entry has ``REMOVE`` before its id.
    """
    records: dict[str, Mapping] = {}
    for item in node if isinstance(node, Sequence) else ():
        if isinstance(item, Mapping):
            for name, sign in (("id", ""), ("remove", REMOVE)):
                key = item.get(name)
                if isinstance(key, Scalar):
                    records.setdefault(sign + key.strip(), item)
    return records


def merge_keys(first: list[str], second: list[str]) -> list[str]:
    """Return the keys of two lists in one order.

    The second list keeps its order. A key that only the first has comes after the one that it followed
    there.
    """
    keys = list(second)
    for number, key in enumerate(first):
        if key not in second:
            predecessor = next(
                (candidate for candidate in reversed(first[:number]) if candidate in keys), None
            )
            keys.insert(keys.index(predecessor) + 1 if predecessor is not None else 0, key)
    return keys


def _find_moved(before: list[str], after: list[str]) -> list[str]:
    """Return the fewest records that must have moved to give the new order."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    unmoved = {key for block in blocks for key in after[block.b : block.b + block.size]}
    return [key for key in after if key not in unmoved]
