"""Put new tables of figures into an area's files."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path

from macros.editing.trees import ensure_record, make_root
from macros.editing.written_levels import Files
from macros.exchange.yaml_lines import Tree
from macros.exchange.yaml_tree import splice_tree
from macros.records.binder_levels import BinderLevel


def splice_tables(
    level: BinderLevel, tables: Mapping[int, Sequence[Tree]]
) -> tuple[dict[Path, bytes | None], dict[Path, bytes | None]]:
    """Return an area's files before and after new tables are put behind the old.

    Raise TooTangledError where they cannot be written.
    """
    files = Files()
    after: dict[Path, bytes | None] = {}
    for year, new in tables.items():
        home = files.find_home(Path(level.path), ("figures", str(year)), ())
        tree = make_root(copy.deepcopy(files.tree(home.file)), home.steps)
        record = ensure_record(tree, home.steps)
        known = record.get("tables")
        record["tables"] = [*(known if isinstance(known, list) else []), *new]
        after[home.file] = splice_tree(files.read(home.file), tree).encode("utf-8")
    return {path: files.contents.get(path) for path in after}, after
