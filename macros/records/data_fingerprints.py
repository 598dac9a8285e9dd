"""Hash the data files as they were read, to see whether a binder has changed."""

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from macros.records.schedule import comes_near
from macros.records.validity import a_year_after, has_passed, standing_between
from macros.records.values import When

_DAY = re.compile(rb"\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b")


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
            days = sorted({day for content in contents for day in _DAY.findall(content)})
            standings = (day + _standing(day.decode(), today) for day in days)
            self._standings[name, today] = b"".join(standings)
        return self._standings[name, today]


def _standing(day: str, today: date) -> bytes:
    """Return how a day, month or year stands to today, as bytes to hash.

    It is coming, near, current or ended, and has ended more than a year ago or not. It changes on the days on
    which a record's standing can change, and on no other: see ``validity`` and ``schedule``.
    """
    try:
        when = When(day)
        standing = standing_between(when.first, when.last, today)
        near = comes_near(when.first, today)
        return f"{standing}{near}{has_passed(a_year_after(when.last), today)}".encode()
    except ValueError:
        return b""
