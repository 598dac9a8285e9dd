"""Format what an edit changes and reaches: text for people, JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from macros.changes.descriptions import Describer, Description
from macros.changes.reach import Effect, Reach
from macros.changes.reader_view import Item
from macros.problems import join_words
from macros.records.binder import Binder
from macros.records.registry import PAGES

_UNITS = {"page": ("sida", "sidor"), "sheet": ("blad", "blad"), "packet": ("paket", "paket")}
_NAMED = 8
"""The most municipalities that are named; of more, the areas are."""


def describe_reach(reach: Reach, describer: Describer) -> str:
    """Format the report: a paragraph for each group of changes, then a summary."""
    paragraphs = [_describe_effect(effect, reach, describer) for effect in reach.effects]
    if reach.framed:
        places = describe_places(reach.framed, reach.binders)
        paragraphs.append(
            f"Namn eller rubriker runt sidorna, till exempel i registret, har ändrats i {places}."
        )
    if reach.older:
        paragraphs.append(
            "Den äldre versionen har ett äldre format. Delar som inte går att läsa nu är hämtade ur dagens "
            "data, så ändringar i dem räknas inte bland sidorna och bladen."
        )
    count = sum(len(effect.changes) for effect in reach.effects)
    if count > 1:
        paragraphs.append(_summarise(reach, count))
    return "\n\n".join(paragraphs)


def _describe_effect(effect: Effect, reach: Reach, describer: Describer) -> str:
    """Return the paragraph of one group of changes: what changed and what shows it."""
    descriptions = [describer.describe(change) for change in effect.changes]
    extent = describe_extent(effect.items)
    if len(descriptions) == 1:
        lines = [f"{descriptions[0].title}: {extent}", *_list_values(descriptions[0])]
    else:
        lines = [f"{len(descriptions)} ändringar som hör ihop: {extent}"]
        for description in descriptions:
            lines += [f"  {description.title}", *(f"  {line}" for line in _list_values(description))]
    return "\n".join([*lines, *list_items(effect.items, reach)])


def _list_values(description: Description) -> Iterator[str]:
    """Yield a line for the old value, one for the new, and one for the place."""
    before, after, change = description.before, description.after, description.change
    if change.sort == "moved":
        yield f"  {after}"
    elif before and before == after:
        yield f"  värdet är detsamma, men skrivet på ett annat ställe: {after}"
    else:
        if before:
            yield f"  förut: {before}"
        if before or after:
            yield f"  nu:    {after or '(borttaget)'}"
    is_removed = change.sort == "removed" and change.after is None
    yield f"  {'stod i' if is_removed else 'i'} {change.place.file}:{change.place.line}"


def count_items(items: Iterable[Item]) -> str:
    """Return the number of items of each sort: *3 sidor, 5 blad och 4 paket*."""
    counts = Counter(str(item.sort) for item in items)
    return join_words(f"{counts[sort]} {_UNITS[sort][counts[sort] != 1]}" for sort in _UNITS if counts[sort])


def describe_extent(items: Sequence[Item]) -> str:
    """Return in one line how many items show something, in how many municipalities."""
    if not items:
        return "syns inte på någon sida eller något blad"
    towns = _by_municipality(items)
    if len(towns) == 1:
        return count_items(items) + (" (gemensam för alla kommuner)" if "" in towns else "")
    if "" not in towns and len({tuple(item[1:] for item in own) for own in towns.values()}) == 1:
        return f"{count_items(next(iter(towns.values())))} i var och en av {len(towns)} kommuner"
    number = len(towns) - ("" in towns)
    municipalities = f"{number} kommuner" if number != 1 else "1 kommun"
    return f"{count_items(items)}, i {municipalities}" + (" och på gemensamma sidor" if "" in towns else "")


def _by_municipality(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Return the items by municipality."""
    towns: dict[str, list[Item]] = {}
    for item in items:
        towns.setdefault(item.municipality, []).append(item)
    return towns


def list_items(items: Sequence[Item], reach: Reach) -> list[str]:
    """Return lines with the items' titles.

    Municipalities with the same items share their lines.
    """
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    towns = _by_municipality(items)
    for slug, own in towns.items():
        groups.setdefault(tuple((item.sort, reach.titles[item]) for item in own), []).append(slug)
    lines = []
    for titles, slugs in groups.items():
        places = describe_places(slugs, reach.binders) if slugs != [""] else "Gemensamt för alla"
        if len(groups) > 1:
            suffix = " i varje" if len(slugs) > 1 else ""
            lines.append(f"  {places}: {count_items(towns[slugs[0]])}{suffix}")
        elif len(slugs) > 1:
            lines.append(f"  i {places}")
        for sort, (_, plural) in _UNITS.items():
            if item_titles := [title for its_sort, title in titles if its_sort == sort]:
                lines.append(f"    {plural + ':':<7}{', '.join(item_titles)}")
    return lines


def describe_places(slugs: Sequence[str], binders: Mapping[str, Binder]) -> str:
    """Return the municipalities' names; if they are many, their number by area."""
    if len(slugs) <= _NAMED:
        return join_words(binders[slug].name if slug in binders else slug for slug in slugs)
    if set(slugs) >= {binder.slug for binder in binders.values()}:
        return f"alla {len(slugs)} kommuner"
    areas = Counter(binders[slug].area.name for slug in slugs)
    if len(areas) > _NAMED:
        return f"{len(slugs)} kommuner i {len(areas)} områden"
    return f"{len(slugs)} kommuner: " + join_words(f"{count} i {area}" for area, count in areas.items())


def _summarise(reach: Reach, count: int) -> str:
    """Return the last paragraph: how many changes show on how much."""
    if not reach.items:
        return f"Tillsammans: {count} ändringar. De syns inte på någon sida eller något blad."
    slugs = list(_by_municipality(item for item in reach.items if item.municipality))
    places = describe_places(slugs, reach.binders) if len(slugs) == 1 else f"{len(slugs)} kommuner"
    return f"Tillsammans: {count} ändringar, {count_items(reach.items)} i {places}."


def list_pages(items: Iterable[Item]) -> list[str]:
    """Return the pages that a line on the page Nytt may link to, in reading order."""
    pages = (item.name for item in items if item.sort == "page" and item.municipality)
    names = {part for name in pages for part in name.split("/")}
    return [tab.name for tab in PAGES if tab.name in names - {"index", "nytt"}]


def as_json(reach: Reach, describer: Describer) -> dict[str, Any]:
    """Return the report as plain values for programs."""
    return {
        "changes": [
            {
                "items": item_rows(effect.items, reach),
                "changes": [_change_row(describer.describe(change)) for change in effect.changes],
            }
            for effect in reach.effects
        ],
        "total": {sort: sum(item.sort == sort for item in reach.items) for sort in _UNITS},
        "framed": reach.framed,
    }


def _change_row(description: Description) -> dict[str, Any]:
    change = description.change
    return {
        "title": description.title,
        "level": change.level.slug if change.level else "",
        "path": ".".join(change.path),
        "sort": change.sort,
        "before": description.before,
        "after": description.after,
        "file": change.place.file,
        "line": change.place.line,
    }


def item_rows(items: Iterable[Item], reach: Reach) -> list[dict[str, str]]:
    """Return items, with their titles, as plain values for programs."""
    return [{**item._asdict(), "title": reach.titles[item]} for item in items]
