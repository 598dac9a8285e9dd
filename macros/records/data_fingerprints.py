"""What the files of the data were when they were read: for telling whether a binder has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from macros.records.validity import a_year_after, has_passed, standing_between
from macros.records.values import When

_DAY = re.compile(rb"\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b")


class Fingerprints:
    """The bytes of every file as it was read, by the name that messages give it.

    An editor may save a file while a build is at work: what counts is what was read.
    """

    def __init__(self) -> None:
        """Begin without files."""
        self._files: dict[str, bytes] = {}
        self._within: dict[str, list[str]] = {}
        self._levels: dict[tuple[str, date], bytes] = {}
        self._plain: dict[str, bytes] = {}

    def add(self, file: str, content: bytes) -> None:
        """Remember a file that was read, for itself and for each folder that it lies in."""
        if file not in self._files:
            for end in (at for at, char in enumerate(f"{file}/") if char == "/"):
                self._within.setdefault(file[:end], []).append(file)
        self._files[file] = content

    def contents(self) -> Iterable[tuple[str, bytes]]:
        """Give every file that was read, with its bytes."""
        return self._files.items()

    def of(self, names: Iterable[str], today: date) -> str:
        """Hash these files, and all files in those of them that are folders.

        The day itself does not enter, so that a binder is the same tomorrow; which of the days named in the
        files have passed, or are more than a year ago, does: it decides what is shown as too old.
        """
        digest = sha256()
        for name in names:
            digest.update(self._level(name, today))
        return digest.hexdigest()

    def plain(self, names: Iterable[str]) -> str:
        """Hash what these files and folders hold, the same on every day and wherever the data lies."""
        digest = sha256()
        for name in names:
            if name not in self._plain:
                inner = sha256()
                for file in sorted(self._within.get(name, ())):
                    content = self._files[file]
                    inner.update(b"%s\0%d:" % (file.removeprefix(name).encode(), len(content)) + content)
                self._plain[name] = inner.digest()
            digest.update(self._plain[name])
        return digest.hexdigest()

    def _level(self, name: str, today: date) -> bytes:
        if (name, today) not in self._levels:
            digest = sha256()
            days: set[bytes] = set()
            for file in sorted(self._within.get(name, ())):
                content = self._files[file]
                digest.update(b"%s\0%d:" % (file.encode(), len(content)) + content)
                days.update(_DAY.findall(content))
            for day in sorted(days):
                digest.update(day + _standing(day.decode(), today))
            self._levels[name, today] = digest.digest()
        return self._levels[name, today]


def _standing(day: str, today: date) -> bytes:
    """Return how a day, a month or a year stands to today: coming, begun, over, or over since a year.

    It changes on the days on which a record's standing can change, and on no other: see ``validity``.
    """
    try:
        when = When(day)
        standing = standing_between(when.first, when.last, today)
        return f"{standing}{has_passed(a_year_after(when.last), today)}".encode()
    except ValueError:
        return b""
