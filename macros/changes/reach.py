"""Find the pages, sheets and packets that show changes, by municipality.

The older data is built with today's program beside the newer, for the municipalities that a change
concerns, and what readers see is compared. Between the two stands one version for each group of changes, so
that each group is credited with exactly what it adds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from macros.changes.compare import Change
from macros.changes.reader_view import Item, View, list_differences, make_view
from macros.changes.revision import HistoryError
from macros.changes.snapshot import Reading, assemble_reading, fill_gaps
from macros.checks import find_problems
from macros.records.assemble import LEVEL_MODELS
from macros.records.binder import Binder
from macros.records.chains import list_uppers
from macros.records.kinds import KIND_NAMES
from macros.records.levels import Level, LevelName, Source
from macros.records.whole_shelf import Shelf

ReportProgress = Callable[[int, int, str], None]

BUILDS = 30
"""The most builds of municipalities that are spent on telling the groups of changes apart."""
AT_ONCE = 20
"""How many municipalities are built at a time. The pages of all their versions are kept in memory."""
OWN_FIELDS = {name for model in LEVEL_MODELS.values() for name in model.model_fields}
"""Fields in the levels' own files. They are changed together."""
SHARED_RECORDS = ("site", "glossary", "laws", "accessibility", "municipalities", "areas", "agreements")
"""Attributes of a shelf that the shared pages are made from."""


@dataclass(slots=True)
class Effect:
    """Some changes that belong together, and what shows them."""

    changes: list[Change]
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reach:
    """All changes and everything that shows them.

    ``binders`` and ``titles`` are those of both versions; the newer wins. ``framed`` are municipalities in
    which the frame of every page has changed: a name, a title in the menu. ``older`` means that the older
    data has an older format, so that not all of it could be built as it was.
    """

    binders: dict[str, Binder]
    effects: list[Effect]
    items: list[Item] = field(default_factory=list)
    framed: list[str] = field(default_factory=list)
    titles: dict[Item, str] = field(default_factory=dict)
    older: bool = False


def find_reach(
    old: Reading,
    new: Reading,
    changes: Sequence[Change],
    report_progress: ReportProgress = lambda *_: None,
    by_group: bool = True,
) -> Reach:
    """Find what shows the changes: all together, and (``by_group``) by group.

    ``report_progress`` is called as municipalities are built. Raise HistoryError for older data with faults
    that stop a build.
    """
    if not changes:
        return Reach(new.shelf.binders, [])
    first = fill_gaps(old.shelf, new.shelf) if old.faulty else old.shelf
    slugs = list_affected_slugs(old.source, new.source, changes)
    shared = any(getattr(first, name) != getattr(new.shelf, name) for name in SHARED_RECORDS)
    groups = _group_changes(changes, len(slugs)) if by_group and not old.faulty else [list(changes)]
    versions = list(_make_versions(old, new, groups))
    reach = Reach(first.binders | new.shelf.binders, [effect for effect, _ in versions], older=old.faulty)
    for start in range(0, len(slugs) or 1, AT_ONCE):
        batch = slugs[start : start + AT_ONCE]
        report_progress(start, len(slugs), batch[0] if batch else "gemensamma sidor")
        views = [_make_first_view(first, batch, shared and not start)]
        views += [make_view(shelf, batch, shared and not start) for _, shelf in versions]
        _compare_views(reach, views, batch)
    return reach


def _make_first_view(shelf: Shelf, slugs: Sequence[str], shared: bool) -> View:
    """Build the older version; raise HistoryError if its faults make that fail."""
    try:
        return make_view(shelf, slugs, shared)
    except Exception as error:
        faults = "\n".join(f"  {problem}" for problem in list(find_problems(shelf))[:3])
        if not faults:
            raise
        raise HistoryError(
            f"Den äldre versionen går inte att bygga i dag: den innehåller fel, "
            f"eller har ett äldre format.\n{faults}"
        ) from error


def _compare_views(reach: Reach, views: Sequence[View], slugs: Sequence[str]) -> None:
    """Add to ``reach`` what differs between views, from the oldest to the newest.

    Differences between neighbours go to their effect, those between the first and the last to the whole.
    """
    for effect, (before, after) in zip(reach.effects, pairwise(views), strict=True):
        effect.items += list_differences(before, after)
    first, last = views[0], views[-1]
    reach.items.extend(list_differences(first, last))
    for view in views:
        reach.titles.update(view.titles)
    for slug in slugs:
        frames = first.frame(slug), last.frame(slug)
        if all(frames) and frames[0] != frames[1]:
            reach.framed.append(slug)


def list_affected_slugs(before: Source, after: Source, changes: Iterable[Change]) -> list[str]:
    """Return the municipalities whose binders use a level that changed, sorted."""
    levels = {change.level for change in changes}
    return sorted(
        {
            town.name.slug
            for source in (before, after)
            for town in source.of("municipalities")
            if None in levels or not levels.isdisjoint(_list_names(source, town))
        }
    )


def _list_names(source: Source, town: Level) -> Iterator[LevelName]:
    """Yield the names of all levels that a municipality's binders are made of."""
    yield from (level.name for level in list_uppers(source, town))
    yield from (town.name._replace(area=area) for area in town.parents)


def _group_changes(changes: Sequence[Change], size: int) -> list[list[Change]]:
    """Group changes as finely as ``BUILDS`` allows.

    That is by kind, by level, or by the level's sort: agreements, areas, municipalities. ``size`` is the
    number of municipalities to build for each group.
    """
    keys: tuple[Callable[[Change], object], ...] = (
        lambda change: (change.level, "" if change.kind in OWN_FIELDS else change.kind),
        lambda change: change.level,
        lambda change: change.level and change.level.kind,
    )
    for key in keys:
        groups: dict[object, list[Change]] = {}
        for change in changes:
            groups.setdefault(key(change), []).append(change)
        if len(groups) * size <= BUILDS:
            break
    return list(groups.values())


def _make_versions(
    old: Reading, new: Reading, groups: Sequence[list[Change]]
) -> Iterator[tuple[Effect, Shelf]]:
    """Apply one group of changes after another and yield each with its shelf.

    A group that has faults without a later one is joined with that.
    """
    source = old.source
    unassigned: list[Change] = []
    for group in groups[:-1]:
        unassigned += group
        source = make_changes(source, new.source, group)
        reading = assemble_reading(source, new.shelf.today)
        if not reading.faulty and not list(find_problems(reading.shelf)):
            yield Effect(unassigned), reading.shelf
            unassigned = []
    yield Effect([*unassigned, *groups[-1]]), new.shelf


def make_changes(before: Source, after: Source, changes: Iterable[Change]) -> Source:
    """Return the source ``before`` with the changed fields taken from ``after``.

    Each changed field, or kind, is taken as a whole.
    """
    source = replace(before, levels=dict(before.levels), shared=dict(before.shared))
    for name, kind in {(change.level, change.kind) for change in changes}:
        if name is None:
            _copy_key(kind, after.shared, source.shared)
        elif not kind:
            _copy_key(name, after.levels, source.levels)
        elif kind in KIND_NAMES:
            level = source.levels.get(name) or replace(after.levels[name], kinds={})
            source.levels[name] = replace(level, kinds=dict(level.kinds))
            _copy_key(
                kind, after.levels[name].kinds if name in after.levels else {}, source.levels[name].kinds
            )
        else:
            source.levels[name] = replace(source.levels[name], own=after.levels[name].own)
    _match_parts(source, before, after)
    return source


def _match_parts(source: Source, before: Source, after: Source) -> None:
    """Give each municipality a level for each of its areas, and no others."""
    wanted = {town.name._replace(area=area) for town in source.of("municipalities") for area in town.parents}
    for name in [name for name in source.levels if name.area and name not in wanted]:
        del source.levels[name]
    for name in wanted - source.levels.keys():
        source.levels[name] = before.levels.get(name) or after.levels[name]


def _copy_key(key: Any, origin: Mapping[Any, Any], target: dict[Any, Any]) -> None:
    """Copy a key from one mapping to another; remove it if the first lacks it."""
    target.pop(key, None)
    if key in origin:
        target[key] = origin[key]
