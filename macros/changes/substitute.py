"""The older data with only some of the changes made: what each of them does by itself."""

from __future__ import annotations

from collections.abc import Collection

from macros.changes.compare import ORDER, Change, Path, by_id, laid
from macros.changes.level_nodes import fields_of, shape_in, shape_in_record
from macros.problems import Place
from macros.records.levels import KIND_NAMES, SHARED, Level, LevelName, Source
from macros.records.nodes import Mapping, Node, Scalar, Sequence, new_mapping
from macros.records.shape import Shape


def substitute(before: Source, after: Source, chosen: Collection[Change]) -> Source:
    """Give the levels as they were before, but for the chosen changes."""
    wanted: dict[LevelName | None, set[Path]] = {}
    for change in chosen:
        wanted.setdefault(change.level, set()).add(change.path)
    made = Source(after.folder, dict(before.levels), shared=dict(before.shared), read=after.read)
    for name, paths in wanted.items():
        if name is None:
            _share(made, before, after, paths)
        elif () in paths:
            made.levels.pop(name, None)
            if name in after.levels:
                made.levels[name] = after.levels[name]
        else:
            made.levels[name] = _level(before.levels[name], after.levels[name], paths)
    return made


def _share(made: Source, before: Source, after: Source, paths: set[Path]) -> None:
    for name in SHARED:
        node = _node(shape_in(None, name), before.shared.get(name), after.shared.get(name), (name,), paths)
        if node is not None:
            made.shared[name] = node
        else:
            made.shared.pop(name, None)


def _level(before: Level, after: Level, paths: set[Path]) -> Level:
    old, new = fields_of(before), fields_of(after)
    own = new_mapping(before.own.place)
    own.keys_at = {**after.own.keys_at, **before.own.keys_at}
    kinds: dict[str, Node] = {}
    for key in laid(list(old), list(new)):
        node = _node(shape_in(before.name, key), old.get(key), new.get(key), (key,), paths)
        if node is not None:
            (kinds if key in KIND_NAMES else own)[key] = node
    state = own.get("state")
    own.state = str(state) if isinstance(state, Scalar) else None
    return Level(before.name, own, kinds)


def _node(shape: Shape, old: Node | None, new: Node | None, path: Path, paths: set[Path]) -> Node | None:
    """Give a field as it was, with what was chosen of and in it as it is now."""
    if path in paths:
        return new
    if not any(chosen[: len(path)] == path for chosen in paths):
        return old
    if shape.how == "records":
        return _records(shape, old, new, path, paths)
    return _fields(shape, old, new, path, paths)


def _fields(shape: Shape, old: Node | None, new: Node | None, path: Path, paths: set[Path]) -> Node | None:
    before = old if isinstance(old, Mapping) else None
    after = new if isinstance(new, Mapping) else None
    whole = before if before is not None else after
    result = new_mapping(whole.place if whole is not None else Place("", 1))
    for fields in (after, before):
        if fields is not None:
            result.keys_at.update(fields.keys_at)
    for key in laid(list(before or ()), list(after or ())):
        there = before.get(key) if before is not None else None
        here = after.get(key) if after is not None else None
        if key == "id":
            result[key] = there if there is not None else here  # type: ignore[assignment]
            continue
        node = _node(shape_in_record(shape, key), there, here, (*path, key), paths)
        if node is not None:
            result[key] = node
    return result if before is not None or result else None


def _records(shape: Shape, old: Node | None, new: Node | None, path: Path, paths: set[Path]) -> Node | None:
    before, after = by_id(old), by_id(new)
    old_keys, new_keys = list(before), list(after)
    moved = (*path, ORDER) in paths
    order = laid(old_keys, new_keys) if moved else laid(new_keys, old_keys)
    result = Sequence()
    whole = old if old is not None else new
    result.place = whole.place if whole is not None else Place("", 1)
    item = Shape("record", shape.model)
    for key in order:
        node = _node(item, before.get(key), after.get(key), (*path, key), paths)
        if node is not None:
            result.append(node)
    return result if old is not None or result else None
