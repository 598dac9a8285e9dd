"""Find where a level writes something: in which file, and on what way in it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from macros.editing.trees import Steps, find
from macros.exchange.yaml_lines import Tree
from macros.exchange.yaml_tree import read_tree
from macros.files import read_regular
from macros.records.base import FIRSTS
from macros.records.kinds import KIND_NAMES, Kinds
from macros.records.shape import shapes

_INDEX = "index.yaml"
_IN_ONE_FILE = {"terms"}
"""Kinds that are a mapping, and by hand all in one file."""


class Home(NamedTuple):
    """A file, which may not be there yet, and the way to a value in it."""

    file: Path
    steps: Steps


@dataclass(slots=True)
class Files:
    """The files of the data as they are on the disk now, each read once."""

    contents: dict[Path, bytes | None] = field(default_factory=dict)
    _trees: dict[Path, Tree | None] = field(default_factory=dict)

    def read(self, file: Path) -> str:
        """Return a file's text; an empty one where no ordinary file is."""
        if file not in self.contents:
            self.contents[file] = read_regular(file, sys.maxsize)
        return (self.contents[file] or b"").decode("utf-8")

    def tree(self, file: Path) -> Tree | None:
        """Return what a file says; None where it is not there or says nothing."""
        if file not in self._trees:
            self._trees[file] = read_tree(self.read(file))
        return self._trees[file]

    def find_home(self, root: Path, steps: Steps, firsts: Steps) -> Home:
        """Return where a level, a file or a folder, writes something or would.

        ``firsts`` are the ids of those records that are the first of a list and may have a name of their own,
        as ``meeting`` has.
        """
        file, rest = self._find_file(root, steps)
        tree = self.tree(file)
        for name, (many, _) in FIRSTS.items():
            for at in range(len(rest) - 1):
                holder = find(tree, rest[:at])
                has_list = isinstance(holder, dict) and many in holder and name not in holder
                if rest[at] == many and rest[at + 1] in firsts and not has_list:
                    rest = (*rest[:at], name, *rest[at + 2 :])
                    break
        return Home(file, rest)

    def _find_file(self, root: Path, steps: Steps) -> Home:
        """Return the file, and the way in it.

        By hand each kind gets a file of its own in a folder, and so does each record of a kind that has
        several by name.
        """
        if not root.is_dir():
            return Home(root, steps)
        head = steps[0] if steps else ""
        index = self.tree(root / _INDEX)
        has_own = bool(head) and ((root / head).is_dir() or (root / f"{head}.yaml").is_file())
        if (isinstance(index, dict) and head in index) or not (has_own or head in KIND_NAMES):
            return Home(root / _INDEX, steps)
        if (root / head).is_dir() and len(steps) > 1:
            return (
                self._find_file(root / head, steps[1:])
                if _leads_on(root / head, steps[1])
                else Home(root / head / f"{steps[1]}.yaml", steps[2:])
            )
        is_named = head in KIND_NAMES and shapes(Kinds)[head].how == "mapping" and head not in _IN_ONE_FILE
        if is_named and len(steps) > 1 and not (root / f"{head}.yaml").is_file():
            return Home(root / head / f"{steps[1]}.yaml", steps[2:])
        return Home(root / f"{head}.yaml", steps[1:])


def _leads_on(root: Path, head: str) -> bool:
    """Report whether a folder holds a field: in its index, a file or a folder."""
    return (root / _INDEX).is_file() or (root / head).is_dir()
