"""What an edit does, as an editor reads it and as a program does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from macros.changes.compare import Change
from macros.changes.descriptions import Described, Describer, listed
from macros.changes.reach import Effect, Reach
from macros.changes.shown import Item, Shown
from macros.records.registry import PAGES

_UNITS = {"page": ("sida", "sidor"), "sheet": ("blad", "blad"), "packet": ("paket", "paket")}
_NAMED = 8
"""So many municipalities are named; of more, the areas are."""


def report(reach: Reach, describer: Describer, every: Sequence[Change]) -> str:
    """Tell of each change and what it shows on, then of all of them together."""
    paragraphs = [_effect(effect, reach, describer) for effect in reach.effects]
    if reach.together:
        shown = "\n".join(where_of(reach.together, reach))
        paragraphs.append(
            f"Syns först när flera av ändringarna är gjorda: {figures(reach.together)}\n{shown}"
        )
    if reach.framed:
        where = places(reach.framed, reach.after)
        paragraphs.append(
            f"Namn eller rubriker runt sidorna, till exempel i registret, har ändrats i {where}."
        )
    if reach.older:
        paragraphs.append(
            "Den äldre versionen har ett äldre format. Det som formatet kräver nu är hämtat ur dagens data."
        )
    if len(every) > 1:
        paragraphs.append(_total(reach, len(every)))
    return "\n\n".join(paragraphs)


def _effect(effect: Effect, reach: Reach, describer: Describer) -> str:
    told = [describer.describe(change) for change in effect.changes]
    if len(told) == 1:
        return "\n".join([f"{told[0].title}: {seen(effect.items, reach)}", *_values(told[0]),
                          *where_of(effect.items, reach)])  # fmt: skip
    lines = [f"{len(told)} ändringar som hör ihop: {seen(effect.items, reach)}"]
    for one in told:
        lines += [f"  {one.title}", *(f"  {line}" for line in _values(one))]
    return "\n".join([*lines, *where_of(effect.items, reach)])


def _values(told: Described) -> Iterator[str]:
    """Give what stood there and what stands there now, and where it is written."""
    if told.change.sort == "moved":
        yield f"  {told.after}"
    elif told.before and told.before == told.after:
        yield f"  värdet är detsamma, men skrivet på ett annat ställe: {told.after}"
    else:
        if told.before:
            yield f"  förut: {told.before}"
        if told.after:
            yield f"  nu:    {told.after}"
        elif told.before:
            yield "  nu:    (borttaget)"
    gone = told.change.sort == "removed" and told.change.after is None
    yield f"  {'stod i' if gone else 'i'} {told.place}"


def figures(items: Iterable[Item]) -> str:
    """Count: *3 sidor, 5 blad och 4 paket*."""
    counted = (
        {sort: sum(item.sort == sort for item in items) for sort in _UNITS} if (items := list(items)) else {}
    )
    said = [f"{n} {_UNITS[sort][n != 1]}" for sort, n in counted.items() if n]
    return listed(said)


def seen(items: Sequence[Item], reach: Reach) -> str:
    """Say in one line on how much, and in how many municipalities, something shows."""
    if not items:
        return "syns inte på någon sida eller något blad"
    towns = _by_town(items)
    alike = {tuple(item[1:] for item in own) for own in towns.values()}
    if len(towns) == 1:
        slug = next(iter(towns))
        return figures(items) + ("" if slug else " (gemensam för alla kommuner)")
    own = {slug: mine for slug, mine in towns.items() if slug}
    if len(alike) == 1 and len(own) == len(towns):
        return f"{figures(next(iter(own.values())))} i var och en av {len(own)} kommuner"
    many = f"{len(own)} kommuner" if len(own) != 1 else "1 kommun"
    return f"{figures(items)}, i {many}" + (" och på gemensamma sidor" if "" in towns else "")


def _by_town(items: Iterable[Item]) -> dict[str, list[Item]]:
    towns: dict[str, list[Item]] = {}
    for item in items:
        towns.setdefault(item.municipality, []).append(item)
    return towns


def where_of(items: Sequence[Item], reach: Reach) -> list[str]:
    """List the pages and sheets by title, once for all municipalities that have the same."""
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for slug, own in _by_town(items).items():
        groups.setdefault(tuple((item.sort, reach.title(item)) for item in own), []).append(slug)
    lines = []
    alone = len(groups) == 1
    for shown, slugs in groups.items():
        where = places(slugs, reach.after, reach.before) if slugs != [""] else "Gemensamt för alla"
        counted = figures(Item("", sort, "") for sort, _ in shown)  # type: ignore[arg-type]
        each = " i varje" if len(slugs) > 1 else ""
        if not alone:
            lines.append(f"  {where}: {counted}{each}")
        elif len(slugs) > 1:
            lines.append(f"  i {where}")
        for sort, (_, many) in _UNITS.items():
            titles = [title for its, title in shown if its == sort]
            if titles:
                lines.append(f"    {many + ':':<7}{', '.join(titles)}")
    return lines


def places(slugs: Sequence[str], *shelves: Shown) -> str:
    """Name municipalities; when they are many, the areas they lie in."""
    known = {slug: binder for shown in reversed(shelves) for slug, binder in shown.shelf.binders.items()}
    if len(slugs) <= _NAMED:
        return listed(known[slug].name if slug in known else slug for slug in slugs)
    if set(slugs) >= set(shelves[0].shelf.binders):
        return f"alla {len(slugs)} kommuner"
    areas: dict[str, int] = {}
    for slug in slugs:
        area = known[slug].area.name
        areas[area] = areas.get(area, 0) + 1
    if len(areas) > _NAMED:
        return f"{len(slugs)} kommuner i {len(areas)} områden"
    return f"{len(slugs)} kommuner: " + listed(f"{count} i {area}" for area, count in areas.items())


def _total(reach: Reach, count: int) -> str:
    towns = {item.municipality for item in reach.items} - {""}
    if not reach.items:
        return f"Tillsammans: {count} ändringar. De syns inte på någon sida eller något blad."
    where = (
        f" i {len(towns)} kommuner"
        if len(towns) != 1
        else f" i {places(list(towns), reach.after, reach.before)}"
    )
    return f"Tillsammans: {count} ändringar, {figures(reach.items)}{where}."


def pages_of(items: Iterable[Item]) -> list[str]:
    """Name the pages, in the register's order, that a line on the page Nytt may point at."""
    names = {item.name.partition("/")[0] for item in items if item.sort == "page" and item.municipality}
    return [tab.name for tab in PAGES if tab.name in names - {"index", "nytt"}]


def as_json(reach: Reach, describer: Describer) -> dict[str, Any]:
    """Give the same for programs."""
    return {
        "changes": [
            {
                "items": rows_of(effect.items, reach),
                "changes": [_row(describer.describe(c)) for c in effect.changes],
            }
            for effect in reach.effects
        ],
        "together": rows_of(reach.together, reach),
        "total": {sort: sum(item.sort == sort for item in reach.items) for sort in _UNITS},
        "framed": list(reach.framed),
    }


def _row(told: Described) -> dict[str, Any]:
    level = told.change.level
    return {
        "title": told.title,
        "level": level.slug if level else "",
        "path": ".".join(told.change.path),
        "sort": told.change.sort,
        "before": told.before,
        "after": told.after,
        "file": told.change.place.file,
        "line": told.change.place.line,
    }


def rows_of(items: Iterable[Item], reach: Reach) -> list[dict[str, str]]:
    """Give pages and sheets for programs."""
    return [{**item._asdict(), "title": reach.title(item)} for item in items]
