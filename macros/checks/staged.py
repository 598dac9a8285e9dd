"""The privacy gate before a commit, since git remembers: ``python -m macros.checks.staged``.

Looks at what is about to be saved to the history, and not at what lies in the folder. The hook in
``.githooks`` calls it; ``make hooks`` puts the hook in use.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.checks.privacy import in_content
from macros.problems import Problem
from macros.records.shelf import read


def staged(data: Path = Path("data")) -> Iterator[Problem]:
    """Give what looks like a person's in the files that are staged in git. The tests' own are made up."""
    shelf, _ = read(data)
    allowed = {entry.value for entry in shelf.site.allowed} if "site" not in shelf.lacking else set()
    for name in _git("diff", "--cached", "--name-only", "--diff-filter=ACMR", "-z").decode().split("\0"):
        if name and not name.startswith("tests/"):
            yield from in_content(_git("cat-file", "blob", f":{name}"), name, allowed)


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout


def main() -> int:
    """Print what was found; 1 when something was."""
    problems = list(staged())
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print("Ingenting sparades i historiken.", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
