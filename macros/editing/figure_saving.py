"""Write new tables of figures into an area's file, checked with the whole."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.checks import check_pending
from macros.editing.trees import ensure_record, make_root
from macros.editing.written_levels import Files
from macros.exchange.data_writer import replace_files
from macros.exchange.yaml_lines import Tree
from macros.exchange.yaml_tree import splice_tree
from macros.problems import Problem
from macros.records.binder_levels import BinderLevel
from macros.records.whole_shelf import Shelf


@dataclass(frozen=True, slots=True)
class FigureFiles:
    """The files of an area's figures as they are, and as they are to be."""

    before: Mapping[Path, bytes | None]
    after: Mapping[Path, bytes]

    def find_problems(self, shelf: Shelf) -> list[Problem]:
        """Return what the check says of the data with the new files."""
        pending = {path.as_posix(): content for path, content in self.after.items()}
        return check_pending(shelf.folder, pending, shelf.today)[1]

    def put(self) -> list[str]:
        """Put the files in place, all or none, and return their names. Raise CommitError."""
        replace_files(self.before, self.after)
        return [path.as_posix() for path in self.after]


def splice_tables(level: BinderLevel, tables: Mapping[int, Sequence[Tree]]) -> FigureFiles:
    """Return an area's files with new tables after those that stand there.

    Raise TooTangledError where they cannot be written.
    """
    files = Files()
    texts: dict[Path, bytes] = {}
    for year, new in tables.items():
        home = files.find_home(Path(level.path), ("figures", str(year)), ())
        tree = make_root(copy.deepcopy(files.tree(home.file)), home.steps)
        record = ensure_record(tree, home.steps)
        known = record.get("tables")
        record["tables"] = [*(known if isinstance(known, list) else []), *new]
        text = splice_tree(files.read(home.file), tree).encode("utf-8")
        texts[home.file] = text
    return FigureFiles({path: files.contents.get(path) for path in texts}, texts)
