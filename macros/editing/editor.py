"""The editor: draws a record's form, saves it into the YAML files, and undoes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from macros.editing.answers import Answer
from macros.problems import Problem
from macros.records.whole_shelf import Shelf

Check = Callable[[Mapping[str, bytes | None]], tuple[Shelf | None, list[Problem]]]
"""Checks the data with some files as they would be, by their names in messages; None is a removed one."""


class Editor:
    """Changes records of one data folder.

    One at a time: a caller with several threads holds a lock of its own around each call.
    """

    def __init__(self, check: Check, shelf: Shelf) -> None:
        """Take what checks the data, and the shelf that was read last."""
        self.check = check
        self.shelf = shelf

    def renew(self, shelf: Shelf) -> None:
        """Take a shelf that was read anew."""
        self.shelf = shelf

    def draw_form(self, address: str, path: str, level: str = "") -> Answer:
        """Return the form of a record, or of a new one.

        ``level`` is the level to change it for, as in ``LevelChoice.key``.
        """
        raise NotImplementedError

    def answer(self, address: str, path: str, fields: Sequence[tuple[str, str]]) -> Answer:
        """Do what a submitted form's button says: save, remove, or move up or down."""
        raise NotImplementedError

    def undo(self, key: str) -> Answer:
        """Put the files of a change back byte for byte, unless they have changed since."""
        raise NotImplementedError
