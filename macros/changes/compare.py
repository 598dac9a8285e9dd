"""What differs between two readings, level by level and field by field, as the editor wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from macros.changes.level_nodes import Above, Lines, fields_of, holder, shape_in, shape_in_record
from macros.problems import Place
from macros.records.base import Record
from macros.records.levels import LEVEL_KINDS, SHARED, LevelName, Source
from macros.records.nodes import Mapping, Node, Scalar, Sequence, new_mapping
from macros.records.shape import Shape, title_of

Sort = Literal["changed", "added", "removed", "moved"]
Path = tuple[str, ...]
ORDER = "(ordning)"
"""The last step of a change that moves records within a list."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to what changed: its key, its Swedish name, and the record there, if it is one."""

    key: str
    title: str
    model: type[Record] | None = None
    record: Node | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field or record that differs. ``before`` and ``after`` are what applied: written, or inherited.

    ``path`` is where it is written, seen from the level; ``level`` is None for what all share.
    """

    level: LevelName | None
    path: Path
    sort: Sort
    place: Place
    trail: tuple[Step, ...] = ()
    before: Node | None = None
    after: Node | None = None

    @property
    def kind(self) -> str:
        """The kind, or the level's own field, that it lies in."""
        return self.path[0] if self.path else ""

    @property
    def files(self) -> set[str]:
        """The files that it is written in."""
        places = [self.place, *(node.place for node in (self.before, self.after) if node is not None)]
        return {place.file for place in places}


def compare(before: Source, after: Source) -> list[Change]:
    """Give every difference: what all share first, then agreements, areas, municipalities."""
    found: list[Change] = []
    for name in SHARED:
        old, new = before.shared.get(name), after.shared.get(name)
        walk = _Walk(None, Lines(before.shared), Lines(after.shared))
        found += walk.below((name,), shape_in(None, name), old, new, (Step(name, name),))
    names = sorted({*before.levels, *after.levels}, key=lambda name: (LEVEL_KINDS.index(name.kind), name))
    above = Above(before), Above(after)
    for level in names:
        if level in before.levels and level in after.levels:
            walk = _Walk(level, above[0].at(level), above[1].at(level))
            old_fields, new_fields = fields_of(before.levels[level]), fields_of(after.levels[level])
            for key in laid(list(old_fields), list(new_fields)):
                step = Step(key, title_of(holder(level, key), key))
                found += walk.below(
                    (key,), shape_in(level, key), old_fields.get(key), new_fields.get(key), (step,)
                )
        elif level in after.levels and level not in {*before.partial, *before.broken}:
            found.append(
                Change(level, (), "added", after.levels[level].own.place, after=after.levels[level].own)
            )
        elif level in before.levels and level not in after.levels:
            own = before.levels[level].own
            found.append(Change(level, (), "removed", own.place, before=own))
    return found


class _Walk:
    """Goes through one level, with what applied there before and after."""

    def __init__(self, level: LevelName | None, before: Lines, after: Lines) -> None:
        self.level = level
        self.applied = before, after

    def below(
        self, path: Path, shape: Shape, old: Node | None, new: Node | None, trail: tuple[Step, ...]
    ) -> Iterator[Change]:
        """Give the differences in and below one field."""
        if same(old, new):
            return
        if shape.how == "records":
            yield from self._records(path, shape, old, new, trail)
        elif shape.how == "mapping" or (shape.how == "record" and self._goes_on(path, old, new)):
            yield from self._fields(path, shape, old, new, trail)
        else:
            yield self._leaf(path, shape, old, new, trail)

    def _goes_on(self, path: Path, old: Node | None, new: Node | None) -> bool:
        """Tell whether a record was there before and still is: then its fields changed, not it itself."""
        was = old is not None or self.applied[0].find(path) is not None
        still = new is not None or self.applied[1].find(path) is not None
        return was and still

    def _fields(
        self, path: Path, shape: Shape, old: Node | None, new: Node | None, trail: tuple[Step, ...]
    ) -> Iterator[Change]:
        before, after = _mapping(old, new), _mapping(new, old)
        trail = self._named(path, shape, trail)
        for key in laid(list(before), list(after)):
            if key == "id":
                continue
            inner = shape_in_record(shape, key)
            title = title_of(shape.model, key) if shape.how == "record" and shape.model else key
            if key == "remove":
                title = "borttaget"
            yield from self.below(
                (*path, key), inner, before.get(key), after.get(key), (*trail, Step(key, title))
            )

    def _named(self, path: Path, shape: Shape, trail: tuple[Step, ...]) -> tuple[Step, ...]:
        """Give the trail, its last step with the record that stands there."""
        if shape.how != "record":
            return trail
        here = self.applied[1].find(path) or self.applied[0].find(path)
        last = trail[-1]
        return (*trail[:-1], Step(last.key, last.title, shape.model, here))

    def _records(
        self, path: Path, shape: Shape, old: Node | None, new: Node | None, trail: tuple[Step, ...]
    ) -> Iterator[Change]:
        before, after = by_id(old), by_id(new)
        item = Shape("record", shape.model)
        for key in laid(list(before), list(after)):
            step = Step(key.lstrip("-"), "")
            if key.startswith("-"):
                if (key in before) != (key in after):
                    yield self._order_to_remove((*path, key), item, (*trail, step), added=key in after)
            else:
                yield from self.below((*path, key), item, before.get(key), after.get(key), (*trail, step))
        if moved := _moved([key for key in before if key in after], [key for key in after if key in before]):
            names = tuple(Step(key, "", shape.model, self.applied[1].find((*path, key))) for key in moved)
            place = after[moved[0]].place
            yield Change(self.level, (*path, ORDER), "moved", place, (*trail, *names), old, new)

    def _order_to_remove(self, path: Path, shape: Shape, trail: tuple[Step, ...], added: bool) -> Change:
        """Tell of a record of a higher level that this one takes away, or no longer does."""
        real = (*path[:-1], path[-1].removeprefix("-"))
        before, after = self.applied[0].find(real), self.applied[1].find(real)
        there = before if before is not None else after
        step = Step(real[-1], "", shape.model, there)
        place = (there.place if there is not None else None) or Place("", 1)
        own = self.applied[1 if added else 0].written(path[:-1])
        return Change(
            self.level,
            path,
            "removed" if added else "added",
            own or place,
            (*trail[:-1], step),
            before,
            after,
        )

    def _leaf(
        self, path: Path, shape: Shape, old: Node | None, new: Node | None, trail: tuple[Step, ...]
    ) -> Change:
        before = self.applied[0].find(path) if path[-1] != "remove" else old
        after = self.applied[1].find(path) if path[-1] != "remove" else new
        before, after = (before if old is None else old), (after if new is None else new)
        sort: Sort = "added" if before is None else "removed" if after is None else "changed"
        if shape.how == "record":
            last = trail[-1]
            there = self.applied[1 if new is not None else 0].find(path) or new or old
            trail = (*trail[:-1], Step(last.key, last.title, shape.model, there))
        written = new if new is not None else old
        assert written is not None
        place = self.applied[1 if new is not None else 0].key_place(path) or written.place
        return Change(self.level, path, sort, place, trail, before, after)


def same(one: Node | None, other: Node | None) -> bool:
    """Tell whether two nodes say the same. How a text is folded over lines is not what it says."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one == other or one.split() == other.split()
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return one is None and other is None


def by_id(node: Node | None) -> dict[str, Mapping]:
    """Give the records of a list by their ids; an order to remove one by its id with a hyphen before."""
    found: dict[str, Mapping] = {}
    for item in node if isinstance(node, Sequence) else ():
        if isinstance(item, Mapping):
            key = item.get("id")
            order = item.get("remove")
            if isinstance(key, Scalar):
                found[key.strip()] = item
            elif isinstance(order, Scalar):
                found[f"-{order.strip()}"] = item
    return found


def _mapping(node: Node | None, other: Node | None) -> Mapping:
    if isinstance(node, Mapping):
        return node
    return new_mapping(other.place if other is not None else Place("", 1))


def laid(first: list[str], second: list[str]) -> list[str]:
    """Give all keys of two lists: the second's, and each that only the first has after what it followed."""
    result = list(second)
    for number, key in enumerate(first):
        if key not in second:
            before = next((k for k in reversed(first[:number]) if k in result), None)
            result.insert(result.index(before) + 1 if before is not None else 0, key)
    return result


def _moved(before: list[str], after: list[str]) -> list[str]:
    """Name the fewest records that must have moved to give the new order."""
    if before == after:
        return []
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = {key for block in blocks for key in after[block.b : block.b + block.size]}
    return [key for key in after if key not in stayed]
