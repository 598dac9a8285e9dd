"""Merge and validate each kind once for each combination of levels that hold it."""

from typing import Any

from macros.problems import Problem
from macros.records.inherit import ABOVE, LOSES, merge
from macros.records.kinds import Kinds
from macros.records.levels import Level, LevelName, Source
from macros.records.nodes import Node
from macros.records.path import NoSuchPathError, walk
from macros.records.shape import shapes
from macros.records.validate import Faults, Path, validate

Key = tuple[str, tuple[LevelName, ...]]
"""A kind, and the levels that hold something of it, the highest first."""

_SHAPES = shapes(Kinds)


class Merging:
    """What has been merged and validated so far.

    ``flawed`` are the merges that lost a record.
    """

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        """Start with nothing merged."""
        self.source = source
        self.problems = problems
        self.nodes: dict[Key, Node] = {}
        self.records: dict[Key, tuple[Any, Faults]] = {}
        self.flawed: set[Key] = set()

    def record(self, key: Key) -> tuple[Any, Faults]:
        """Return a kind as a validated record, and what was found in it.

        It is merged from the levels in the key. A faulty record is None.
        """
        if key not in self.records:
            kind = key[0]
            value, faults = validate(_SHAPES[kind], self.node(key), (kind,))
            self.problems += faults.problems
            self.records[key] = None if key in self.flawed else value, faults
        return self.records[key]

    def node(self, key: Key) -> Node:
        """Return a kind merged from the levels in the key, as a node."""
        if key not in self.nodes:
            kind, holders = key
            upper = (kind, holders[:-1])
            above = self.node(upper) if len(holders) > 1 else None
            level = self.source.levels[holders[-1]]
            problems: list[Problem] = []
            self.nodes[key] = merge(_SHAPES[kind], above, level.kinds[kind], level.state, problems)
            self.problems += problems
            if upper in self.flawed or any(problem.rule in LOSES for problem in problems):
                self.flawed.add(key)
        return self.nodes[key]

    def node_at(self, levels: tuple[Level, ...], path: Path) -> Node | None:
        """Return what some levels, merged, hold at a path below a kind, or None."""
        holders = tuple(level.name for level in levels if path[0] in level.kinds)
        try:
            return walk(self.node((path[0], holders)), *path[1:]) if holders else None
        except NoSuchPathError:
            return None

    def validate_hidden(self) -> None:
        """Validate by itself each level's node that a lower level may have hidden.

        Missing fields are not reported. Where a level had the last word, nothing of it is hidden. What it
        says of the levels above can only be judged in a merge.
        """
        seen = {(kind, holders[-1]) for kind, holders in self.records}
        for level in (*self.source.levels.values(), *self.source.partial.values()):
            for kind in level.kinds:
                if (kind, level.name) not in seen:
                    problems: list[Problem] = []
                    node = merge(_SHAPES[kind], None, level.kinds[kind], level.state, problems)
                    self.problems += validate(_SHAPES[kind], node, (kind,))[1].problems
                    self.problems += [problem for problem in problems if problem.rule not in ABOVE]
