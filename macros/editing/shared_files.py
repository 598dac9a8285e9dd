"""Find what all municipalities share by path, as in a binder.

Paths into them begin with the file's name: ``laws.sol-anmalan``, ``glossary.sip``, ``site.urgent.bris``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.editing.trees import Id, Steps
from macros.problems import Place
from macros.records.assemble import SHARED_SHAPES
from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.laid_over import lay_over
from macros.records.path import NoSuchPathError, lookup, walk, walk_far
from macros.records.source import read_yaml
from macros.records.whole_shelf import Shelf
from macros.records.written import Node

LISTS = {"glossary": "Nytt ord i ordlistan", "laws": "Ny paragraf bland lagarna"}
"""The files that are a list of records, with the heading of the form for a new one."""
HEADS = ("site", *LISTS, "accessibility")
"""How paths into shared files begin: each is a file. The others are written by the program."""


class SharedFiles:
    """The records of the shared files, and what the files say: of one shelf."""

    def __init__(self, shelf: Shelf) -> None:
        """Read no file yet."""
        self.shelf = shelf
        self.records = shelf.shared
        self._nodes: dict[str, Node] = {}

    def file(self, head: str) -> Path:
        """Return the file that paths with a head lead into."""
        return self.shelf.folder / f"{head}.yaml"

    def node(self, path: str) -> Node:
        """Return what the file says at a path, as it was when the shelf was read.

        Raise NoSuchPathError.
        """
        head, *steps = path.split(".")
        return walk(self._read(head), *steps)

    def place_of(self, path: str) -> Place:
        """Return the place of the deepest part of a path that is written down."""
        head, *steps = path.split(".")
        return walk_far(self._read(head), *steps).place

    def _read(self, head: str) -> Node:
        if head not in self._nodes:
            name = self.file(head).as_posix()
            with lay_over({name: dict(self.shelf.read.contents()).get(name, b"")}):
                node = read_yaml(Path(name), name, [])
            if node is None:
                raise NoSuchPathError(head, [])
            self._nodes[head] = node
        return self._nodes[head]


Root = Binder | SharedFiles
"""Where a path begins: both say what the files say (``node``), and where (``place_of``)."""


def find_root(shelf: Shelf, binder: Binder, path: str) -> Root:
    """Return what a path leads into: a binder, or what all binders share."""
    return SharedFiles(shelf) if path.partition(".")[0] in HEADS else binder


def look_up(root: Root, path: str) -> Any:
    """Return the value at a path, for an empty one all there is.

    Raise NoSuchPathError.
    """
    records = root.records if isinstance(root, SharedFiles) else root
    return lookup(records, path) if path else records


def find_list_model(head: str) -> type[Record] | None:
    """Return the class of the records in a shared file that is a list."""
    return SHARED_SHAPES[head].model if head in LISTS else None


def find_shared_home(root: SharedFiles, steps: Steps) -> tuple[Path, Steps]:
    """Return the file that steps lead into, and the way in it."""
    head, *rest = steps
    if head in LISTS:
        rest[0] = Id(rest[0])
    return root.file(head), tuple(rest)
