"""Hash the data files as they were read, to see whether a binder has changed."""

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from macros.records.schedule import comes_near
from macros.records.time_words import NAMED_TIME, parse_when
from macros.records.validity import a_year_after, has_passed, standing_between

_DAY = re.compile(rb"\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b")
_YEAR = re.compile(r"[0-9]{4}|\b[hv]t[ -]?[0-9]")
"""What a line with a named time has: searched first, which is six times as quick."""


class Fingerprints:
    """The bytes of every file as it was read, by the name that messages give it.

    An editor may save a file while a build is at work: what counts is what was read.
    """

    def __init__(self) -> None:
        """Start with no files."""
        self._files: dict[str, bytes] = {}
        self._within: dict[str, list[str]] = {}
        self._digests: dict[str, bytes] = {}
        self._standings: dict[tuple[str, date], bytes] = {}

    def add(self, file: str, content: bytes) -> None:
        """Remember a file that was read, for itself and for each folder that it lies in."""
        if file not in self._files:
            for end in (at for at, char in enumerate(f"{file}/") if char == "/"):
                self._within.setdefault(file[:end], []).append(file)
        self._files[file] = content

    def contents(self) -> Iterable[tuple[str, bytes]]:
        """Return every file that was read, with its bytes."""
        return self._files.items()

    def within(self, names: Iterable[str]) -> set[str]:
        """Return the files that were read of some files and folders."""
        return {file for name in names for file in self._within.get(name, ())}

    def of(self, names: Iterable[str], today: date) -> str:
        """Hash files and folders, and how the days named in them stand to today.

        The day itself does not enter, so that a binder is the same tomorrow; which of the days named in the
        files are near, have passed, or are more than a year ago, does: it decides what is shown.
        """
        digest = sha256()
        for name in names:
            digest.update(name.encode() + self._digest(name) + self._standing_of_days(name, today))
        return digest.hexdigest()

    def hash_content(self, names: Iterable[str]) -> str:
        """Hash the content of files and folders, the same on every day.

        It is also the same wherever the data lies.
        """
        return sha256(b"".join(map(self._digest, names))).hexdigest()

    def _digest(self, name: str) -> bytes:
        """Hash a file, or all files of a folder with their names in it."""
        if name not in self._digests:
            digest = sha256()
            for file in sorted(self._within.get(name, ())):
                content = self._files[file]
                digest.update(b"%s\0%d:" % (file.removeprefix(name).encode(), len(content)) + content)
            self._digests[name] = digest.digest()
        return self._digests[name]

    def _standing_of_days(self, name: str, today: date) -> bytes:
        """Return how each day that a file or folder names stands to today."""
        if (name, today) not in self._standings:
            contents = (self._files[file] for file in self._within.get(name, ()))
            times = sorted({time for content in contents for time in _find_times(content)})
            standings = (time.encode() + _standing(time, today) for time in times)
            self._standings[name, today] = b"".join(standings)
        return self._standings[name, today]


def _find_times(content: bytes) -> Iterable[str]:
    """Return the days, months, years and named times, such as seasons, in a file."""
    lines = (
        line for line in content.decode("utf-8", "replace").casefold().splitlines() if _YEAR.search(line)
    )
    words = (name for line in lines for name in NAMED_TIME.findall(" ".join(line.split())))
    return [*(day.decode() for day in _DAY.findall(content)), *words]


def _standing(time: str, today: date) -> bytes:
    """Return how a time stands to today, as bytes to hash.

    It is coming, near, current or ended, and has ended more than a year ago or not. It changes on the days on
    which a record's standing can change, and on no other: see ``validity`` and ``schedule``.
    """
    when = parse_when(time)
    if when is None:
        return b""
    standing = standing_between(when.first, when.last, today)
    near = comes_near(when.first, today)
    return f"{standing}{near}{has_passed(a_year_after(when.last), today)}".encode()
