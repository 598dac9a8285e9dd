"""Read and write the cache, and trust nothing that lies in it.

An entry counts only if it is a regular file of this user's, in which nobody else may write, and if it begins
with the hash of its place and content. Anything else is as if it were not there, and is made again: a file
that was cut short, changed, moved or written by another version; a folder, a pipe or a link in its place; a
file of somebody else's. A whole cache is left alone that git tracks, that another user owns, or that others
may write in: it came with a clone, or anyone may have put things there.

The hash holds against accidents, and is no secret. Whoever may write as this user can write an entry with its
hash; but they can change the program and the site as well. Such an entry is data of the expected types and
never code, a path or a template. Its words and PDFs would be published, though: where others have had the
folder, delete it first.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import subprocess
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from macros.files import read_regular, write_file
from macros.project import CACHE

FOLDER = CACHE / "parmen"

_HAS_OWNERS = hasattr(os, "geteuid")
_LARGEST = 500_000_000
"""Bytes in an entry. A larger one is not ours, and is not read into memory."""


@cache
def cache_folder() -> Path:
    """Return the folder of this run's cache.

    It is a new and empty one where ours is not to be trusted; one line says so. Call it before workers are
    forked, so that they have the same.
    """
    if reason := _find_reason_against(FOLDER):
        print(
            f"Mappen {os.path.relpath(FOLDER)} används inte, för {reason}. Allt görs från början. "
            "Ta bort mappen, så görs en ny.",
            file=sys.stderr,
        )
        folder = Path(mkdtemp(prefix="parmen-"))
        atexit.register(_remove, folder, os.getpid())
        return folder
    return FOLDER


def _remove(folder: Path, process: int) -> None:
    """Remove the temporary cache, in the process that made it."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


def _find_reason_against(folder: Path) -> str:
    """Return in Swedish why a cache cannot be trusted or used; empty for a good one."""
    if _is_tracked(folder.parent):
        return IN_GIT
    try:
        if not folder.is_symlink():  # whose target may be another disk
            make_folder(folder)
        paths = [folder, *(path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())]
        facts = [path.stat() for path in paths]
    except OSError:
        return "den går inte att läsa och skriva i"
    if not all(map(_is_own, facts)):
        return SOMEBODY_ELSES
    if any(map(_may_be_written_by_others, facts)):
        return "andra på datorn får skriva i den"
    usable = all(os.access(path, os.R_OK | os.W_OK | os.X_OK) for path in paths)
    return "" if usable else "den går inte att läsa och skriva i"


IN_GIT = "den är sparad i git"
SOMEBODY_ELSES = "någon annan på datorn äger den"


def find_stranger(folder: Path) -> str:
    """Return in Swedish who else may have made what is in a folder; empty for none."""
    if not _is_own(folder.stat()):
        return SOMEBODY_ELSES
    return IN_GIT if _is_tracked(folder) else ""


def _is_own(facts: os.stat_result) -> bool:
    return not _HAS_OWNERS or facts.st_uid == os.geteuid()


def _may_be_written_by_others(facts: os.stat_result) -> bool:
    return _HAS_OWNERS and bool(facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _is_tracked(folder: Path) -> bool:
    """Report whether git keeps a folder, as a link or something in it."""
    if not os.path.lexists(folder):
        return False
    git = ["git", "--literal-pathspecs", "-c", "core.fsmonitor=false"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            [*git, "ls-files", "-z", "--", folder.name],
            cwd=folder.absolute().parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:  # this machine has no git
        return False
    return done.returncode == 0 and bool(done.stdout)


def make_folder(folder: Path) -> None:
    """Make a folder that only this user may write in, in the place of a file or link."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)


def read_own(file: Path) -> bytes | None:
    """Return the content of a file that only this user may write, else None."""

    def is_own(facts: os.stat_result) -> bool:
        return _is_own(facts) and not _may_be_written_by_others(facts)

    return read_regular(file, _LARGEST, is_own)


def remove_unless_file(file: Path, mode: int | None = None) -> None:
    """Remove what is not a regular file, with these rights if any are given."""
    with suppress(FileNotFoundError):
        found = file.lstat().st_mode
        if stat.S_ISDIR(found):
            shutil.rmtree(file)
        elif not stat.S_ISREG(found) or mode not in (None, stat.S_IMODE(found)):
            file.unlink()


def write_own(file: Path, content: bytes) -> None:
    """Write a file whole, in the place of whatever is there."""
    remove_unless_file(file, 0o644)  # a new file gets the rights of the one that it replaces
    write_file(file, content)


def read_entry(file: Path) -> bytes | None:
    """Return the content of an entry; None if it is missing or not to be trusted."""
    return open_entry(file, read_own(file))


def write_entry(file: Path, content: bytes) -> None:
    """Write an entry, with the hash of its place and content before it."""
    write_own(file, seal_entry(file, content))


def open_entry(file: Path, entry: bytes | None) -> bytes | None:
    """Return the content of an entry as it was read; None if its hash does not hold."""
    seal, _, content = (entry or b"").partition(b"\n")
    return content if seal and seal == _seal(file, content) else None


def seal_entry(file: Path, content: bytes) -> bytes:
    """Return an entry as it is written: the hash of its place and content before it."""
    return _seal(file, content) + b"\n" + content


def _seal(file: Path, content: bytes) -> bytes:
    place = f"{file.parent.name}/{file.name}\n".encode()
    return sha256(place + content).hexdigest().encode()
