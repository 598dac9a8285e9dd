"""Find the items of a changed list among the old ones, and put lines in order."""

from __future__ import annotations

from collections.abc import Sequence as Several
from typing import NamedTuple

from macros.exchange.yaml_lines import Tree


class Entry(NamedTuple):
    """The lines of an item, and what stands between it and the one before."""

    gap: str
    lines: str


def align_items(before: Several[Tree], after: Several[Tree]) -> list[int | None]:
    """Return for each new item the number of the old one that it comes from, or None.

    Records are known by their id, others by being equal. What is left over on both sides is taken to have
    been changed, in order.
    """
    names = [_name_item(item) for item in before]
    origins: list[int | None] = []
    taken: set[int] = set()
    for item in after:
        name = _name_item(item)
        found = next((at for at, other in enumerate(names) if other == name and at not in taken), None)
        origins.append(found)
        taken |= {found} if found is not None else set()
    left = [at for at in range(len(before)) if at not in taken]
    for at, item in enumerate(after):
        akin = [old for old in left if origins[at] is None and _are_akin(before[old], item)]
        if akin:
            origins[at] = akin[0]
            left.remove(akin[0])
    return origins


def _are_akin(before: Tree, after: Tree) -> bool:
    """Report whether one item may be another changed: no record, or one with a new id."""
    if isinstance(before, dict) and isinstance(after, dict):
        return any(before[field] == value for field, value in after.items() if field in before)
    return not isinstance(before, dict) and not isinstance(after, dict)


def _name_item(item: Tree) -> tuple[str, str]:
    """Return what an item is known by: its id, what it removes, or all of it."""
    if isinstance(item, dict):
        for field in ("id", "remove"):
            if isinstance(name := item.get(field), str):
                return field, name
    return "value", repr(item)


def arrange(old: dict[int, Entry], new: dict[int, str], origins: Several[int | None], gap: str) -> str:
    """Return the lines of a list: old entries by number, new ones by place.

    What stands between items, such as a heading, stays where it is; items move past it. ``gap`` comes before
    a new item.
    """
    slots: list[tuple[str | None, int]] = [(old[at].gap, at) for at in sorted(old)]
    where = {origin: place for place, origin in enumerate(origins) if origin is not None}
    slots = [
        (None if number == 0 and not before else before, where[at])
        for number, (before, at) in enumerate(slots)
    ]
    for place in sorted(new):
        earlier = next((at for at, slot in enumerate(slots) if slot[1] == place - 1), -1)
        slots.insert(earlier + 1, (gap, place))
    lines = {place: old[at].lines for at, place in where.items()} | new
    gaps = [gap if before is None else before for before, _ in slots]
    gaps[:1] = [gaps[0] if gaps and gaps[0].strip() else ""]
    return "".join(before + lines[place] for place, before in enumerate(gaps))
