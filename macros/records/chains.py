"""Find the levels of each binder: its chain.

A chain is agreement, area, perhaps areas that are parts of it, municipality, and what the municipality has of
its own for the area. Nobody else counts levels.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from macros.problems import Problem, did_you_mean, nearest, quote
from macros.records.levels import Level, LevelKind, LevelName, Source
from macros.records.municipality import Area, Municipality
from macros.records.nodes import Scalar
from macros.records.validate import missing_problem

Chain = tuple[Level, ...]
"""Levels that are laid over each other, the highest first."""

_WORDS: dict[LevelKind, str] = {"agreements": "överenskommelsen", "areas": "området"}


def climb(source: Source, level: Level, below: Collection[LevelName] = ()) -> Chain:
    """Return a level and those above it that could be read, the highest first.

    Above a municipality are the levels of its first area. ``below`` are levels that do not count.
    """
    town, area = level.name[:2], level.name.area
    if area:
        upper = source.levels.get(LevelName("areas", area))
        return (*(climb(source, upper) if upper else ()), source.levels[LevelName(*town)], level)
    parents = level.parents
    name = parents.get(find_first(level), next(iter(parents.values()), None))
    parent = source.levels.get(name) if name and name not in {*below, level.name} else None
    return (*(climb(source, parent, {*below, level.name}) if parent else ()), level)


def list_uppers(source: Source, level: Level) -> list[Level]:
    """Return a level and all above it: of a municipality, above each of its areas."""
    names = level.parents.values() if level.name.kind == "municipalities" and not level.name.area else ()
    areas = [source.levels[name] for name in names if name in source.levels]
    above = {upper.name: upper for upper in chain.from_iterable(climb(source, area) for area in areas)}
    return [*above.values(), level] if areas else list(climb(source, level))


def find_first(town: Level) -> str:
    """Return the slug of a municipality's first area, or an empty string.

    Its binder has the short addresses. It is the one that ``first`` names, or the only one.
    """
    word = town.own.get("first")
    areas = list(town.parents)
    first = word.strip() if isinstance(word, Scalar) else areas[0] if len(areas) == 1 else ""
    return first if first in areas else ""


def find_chains(
    source: Source, problems: list[Problem], faulty: Collection[tuple[str, int]]
) -> dict[str, Chain]:
    """Return each binder's chain by the binder's address.

    A municipality's first binder has the municipality's slug as address; a further one has its area's slug
    after it: ``kalix/skolnarvaro``. A binder below a level that is broken or unknown has no chain; an unknown
    name is added to ``problems``, unless its line is ``faulty`` already (file and line).
    """
    for area in source.of("areas"):
        problems += _check_area(source, area, faulty)
    chains: dict[str, Chain] = {}
    for town in source.of("municipalities"):
        first = find_first(town) or next(iter(town.parents), "")
        problems += _check_first(town, faulty)
        for slug, name in sorted(town.parents.items(), key=lambda item: item[0] != first):
            problems += _check_parent(source, town, "areas", slug, name, faulty)
            levels = climb(source, source.levels[town.name._replace(area=slug)])
            if levels[0].name.kind == "agreements":
                chains[town.name.slug if slug == first else f"{town.name.slug}/{slug}"] = levels
    return chains


def _check_area(source: Source, area: Level, faulty: Collection[tuple[str, int]]) -> list[Problem]:
    """Return what is wrong with the level above that an area names."""
    if not area.parents and not {"agreement", "part_of"} & area.own.keys():
        return [missing_problem((), Area, ["agreement"], area.own.place)]
    if len(area.parents) > 1:
        message = "ett område har antingen agreement eller part_of"
        advice = "Är det ett delområde? Ta bort agreement: det följer det större områdets överenskommelse."
        return [Problem.at(area.own.keys_at["agreement"], "two-parents", message, advice)]
    upper, seen = area, {area.name}
    while (name := upper.parents.get("part_of")) and name in source.levels:
        if name == area.name:
            message = f"området {quote(area.name.slug)} är en del av sig självt"
            advice = "Ta bort part_of där det största området beskrivs."
            return [Problem.at(area.own["part_of"].place, "part-of-itself", message, advice)]
        if name in seen:
            break
        seen.add(name)
        upper = source.levels[name]
    field, name = next(iter(area.parents.items()), ("", None))
    return list(_check_parent(source, area, field, field, name, faulty)) if name else []


def _check_first(town: Level, faulty: Collection[tuple[str, int]]) -> list[Problem]:
    """Return what is wrong with the field ``first`` of a municipality."""
    areas = list(town.parents)
    if len(areas) > 1 and "first" not in town.own:
        more = f" Skriv ett av områdena: {', '.join(areas)}."
        return [missing_problem((), Municipality, ["first"], town.own.keys_at["areas"], more)]
    if areas and "first" in town.own and not find_first(town):
        node = town.own["first"]
        if (node.place.file, node.place.line) in faulty:
            return []
        hint = did_you_mean(nearest(str(node), areas))
        message = f"kommunen är inte med i området {quote(str(node))}"
        return [Problem.at(node.place, "unknown-parent", message, f"{hint}Den är med i: {', '.join(areas)}.")]
    return []


def _check_parent(
    source: Source, level: Level, field: str, key: str, name: LevelName, faulty: Collection[tuple[str, int]]
) -> list[Problem]:
    """Return the problem of a level above that is named but does not exist, if so.

    One that could not be read is no problem of the one that names it.
    """
    if name in source.levels or name in source.broken:
        return []
    named = level.own[field]
    place = named.keys_at[key] if isinstance(named, dict) else named.place
    slugs = [other.name.slug for other in source.of(name.kind)]
    if not slugs or (place.file, place.line) in faulty:
        return []
    hint = did_you_mean(nearest(name.slug, slugs))
    where = f"{source.folder.as_posix()}/{name.kind}"
    return [
        Problem.at(
            place,
            "unknown-parent",
            f"{_WORDS[name.kind]} {quote(name.slug)} finns inte",
            f"{hint}Det som finns i {where}: {', '.join(slugs)}.",
        )
    ]
