"""Remember what was checked and saved, to undo it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe

from macros.problems import Problem
from macros.records.whole_shelf import Shelf

Check = Callable[[Mapping[str, bytes | None]], tuple[Shelf | None, list[Problem]]]
"""Checks the data with some files as they would be, by their names in messages; None is a removed one."""
_KEPT = 200
"""The most changes that can be undone. Older ones are for git."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in words, and the files' bytes before and after (None: no file)."""

    key: str
    changes: tuple[str, ...]
    before: Mapping[Path, bytes | None]
    after: Mapping[Path, bytes | None]
    address: str = ""
    path: str = ""


@dataclass(slots=True)
class Journal:
    """The changes that were saved since the program was started, the latest last."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def add(
        self,
        changes: list[str],
        before: Mapping[Path, bytes | None],
        after: Mapping[Path, bytes | None],
        address: str,
        path: str,
    ) -> str:
        """Remember a change, and return its key."""
        key = token_urlsafe(9)
        self.entries[key] = Entry(key, tuple(changes), before, after, address, path)
        for old in list(self.entries)[:-_KEPT]:
            del self.entries[old]
        return key
