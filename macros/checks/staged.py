"""The privacy gate before a commit: ``python -m macros.checks.staged``.

It checks what is about to be saved to the history, not what lies in the folder. With the name of a file it
checks the commit's message in it. The hooks in ``.githooks`` call it; ``make hooks`` puts them in use.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.checks.disguise import decode_text
from macros.checks.privacy import find_in_file, find_in_name, find_in_text
from macros.problems import Problem
from macros.records.folders import printable
from macros.records.shelf import read

_SUBMODULE = "160000"


def check_staged(data: Path = Path("data")) -> Iterator[Problem]:
    """Yield what looks like a person's in the files that are staged in git.

    The tests' own files are left out: what stands in them is made up.
    """
    allowed = _list_allowed(data)
    listing = os.fsdecode(_git("diff", "--cached", "--raw", "--no-renames", "--diff-filter=ACMRT", "-z"))
    parts = listing.split("\0")
    for facts, name in zip(parts[::2], parts[1::2], strict=False):
        _, mode, _, blob, _ = facts.split()
        if name.startswith("tests/"):
            continue
        if mode == _SUBMODULE:
            yield from find_in_name(printable(name), allowed)
        else:
            yield from find_in_file(_git("cat-file", "blob", blob), printable(name), allowed)


def check_message(message: Path, data: Path = Path("data")) -> Iterator[Problem]:
    """Yield what looks like a person's in a commit's message.

    The lines that git itself writes in it are left out.
    """
    lines = decode_text(message.read_bytes()).partition("# ------------------------ >8 ---")[0].splitlines()
    text = "\n".join("" if line.startswith("#") else line for line in lines)
    return find_in_text(text, message.name, _list_allowed(data))


def _list_allowed(data: Path) -> set[str]:
    shelf, _ = read(data, only=())
    return {entry.value for entry in shelf.site.allowed} if "site" not in shelf.lacking else set()


class _GitError(Exception):
    """Git could not answer; the message says why, in Swedish."""


def _git(*arguments: str) -> bytes:
    """Return what git prints; raise _GitError."""
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise _GitError("Programmet git finns inte på datorn. Installera git.") from None
    except subprocess.CalledProcessError as error:
        if subprocess.run(["git", "rev-parse", "--git-dir"], capture_output=True, check=False).returncode:
            message = "Mappen ligger inte i ett git-arkiv som git litar på, så det finns inget att granska."
        else:
            message = f"Git kunde inte svara: {printable(os.fsdecode(error.stderr).strip())}"
        raise _GitError(message) from None


def main(arguments: list[str]) -> int:
    """Print the problems found; return 1 for any, 2 where git cannot answer, else 0."""
    try:
        problems = list(check_message(Path(arguments[0])) if arguments else check_staged())
    except _GitError as error:
        print(error, file=sys.stderr)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print("Ingenting sparades i historiken.", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
