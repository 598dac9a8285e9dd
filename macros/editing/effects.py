"""Tell what a saved change reaches: its pages, sheets and packets.

``python -m macros.editing.effects`` does so for a server, in a process of its own: MkDocs builds the pages
twice, which takes seconds, and runs once in a process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from macros.records.laid_over import lay_over


def write_job(data: Path, today: date, before: Mapping[Path, bytes | None]) -> str:
    """Return what the program reads on its standard input.

    ``before`` holds what the changed files held; None stands for no file.
    """
    texts = {
        path.as_posix(): None if content is None else content.decode("utf-8")
        for path, content in before.items()
    }
    return json.dumps({"data": data.as_posix(), "today": today.isoformat(), "before": texts})


def describe_effects(data: Path, today: date, before: Mapping[str, bytes | None]) -> str:
    """Describe what a change shows on, as ``parmen affected`` does."""
    from macros.changes.compare import compare
    from macros.changes.descriptions import Describer
    from macros.changes.reach import find_reach
    from macros.changes.report import describe_reach
    from macros.changes.snapshot import read_folder

    with lay_over(before):
        old = read_folder(data, today)
    new = read_folder(data, today)
    reach = find_reach(old, new, compare(old.source, new.source))
    return describe_reach(reach, Describer(old, new))


def main() -> None:
    """Read a job, and print what its change reaches."""
    job = json.load(sys.stdin)
    before = {name: None if text is None else text.encode() for name, text in job["before"].items()}
    print(describe_effects(Path(job["data"]), date.fromisoformat(job["today"]), before))


if __name__ == "__main__":
    main()
