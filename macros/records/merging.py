"""Merging and validating per kind, keyed by the levels that touch it: each combination once."""

from __future__ import annotations

from typing import Any, cast

from pydantic import TypeAdapter

from macros.problems import Problem
from macros.records.inherit import ABOVE, LOSES, merge
from macros.records.kinds import Kinds
from macros.records.levels import KIND_NAMES, Level, LevelName, Source
from macros.records.nodes import Node
from macros.records.path import NoSuchPathError, walk
from macros.records.shape import shape_of_field
from macros.records.validate import Faults, Path, validate

Key = tuple[str, tuple[LevelName, ...]]
"""A kind, and the levels that hold something of it, the highest first."""

_SHAPES = {name: shape_of_field(Kinds.model_fields[name]) for name in KIND_NAMES}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter[Any](cast(Any, Kinds.model_fields[name].annotation)) for name in KIND_NAMES
}


class Merging:
    """What has been merged and validated so far. ``flawed`` are the merges that lost a record."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        """Start with nothing merged."""
        self.source = source
        self.problems = problems
        self.nodes: dict[Key, Node] = {}
        self.records: dict[Key, tuple[Any, Faults]] = {}
        self.flawed: set[Key] = set()

    def record(self, key: Key) -> tuple[Any, Faults]:
        """Merge and validate a kind of the levels that hold it. A faulty record is None."""
        if key not in self.records:
            kind = key[0]
            value, faults = validate(_ADAPTERS[kind], _SHAPES[kind], self.node(key), (kind,))
            self.problems += faults.problems
            self.records[key] = None if key in self.flawed else value, faults
        return self.records[key]

    def node(self, key: Key) -> Node:
        """Merge a kind of the levels that hold it."""
        if key not in self.nodes:
            kind, holders = key
            upper = (kind, holders[:-1])
            above = self.node(upper) if len(holders) > 1 else None
            level = self.source.levels[holders[-1]]
            found: list[Problem] = []
            self.nodes[key] = merge(_SHAPES[kind], above, level.kinds[kind], level.state, found)
            self.problems += found
            if upper in self.flawed or any(problem.rule in LOSES for problem in found):
                self.flawed.add(key)
        return self.nodes[key]

    def holds(self, chain: tuple[Level, ...], level: Level, path: Path) -> bool:
        """Whether a field is there down to a level of a chain, so that what takes it away is further down."""
        if not path:
            return True
        upper = chain[: chain.index(level) + 1]
        holders = tuple(level.name for level in upper if path[0] in level.kinds)
        try:
            return bool(holders) and walk(self.node((path[0], holders)), *path[1:]) is not None
        except NoSuchPathError:
            return False

    def alone(self) -> None:
        """Validate what a merge may have hidden: a level's own node by itself, nothing missing.

        Where a level had the last word, nothing of it is hidden. What it says of the levels above can
        only be judged in a merge.
        """
        seen = {(kind, holders[-1]) for kind, holders in self.records}
        for level in (*self.source.levels.values(), *self.source.partial.values()):
            for kind in level.kinds:
                if (kind, level.name) not in seen:
                    found: list[Problem] = []
                    node = merge(_SHAPES[kind], None, level.kinds[kind], level.state, found)
                    _, faults = validate(_ADAPTERS[kind], _SHAPES[kind], node, (kind,))
                    self.problems += faults.problems
                    self.problems += [problem for problem in found if problem.rule not in ABOVE]
