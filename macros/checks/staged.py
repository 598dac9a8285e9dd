"""The gate before git saves or sends: ``python -m macros.checks.staged``.

It checks what is about to be saved to the history, not what lies in the folder. With the name of a file it
checks the commit's message in it; with ``--pushed`` the commits that are about to be sent, as git lists them
on standard input. The hooks in ``.githooks`` call it; ``make hooks`` puts them in use.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import reduce
from pathlib import Path, PurePosixPath

from macros.checks.disguise import decode_text
from macros.checks.file_gate import MOST_BYTES, inspect_file, too_large
from macros.checks.person_hints import find_hints
from macros.checks.privacy import find_in_name, find_in_text, list_allowed
from macros.files import printable
from macros.problems import NOT_A_FILE, Problem
from macros.records.shelf import read
from macros.records.source import MAX_BYTES

_FILES = ("100644", "100755")
"""Git's modes of ordinary files; others are links and other projects."""
_HINTED = re.compile(r"(?:data|docs)/.*\.(?:md|yaml|yml)", re.DOTALL)
"""The files that editors write. Names of the program's authors may stand in others."""
_RAW = ("--raw", "--ignore-submodules=none", "--no-renames", "--no-abbrev", "--diff-filter=ACMRT", "-z")


_SCISSORS = "# ------------------------ >8 ---"
_CHANGE = re.compile(r"[-+ @\\]|(?:diff|index|new|old|deleted|similarity|rename|copy|Binary) ")
"""How the lines of a change begin."""
_STEP = re.compile("^#\\s+[a-z]+ [0-9a-f]{7,40} .*")
"""A step of a rebase, with the subject of an earlier commit."""


def check_staged(data: Path = Path("data")) -> Iterator[Problem]:
    """Yield what may not be saved of the files that are staged in git."""
    yield from _inspect_changes(_git("diff", "--cached", *_RAW), _read_allowed(data))


def list_staged_hints(data: Path = Path("data")) -> list[Problem]:
    """Return what may be about a person in the staged data and pages.

    It stops nothing.
    """
    allowed = _read_allowed(data)
    return [
        hint
        for name, mode, blob in _list_changes(_git("diff", "--cached", *_RAW))
        if mode in _FILES and _HINTED.fullmatch(name) and _size_of(blob) <= MAX_BYTES
        for hint in sorted(find_hints(decode_text(_git("cat-file", "blob", blob)), printable(name), allowed))
    ]


def check_pushed(lines: str, remote: str, data: Path = Path("data")) -> Iterator[Problem]:
    """Yield what may not be sent to another repository.

    ``lines`` are git's, one for each branch: its name and commit here, and there. What the other repository
    has already is not looked at.
    """
    ends = {line.split()[1] for line in lines.splitlines()}
    new = [end for end in sorted(ends) if end.strip("0")]  # only zeros: the branch is removed there
    allowed = _read_allowed(data)
    for end in new:
        yield from _inspect_tags(end, allowed)
    if new := [end for end in new if _peel(end) == "commit"]:
        yield from check_history([*new, "--not", f"--remotes={remote}"], data)


def _inspect_tags(end: str, allowed: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the tags that lead to a commit.

    A tag of anything else is refused.
    """
    while _type_of(end) == "tag":
        content = os.fsdecode(_git("cat-file", "tag", end))
        yield from find_in_text(_without_people(content), f"tag {end[:10]}", allowed)
        end = content.split(maxsplit=2)[1]
    if _type_of(end) != "commit":
        yield Problem(f"tag {end[:10]}", 1, 1, "unreadable", *NOT_A_FILE)


def _peel(end: str) -> str:
    """Return the type of what an object leads to through all its tags."""
    return os.fsdecode(_git("cat-file", "-t", f"{end}^{{}}")).strip()


def _type_of(end: str) -> str:
    return os.fsdecode(_git("cat-file", "-t", end)).strip()


def _without_people(content: str) -> str:
    """Return a commit's or a tag's text without who wrote it, and when."""
    machine = ("tree ", "parent ", "object ", "author ", "committer ", "tagger ", " object ", " tagger ")
    return "\n".join(line for line in content.splitlines() if not line.startswith(machine))


def check_history(revisions: Collection[str], data: Path = Path("data")) -> Iterator[Problem]:
    """Yield what should not have been saved in some commits.

    ``revisions`` are arguments of ``git rev-list``.
    """
    allowed = _read_allowed(data)
    for commit in os.fsdecode(_git("rev-list", *revisions)).split():
        changes = _git("diff-tree", "-r", "-m", "--root", "--no-commit-id", *_RAW, commit)
        yield from _inspect_changes(changes, allowed, f" ({commit[:10]})")
        names = decode_text(_git("show", "--no-patch", "--format=%an%n%cn", commit))
        message = _without_people(decode_text(_git("cat-file", "commit", commit)))
        yield from find_in_text(names + message, f"commit {commit[:10]}", allowed)


def _inspect_changes(raw: bytes, allowed: Collection[str], where: str = "") -> Iterator[Problem]:
    """Yield what is wrong with the files in git's list of changes.

    ``where`` is said after each file's name; it is no part of the name, and not searched.
    """
    for name, mode, blob in _list_changes(raw):
        for problem in _inspect_change(name, mode, blob, allowed):
            yield replace(problem, file=f"{problem.file}{where}")


def _inspect_change(name: str, mode: str, blob: str, allowed: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with one changed file."""
    file = printable(name)
    if mode not in _FILES:
        yield from find_in_name(file, allowed)
        yield Problem(file, 1, 1, "unreadable", *NOT_A_FILE)
    elif _size_of(blob) > MOST_BYTES:
        yield from find_in_name(file, allowed)
        yield too_large(file)
    else:
        yield from inspect_file(_git("cat-file", "blob", blob), file, PurePosixPath(name), allowed)


def _list_changes(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield the name, mode and blob of each file in git's list of changes."""
    parts = os.fsdecode(raw).split("\0")
    for facts, name in zip(parts[::2], parts[1::2], strict=False):
        _, mode, _, blob, _ = facts.split()
        yield name, mode, blob


def _size_of(blob: str) -> int:
    return int(_git("cat-file", "-s", blob))


def check_message(message: Path, data: Path = Path("data")) -> Iterator[Problem]:
    """Yield what looks like a person's in a commit's message.

    Its comments are read too: with ``git commit -m`` they are saved. Left out is what git itself writes:
    below the scissors the lines of the change (``commit -v``), in comments the author and the steps of a
    rebase.
    """
    text, scissors, below = decode_text(message.read_bytes()).partition(_SCISSORS)
    change = [line for line in below.splitlines(keepends=True) if not _CHANGE.match(line)]
    lines = (text + scissors + "".join(change)).splitlines()
    authors = _read_authors() if any(line.startswith("#") for line in lines) else []
    for at, line in enumerate(lines):
        if line.startswith("#"):
            lines[at] = _STEP.sub("", reduce(lambda rest, author: rest.replace(author, ""), authors, line))
    return find_in_text("\n".join(lines), message.name, _read_allowed(data))


def _list_message_hints(message: Path) -> list[Problem]:
    """Return what may be about a person in what will be saved of a message for sure."""
    lines = decode_text(message.read_bytes()).partition(_SCISSORS)[0].splitlines()
    text = "\n".join("" if line.startswith("#") else line for line in lines)
    return list(find_hints(text, message.name))


def _read_authors() -> list[str]:
    """Return the author and the committer, each as git writes them in a comment."""
    authors = []
    for role in ("AUTHOR", "COMMITTER"):
        with suppress(GitError):
            authors.append(os.fsdecode(_git("var", f"GIT_{role}_IDENT")).rpartition(">")[0] + ">")
    return authors


def _read_allowed(data: Path) -> set[str]:
    shelf, _ = read(data, only=())
    return list_allowed(shelf)


class GitError(Exception):
    """Git could not answer; the message says why, in Swedish."""


def _git(*arguments: str) -> bytes:
    """Return what git prints; raise GitError."""
    try:
        return subprocess.run(
            ["git", "--no-replace-objects", *arguments], capture_output=True, check=True
        ).stdout
    except FileNotFoundError:
        raise GitError("Programmet git finns inte på datorn. Installera git.") from None
    except subprocess.CalledProcessError as error:
        if subprocess.run(["git", "rev-parse", "--git-dir"], capture_output=True, check=False).returncode:
            message = "Mappen ligger inte i ett git-arkiv som git litar på, så det finns inget att granska."
        else:
            message = f"Git kunde inte svara: {printable(os.fsdecode(error.stderr).strip())}"
        raise GitError(message) from None


def _read_push(remotes: list[str]) -> tuple[str, str]:
    """Return what is pushed, as git says it on standard input, and where.

    The program pre-commit says it in the environment, and names no remote.
    """
    if remotes:
        return sys.stdin.read(), remotes[0]
    end, remote = (os.environ.get(f"PRE_COMMIT_{name}", "") for name in ("TO_REF", "REMOTE_NAME"))
    if not (end and remote):
        raise GitError("Skriv vart det skickas, till exempel: --pushed origin")
    return f"HEAD {_git('rev-parse', '--verify', end).decode().strip()}", remote


def main(arguments: list[str]) -> int:
    """Print the problems found; return 1 for any, 2 where git cannot answer, else 0."""
    is_push = arguments[:1] == ["--pushed"]
    try:
        if is_push:
            problems, hints = list(check_pushed(*_read_push(arguments[1:]))), []
        elif arguments:
            problems, hints = list(check_message(Path(arguments[0]))), _list_message_hints(Path(arguments[0]))
        else:
            problems, hints = list(check_staged()), list_staged_hints()
    except GitError as error:
        print(error, file=sys.stderr)
        return 2
    for problem in (*problems, *hints):
        print(problem, file=sys.stderr)
    if problems:
        print("Ingenting skickades." if is_push else "Ingenting sparades i historiken.", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
