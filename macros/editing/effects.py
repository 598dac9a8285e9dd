"""Tell what a saved change reaches: its pages, sheets and packets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from macros.editing.journal import Entry
from macros.records.laid_over import lay_over


def describe_effects(data: Path, today: date, entry: Entry) -> str:
    """Describe what a change shows on, as ``parmen affected`` does.

    Pages are built twice with MkDocs, which takes seconds: a server asks for it in a process of its own.
    """
    from macros.changes.compare import compare
    from macros.changes.descriptions import Describer
    from macros.changes.reach import find_reach
    from macros.changes.report import describe_reach
    from macros.changes.snapshot import read_folder

    with lay_over({path.as_posix(): content for path, content in entry.before.items()}):
        old = read_folder(data, today)
    new = read_folder(data, today)
    reach = find_reach(old, new, compare(old.source, new.source))
    return describe_reach(reach, Describer(old, new))
