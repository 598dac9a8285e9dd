"""On which pages and sheets, in which municipalities, a reader sees that the data has changed.

Exact: everything that can have changed is drawn as it was and as it is, and compared. Each change is then
made alone in the older data, to tell what of it is seen where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from macros.changes.compare import Change
from macros.changes.level_nodes import chain_of, holder, shape_in, shape_in_record
from macros.changes.shown import Item, Shown, differs
from macros.changes.snapshot import Reading, made_of, mended
from macros.changes.substitute import substitute
from macros.records.base import Record
from macros.records.levels import LevelName, Source

Tell = Callable[[int, int, str], None]

FEW = 24
"""So many changes are tried one by one; more than that are tried record by record, or file by file."""
DRAWINGS = 6000
"""So many things are drawn at most to tell the changes apart."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Some changes that belong together, and what shows them."""

    changes: tuple[Change, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """All changes and all that they show on.

    ``effects`` tell them apart as far as that went; ``together`` is what only shows when several are made.
    ``framed`` are municipalities in which what stands around every page has changed: a name, a title in the
    register. ``before`` and ``after`` know the titles.
    """

    before: Shown
    after: Shown
    effects: tuple[Effect, ...]
    items: tuple[Item, ...]
    together: tuple[Item, ...] = ()
    framed: tuple[str, ...] = ()
    older: bool = False
    """Whether the older data was of an older format, so that not all of it could be drawn as it was."""

    def title(self, item: Item) -> str:
        """Call a thing what it is called now, or was called when it was there."""
        there = item in self.after.items(item.municipality)
        return (self.after if there else self.before).title(item)


@dataclass(slots=True)
class _Trial:
    """The older shelf, and what differs in it when some changes are made."""

    old: Reading
    new: Reading
    before: Shown
    tell: Tell

    def items(self, changes: Sequence[Change], wanted: Iterable[Item]) -> tuple[Item, ...] | None:
        """Give what differs of the wanted when only these are made; None when they cannot stand alone."""
        reading = made_of(substitute(self.old.source, self.new.source, changes), self.new.shelf.today)
        if reading.faulty:
            return None
        shown = Shown(reading.shelf)
        return tuple(item for item in wanted if differs(self.before, shown, item))


def reach(old: Reading, new: Reading, changes: Sequence[Change], tell: Tell = lambda *_: None) -> Reach:
    """Tell what the changes show on, when all of them are made and each by itself."""
    whole = _of_todays_format(old, new, changes)
    older = whole is not old or whole.faulty
    before = Shown(mended(whole.shelf, new.shelf) if whole.faulty else whole.shelf)
    after = Shown(new.shelf)
    slugs = sorted(_touched(whole.source, new.source, changes))
    found: list[Item] = []
    for number, slug in enumerate(["", *slugs]):
        tell(number, len(slugs) + 1, slug or "gemensamma sidor")
        found += (item for item in _all(before, after, slug) if differs(before, after, item))
    framed = tuple(
        slug for slug in slugs if _both(before, after, slug) and before.frame(slug) != after.frame(slug)
    )
    if whole.faulty:
        return Reach(before, after, (Effect(tuple(changes), tuple(found)),), tuple(found), (), framed, older)
    effects, together = _told_apart(_Trial(whole, new, before, tell), changes, found)
    return Reach(before, after, effects, tuple(found), together, framed, older)


def _both(before: Shown, after: Shown, slug: str) -> bool:
    return slug in before.shelf.binders and slug in after.shelf.binders


def _all(before: Shown, after: Shown, slug: str) -> Iterator[Item]:
    now = after.items(slug)
    yield from now
    yield from (item for item in before.items(slug) if item not in set(now))


def _touched(before: Source, after: Source, changes: Iterable[Change]) -> set[str]:
    """Name the municipalities whose binders are made of something that changed."""
    levels = {change.level for change in changes}
    found = set()
    for source in (before, after):
        for town in source.of("municipalities"):
            chain = {level.name for level in chain_of(source, town)}
            if None in levels or chain & levels:
                found.add(town.name.slug)
    return found


def _of_todays_format(old: Reading, new: Reading, changes: Sequence[Change]) -> Reading:
    """Give older data the fields that today's format asks for, and take away those that it has not."""
    if not old.problems:
        return old
    formal = [change for change in changes if _is_formal(change)]
    made = made_of(substitute(old.source, new.source, formal), new.shelf.today) if formal else old
    return made if len(made.problems) < len(old.problems) else old


def _is_formal(change: Change) -> bool:
    """Tell whether a change only follows the format: a required field came, or a field went."""
    if not change.path or change.sort not in {"added", "removed"}:
        return False
    model = _holder(change)
    info = model.model_fields.get(change.path[-1]) if model is not None else None
    if change.sort == "added":
        return info is not None and info.is_required()
    return model is not None and info is None


def _holder(change: Change) -> type[Record] | None:
    """Give the record class that the last step of a change is a field of, if it is a field."""
    if len(change.path) == 1:
        return holder(change.level, change.path[0]) if change.level is not None else None
    shape = shape_in(change.level, change.path[0])
    for key in change.path[1:-1]:
        inside = replace(shape, how="record")
        shape = inside if shape.how == "records" else shape_in_record(shape, key)
    return shape.model if shape.how == "record" else None


def _told_apart(
    trial: _Trial, changes: Sequence[Change], found: list[Item]
) -> tuple[tuple[Effect, ...], tuple[Item, ...]]:
    """Make each change alone, and those that cannot stand alone together."""
    groups = _groups(changes, len(found))
    if len(groups) == 1:
        return (Effect(tuple(groups[0]), tuple(found)),), ()
    effects: list[Effect] = []
    bound: list[Change] = []
    for number, group in enumerate(groups):
        trial.tell(number, len(groups), "ändring för ändring")
        items = trial.items(group, found)
        if items is None:
            bound += group
        else:
            effects.append(Effect(tuple(group), items))
    if bound:
        items = trial.items(bound, found)
        seen = {item for effect in effects for item in effect.items}
        rest = tuple(item for item in found if item not in seen)
        effects.append(Effect(tuple(bound), rest if items is None else items))
    shown = {item for effect in effects for item in effect.items}
    return tuple(effects), tuple(item for item in found if item not in shown)


def _groups(changes: Sequence[Change], size: int) -> list[list[Change]]:
    """Group changes finely where that is affordable: one by one, by record, by kind, or all in one."""
    keys: tuple[Callable[[Change], object], ...] = (
        lambda change: change,
        lambda change: (change.level, change.path[:2]),
        lambda change: (change.level, change.path[:1]),
        _level_of,
    )
    for key in keys:
        groups: dict[object, list[Change]] = {}
        for number, change in enumerate(changes):
            groups.setdefault(number if key is keys[0] else key(change), []).append(change)
        if len(groups) <= FEW and len(groups) * size <= DRAWINGS:
            return list(groups.values())
    return [list(changes)]


def _level_of(change: Change) -> LevelName | None:
    return change.level
