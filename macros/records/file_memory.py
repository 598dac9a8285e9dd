"""Remember parsed files, for a preview that reads the same folder again and again.

A file is read each time, and parsed only when its text is another. What is remembered is never changed: every
step after the parser makes nodes of its own.
"""

from macros.problems import Problem
from macros.records.nodes import Node


class FileMemory:
    """The node and the problems of each file's latest text, by the file's name."""

    def __init__(self) -> None:
        """Start with no files."""
        self.searched: dict[str, tuple[tuple[bytes, list[str]], tuple[Problem, ...]]] = {}
        """What the latest search for persons found in each file, and what was searched for."""
        self._files: dict[str, tuple[str, Node | None, list[Problem]]] = {}

    def find(self, file: str, text: str) -> tuple[Node | None, list[Problem]] | None:
        """Return what was parsed of a file with just this text, or None."""
        kept = self._files.get(file)
        return kept[1:] if kept is not None and kept[0] == text else None

    def keep(self, file: str, text: str, node: Node | None, problems: list[Problem]) -> None:
        """Remember what a file's text was parsed to."""
        self._files[file] = text, node, problems
