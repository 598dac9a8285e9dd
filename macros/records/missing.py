"""Whose fault a missing field is: the highest level's all of whose binders lack it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from macros.problems import Place, Problem
from macros.records.base import Record
from macros.records.levels import Level, LevelName
from macros.records.merging import Merging
from macros.records.path import NoSuchPathError, walk
from macros.records.validate import Path, missing_problem

Missing = Mapping[Path, Mapping[LevelName, tuple[type[Record], str]]]
"""The municipalities that lack a field, by its path, each with the record class and the field."""

Chains = Mapping[LevelName, tuple[Level, ...]]
"""The levels of each municipality, the highest first."""


def missing_fields(missing: Missing, chains: Chains, merging: Merging) -> Iterator[Problem]:
    """Lay each missing field at one level: the highest that has its record, and all below which lack it."""
    below: dict[LevelName, set[LevelName]] = defaultdict(set)
    for town, chain in chains.items():
        for level in chain:
            below[level.name].add(town)
    for path, lacking in missing.items():
        reported: set[LevelName] = set()
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
            if level.name not in reported:
                reported.add(level.name)
                yield missing_problem(path, model, field, _deepest(level, path))


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
