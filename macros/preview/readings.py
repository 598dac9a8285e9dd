"""Read the data again: first the municipality looked at, then everything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from macros.checks import check, check_pending, find_problems
from macros.files import relative_path
from macros.problems import Problem
from macros.records.file_memory import FileMemory
from macros.records.levels import LevelName
from macros.records.shelf import read
from macros.records.whole_shelf import Shelf


class Readings:
    """The latest shelf without problems, and the problems of the latest reading.

    A municipality that was read by itself may be newer than the shelf.
    """

    def __init__(self, data: Path) -> None:
        """Read nothing yet."""
        self.data = relative_path(data)
        self.shelf: Shelf | None = None
        self.problems: list[Problem] = []
        self.number = 0
        """How many readings have been made: what was made from an older one may be stale."""
        self._memory = FileMemory()
        self._towns: dict[str, Shelf] = {}

    def read_town(self, slug: str) -> bool:
        """Read one municipality's levels; return whether they have no problems.

        It takes a hundredth of the time for a country. With problems only a whole reading can tell.
        """
        levels = self.levels_of(slug)
        if not levels:
            return False
        shelf, problems = read(self.data, only=levels, memory=self._memory)
        if problems or slug not in shelf.binders or list(find_problems(shelf, memory=self._memory)):
            return False
        self._towns[slug] = shelf
        self.number += 1
        return True

    def read_all(self) -> None:
        """Read and check everything, and keep the shelf if it has no problems."""
        shelf, problems = check(self.data, memory=self._memory)
        if shelf is not None:
            self.shelf = shelf
            self._towns = {}
        self.problems = problems
        self.number += 1

    def check_pending(self, files: Mapping[str, bytes | None]) -> tuple[Shelf | None, list[Problem]]:
        """Check the data as it would be with some files written anew."""
        return check_pending(self.data, files, memory=self._memory)

    def take(self, shelf: Shelf) -> None:
        """Keep a shelf that somebody has read and checked."""
        self.shelf, self.problems, self._towns = shelf, [], {}
        self.number += 1

    def levels_of(self, slug: str) -> Collection[LevelName]:
        """Return the levels of a municipality's binders, as the latest shelf has them."""
        binders = self.shelf.binders_of(slug) if self.shelf else []
        return {level.level for binder in binders for level in binder.levels.levels}

    def shelf_for(self, slug: str) -> Shelf:
        """Return the newest shelf with a municipality, or without a slug the whole one.

        Raise LookupError before there is one.
        """
        shelf = self._towns.get(slug, self.shelf)
        if shelf is None:
            raise LookupError("no shelf has been read yet")
        return shelf
