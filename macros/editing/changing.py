"""Change what a level says of a record: its fields, its place, or all of it."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from macros.editing.record_fields import Leaf
from macros.editing.targets import LevelView, Target, list_removed
from macros.editing.trees import Id, Steps, drop_empty, ensure_record, find, find_record, make_root, put_field
from macros.editing.written_levels import Files
from macros.exchange.yaml_lines import Tree
from macros.records.base import Record

_WHOLE_FILE = (
    "Den kommer från en högre nivå, och här i mappen {0} är varje post en fil. Skriv en fil "
    "{0}/remove.yaml med raden  - {1}"
)
Edits = Sequence[tuple[Leaf, Tree | None]]
"""Fields with their new values; None takes one away."""


class CannotChangeError(Exception):
    """A change cannot be made at this level; the message says why, in Swedish."""


def write_fields(files: Files, target: Target, level: LevelView, edits: Edits, resets: set[str]) -> Tree:
    """Return what a level's file is to say, with fields of a record changed.

    ``resets`` are the names of fields that are to come from the level above again.
    """
    tree = _copy(files, level)
    steps = level.home.steps
    above = _levels_above(target, level)
    kept = 0 if any(other.written is not None for other in above) else len(steps)
    for leaf, value in edits:
        holder = ensure_record(tree, (*steps, *leaf.steps[:-1]))
        _release(holder, leaf.steps[-1])
        if value is not None:
            _put(holder, leaf, value)
        else:
            _take_away(holder, leaf, any(_writes(other, leaf.steps) for other in above))
        drop_empty(tree, (*steps, *leaf.steps[:-1]), kept)
    for name in resets:
        leaf_steps = tuple(name.split("."))
        own = find_record(tree, (*steps, *leaf_steps[:-1]))
        if own is not None:
            _release(own, leaf_steps[-1])
            _drop(own, leaf_steps[-1], target.model)
            drop_empty(tree, (*steps, *leaf_steps[:-1]), kept)
    return tree


def _copy(files: Files, level: LevelView) -> Tree:
    return make_root(copy.deepcopy(files.tree(level.home.file)), level.home.steps)


def _levels_above(target: Target, level: LevelView) -> tuple[LevelView, ...]:
    return target.levels[: target.levels.index(level)]


def _writes(level: LevelView, steps: Steps) -> bool:
    holder = find_record(level.written, steps[:-1])
    return holder is not None and steps[-1] in holder


def _put(holder: dict[str, Tree], leaf: Leaf, value: Tree) -> None:
    """Give a field its value, under the name for a single one where it has one."""
    name = leaf.steps[-1]
    order = _order_fields(leaf.model)
    single = next((key for key, many in leaf.model.singular.items() if many == name), None)
    if single and isinstance(value, list) and len(value) == 1 and name not in holder:
        put_field(holder, single, value[0], order)
        return
    if single in holder:
        renamed = {name if key == single else key: old for key, old in holder.items()}
        holder.clear()
        holder.update(renamed)
    put_field(holder, name, value, order)


def _order_fields(model: type[Record]) -> list[str]:
    """Return a class's fields as files order them, singular names too."""
    singles = {many: single for single, many in model.singular.items()}
    fields = dict.fromkeys(["id", "state", *model.model_fields])
    return [name for field in fields for name in (singles.get(field), field) if name]


def _take_away(holder: dict[str, Tree], leaf: Leaf, is_above: bool) -> None:
    """Take a field away: its line, or what a level above says."""
    name = leaf.steps[-1]
    _drop(holder, name, leaf.model)
    if is_above:
        holder["remove"] = [*list_removed(holder), name]


def _drop(holder: dict[str, Tree], name: str, model: type[Record]) -> None:
    for key in (name, *(single for single, many in model.singular.items() if many == name)):
        holder.pop(key, None)


def _release(holder: dict[str, Tree], name: str) -> None:
    """Take away nothing of a field any more."""
    if name in (removed := list_removed(holder)):
        left: list[Tree] = [other for other in removed if other != name]
        if left:
            holder["remove"] = left
        else:
            del holder["remove"]


def add_record(files: Files, target: Target, level: LevelView, edits: Edits, at: int) -> Tree:
    """Return what a level's file is to say with a new record in its list.

    ``at`` is its number among those beside it. Other than the last it stands there by its lines, or by the
    word ``before`` or ``after`` where some of the list is written at another level.
    """
    tree = _copy(files, level)
    record = ensure_record(tree, level.home.steps)
    for leaf, value in edits:
        if value is not None:
            holder = ensure_record(record, leaf.steps[:-1])
            _put(holder, leaf, value)
    siblings = target.siblings or ()
    if at < len(siblings):
        *above, last = level.home.steps
        others = (other.home for other in target.levels if other is not level)
        is_whole = not any(find(files.tree(home.file), home.steps[:-1]) for home in others)
        items = find(tree, above)
        assert isinstance(items, list)
        if not (is_whole and _place_among(items, str(last), siblings[at], is_before=True)):
            record["after" if at else "before"] = siblings[at - 1 if at else 0]
    return tree


def _place_among(items: list[Tree], name: str, neighbour: str, *, is_before: bool) -> bool:
    """Move an item beside another; report whether its place follows from that."""
    ids = [item.get("id") if isinstance(item, dict) else None for item in items]
    if name not in ids or neighbour not in ids or _is_ordered(items):
        return False
    item = items.pop(ids.index(name))
    ids.remove(name)
    items.insert(ids.index(neighbour) + (not is_before), item)
    return True


def remove_record(files: Files, target: Target, level: LevelView) -> Tree:
    """Return what a level's file is to say without a record.

    Nothing is left where the record is all of the file. One that a level above writes is taken away by the
    word ``remove``.
    """
    tree = _copy(files, level)
    is_above = any(other.written is not None for other in _levels_above(target, level))
    if not level.home.steps:
        if is_above:
            raise CannotChangeError(_WHOLE_FILE.format(level.home.file.parent.as_posix(), target.steps[-1]))
        return {}
    *above, last = level.home.steps
    record = find(tree, level.home.steps)
    holder = find(tree, above)
    if isinstance(last, Id):
        if holder is None:
            holder = _ensure_list(tree, above)
        assert isinstance(holder, list)
        place = holder.index(record) if record is not None else len(holder)
        holder[place : place + 1] = [{"remove": str(last)}] if is_above else []
        return tree
    mapping = ensure_record(tree, above)
    mapping.pop(last, None)
    if is_above:
        mapping["remove"] = [*list_removed(mapping), last]
    return tree


def _ensure_list(tree: Tree, steps: Sequence[str]) -> list[Tree]:
    if not steps:
        assert isinstance(tree, list)
        return tree
    holder = ensure_record(tree, steps[:-1])
    items: list[Tree] = []
    put_field(holder, steps[-1], items, [])
    return items


def move_record(files: Files, target: Target, level: LevelView, *, up: bool) -> Tree:
    """Return what a level's file is to say with a record one place up or down.

    In the list that it is written in its lines move. From below it says which one it stands before or after.
    """
    tree = _copy(files, level)
    siblings = target.siblings or ()
    place = siblings.index(target.steps[-1])
    if not 0 <= place + (-1 if up else 1) < len(siblings):
        raise CannotChangeError("Posten står redan ytterst i listan.")
    neighbour = siblings[place + (-1 if up else 1)]
    *above, last = level.home.steps
    holder = find(tree, above)
    items = holder if isinstance(holder, list) else []
    is_above = any(other.written is not None for other in _levels_above(target, level))
    if not is_above and _place_among(items, str(last), neighbour, is_before=up):
        return tree
    record = ensure_record(tree, level.home.steps)
    record.pop("before", None)
    record.pop("after", None)
    record["before" if up else "after"] = neighbour
    return tree


def _is_ordered(items: Sequence[Tree]) -> bool:
    """Report whether some item says what it stands before or after."""
    return any(isinstance(item, dict) and {"before", "after"} & item.keys() for item in items)
