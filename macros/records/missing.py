"""Whose fault missing fields are: the highest level's all of whose binders lack them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from macros.problems import Place, Problem
from macros.records import spelling
from macros.records.base import Record
from macros.records.levels import Level, LevelName
from macros.records.merging import Merging
from macros.records.path import NoSuchPathError, walk
from macros.records.validate import Path, missing_problem

Missing = Mapping[Path, Mapping[LevelName, tuple[type[Record], str]]]
"""The municipalities that lack a field, by its path, each with the record class and the field."""

Chains = Mapping[LevelName, tuple[Level, ...]]
"""The levels of each municipality, the highest first."""

Lacks = dict[tuple[LevelName, Path], tuple[type[Record], list[str], LevelName]]
"""The fields that a level's record lacks, by level and record, with a municipality that lacks them."""


def missing_fields(missing: Missing, chains: Chains, merging: Merging) -> Iterator[Problem]:
    """Lay missing fields at one level: the highest that has their record, and all below which lack them.

    The fields that one record lacks are one fault.
    """
    for (name, record), (model, fields, town) in _lacks(missing, chains, merging).items():
        chain = chains[town]
        level = next(level for level in chain if level.name == name)
        if record and _on_sand(record, level, chain, merging):
            continue
        more = _above(record, level, chain, merging) if record else _where(level, chains)
        yield missing_problem(record, model, fields, _deepest(level, (*record, fields[0])), more)


def _lacks(missing: Missing, chains: Chains, merging: Merging) -> Lacks:
    below: dict[LevelName, set[LevelName]] = defaultdict(set)
    for town, chain in chains.items():
        for level in chain:
            below[level.name].add(town)
    found: Lacks = {}
    for path, lacking in missing.items():
        for town, (model, field) in lacking.items():
            chain = chains[town]
            at_fault = (
                level
                for level in chain
                if below[level.name] <= lacking.keys()
                and merging.holds(chain, level, path[:-1])
                and not merging.holds(chain, level, path)
            )
            level = next(at_fault, chain[-1])
            _, fields, _ = found.setdefault((level.name, path[:-1]), (model, [], town))
            if field not in fields:
                fields.append(field)
    return found


def _on_sand(record: Path, level: Level, chain: tuple[Level, ...], merging: Merging) -> bool:
    """Whether what a level changes is something else altogether above: that is the fault, told there."""
    upper = chain[: chain.index(level)]
    holders = tuple(other.name for other in upper if record[0] in other.kinds)
    for length in range(1, len(record) + 1 if holders and record[0] in level.kinds else 0):
        try:
            own = walk(level.kinds[record[0]], *record[1:length])
            if type(walk(merging.node((record[0], holders)), *record[1:length])) is not type(own):
                return True
        except NoSuchPathError:
            return False
    return False


def _where(level: Level, chains: Chains) -> str:
    """Say in which files and folders a kind may be written that no level has."""
    near = [other for chain in chains.values() if level in chain for other in chain[:2]]
    paths = dict.fromkeys(other.path for other in (level, *near))
    return f" Det kan stå i {' eller '.join(list(paths)[:4])}."


def _above(record: Path, level: Level, chain: tuple[Level, ...], merging: Merging) -> str:
    """Say, of a record that no level above has, what there is instead: perhaps it was to change that."""
    upper = chain[: chain.index(level)]
    if not upper or any(merging.holds(chain, other, record) for other in upper):
        return ""
    places = " eller ".join(other.path for other in reversed(upper))
    known = _beside(record, upper, merging)
    guess = spelling.near(record[-1], known)
    if not known:
        return f" Ska den ändra något i {places}? Där finns ingen ”{record[-1][:40]}”."
    hint = f" Menade du ”{guess}”?" if guess else ""
    return f" Ska den ändra en post i {places}?{hint} Där finns: {', '.join(known[:20])}."


def _beside(record: Path, upper: tuple[Level, ...], merging: Merging) -> list[str]:
    """Give the names or ids of the records above that stand where a record would have stood."""
    holders = tuple(level.name for level in upper if record[0] in level.kinds)
    if not holders or len(record) < 2:
        return []
    try:
        node = walk(merging.node((record[0], holders)), *record[1:-1])
    except NoSuchPathError:
        return []
    if isinstance(node, dict):
        return [str(key) for key in node]
    return [str(item["id"]) for item in node if isinstance(item, dict) and "id" in item]


def _deepest(level: Level, path: Path) -> Place:
    """Give the deepest place along a path that a level has of its own; else its first line."""
    node = level.kinds.get(path[0])
    if node is None:
        return level.own.place
    for length in range(len(path) - 1, 0, -1):
        try:
            return walk(node, *path[1:length]).place
        except NoSuchPathError:
            continue
    return node.place
