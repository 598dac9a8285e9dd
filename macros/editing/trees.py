"""Find, make and take away values in what a file says."""

from __future__ import annotations

from collections.abc import Sequence

from macros.exchange.yaml_lines import Tree


class Id(str):
    """A step to an item in a list: its id."""

    __slots__ = ()


Steps = tuple[str, ...]
"""A way down through fields, keys and the ids of items."""


def find(tree: Tree | None, steps: Sequence[str]) -> Tree | None:
    """Return the value that steps lead to, or None."""
    for step in steps:
        if isinstance(step, Id):
            items = tree if isinstance(tree, list) else []
            tree = next((item for item in items if isinstance(item, dict) and item.get("id") == step), None)
        else:
            tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def find_record(tree: Tree | None, steps: Sequence[str]) -> dict[str, Tree] | None:
    """Return the record that steps lead to; None where none is written."""
    record = find(tree, steps)
    return record if isinstance(record, dict) else None


def make_root(tree: Tree | None, steps: Sequence[str]) -> Tree:
    """Return what a file says, or what an empty one is to begin with."""
    if tree:
        return tree
    return [] if steps and isinstance(steps[0], Id) else {}


def ensure_record(tree: Tree, steps: Sequence[str]) -> dict[str, Tree]:
    """Return the record that steps lead to, made with all around it where missing.

    A made item of a list has only its id: it changes the one above.
    """
    for step, after in zip(steps, [*steps, ""][1:], strict=True):
        found = find(tree, [step])
        if isinstance(step, Id):
            assert isinstance(tree, list)
            if found is None:
                found = {"id": str(step)}
                tree.append(found)
        else:
            assert isinstance(tree, dict)
            if not isinstance(found, list if isinstance(after, Id) else dict):
                found = [] if isinstance(after, Id) else {}
                tree[step] = found
        assert found is not None
        tree = found
    assert isinstance(tree, dict)
    return tree


def put_field(record: dict[str, Tree], name: str, value: Tree, order: Sequence[str]) -> None:
    """Give a field a value; a new one takes its place in the order."""
    if name in record:
        record[name] = value
        return
    before = set(order[: order.index(name)]) if name in order else set(record)
    keys = list(record)
    at = max((number + 1 for number, key in enumerate(keys) if key in before), default=0)
    items = list(record.items())
    items.insert(at, (name, value))
    record.clear()
    record.update(items)


def drop_empty(tree: Tree, steps: Sequence[str], kept: int) -> None:
    """Take away the record at some steps where it says nothing, and what only held it.

    What the first ``kept`` steps lead to stays: a record that no level above has may say nothing but its id.
    """
    for at in range(len(steps), kept, -1):
        value, holder, step = find(tree, steps[:at]), find(tree, steps[: at - 1]), steps[at - 1]
        empty = (isinstance(value, dict | list) and not value) or (
            isinstance(step, Id) and isinstance(value, dict) and value.keys() == {"id"}
        )
        if not empty:
            return
        if isinstance(holder, list) and value is not None:
            holder.remove(value)
        elif isinstance(holder, dict):
            del holder[step]
