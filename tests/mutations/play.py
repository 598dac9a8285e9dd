"""A copy of a data folder to break and mend again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import yaml

from tests.mutations.files import FILE_MUTATIONS
from tests.mutations.judge import Edit, words_of
from tests.mutations.lines import LINE_MUTATIONS
from tests.mutations.trees import TREE_MUTATIONS, write

Mutation = Callable[..., object]
MUTATIONS: tuple[Mutation, ...] = (*LINE_MUTATIONS, *TREE_MUTATIONS, *FILE_MUTATIONS)


class Play:
    """A folder ``data`` that an edit breaks, and that is whole again when the edit is undone."""

    def __init__(self, source: Path, folder: Path) -> None:
        """Copy the source. ``folder`` is what the check is asked to read."""
        self.folder = folder
        shutil.copytree(source, folder)
        self.whole = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}

    def edit(self, mutation: Mutation, random: Random) -> Edit:
        """Break something, and tell what was touched."""
        if mutation in FILE_MUTATIONS:
            touched: set[str] = mutation(self.folder, random)  # type: ignore[assignment]
        else:
            path = random.choice([path for path in self.whole if path.suffix == ".yaml"])
            path.write_bytes(self._mutated(mutation, self.whole[path].decode(), random))
            touched = {path.relative_to(self.folder).as_posix()}
        return Edit(self.folder, frozenset(touched), frozenset(self._words(touched)))

    def _mutated(self, mutation: Mutation, text: str, random: Random) -> bytes:
        if mutation in TREE_MUTATIONS:
            return write(mutation(yaml.load(text, yaml.CBaseLoader), random))
        result = mutation(text.splitlines(keepends=True), random)
        assert isinstance(result, bytes)
        return result

    def _words(self, touched: set[str]) -> set[str]:
        words = {word for own in touched for word in words_of(own)}
        for path, raw in self.whole.items():
            name = path.relative_to(self.folder).as_posix()
            if any(name == own or name.startswith(f"{own}/") for own in touched):
                words |= words_of(raw.decode("utf-8", "replace"))
                if path.is_file():
                    words |= words_of(path.read_bytes().decode("utf-8", "replace"))
        return words

    def undo(self) -> None:
        """Make the folder whole again, touching only what differs."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_symlink() or (path.is_file() and path not in self.whole):
                path.unlink()
            elif path.is_dir() and (path in self.whole or not self._holds(path)):
                shutil.rmtree(path)
        for path, raw in self.whole.items():
            if not path.is_file() or path.read_bytes() != raw:
                if path.parent.is_file():
                    path.parent.unlink()
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)

    def _holds(self, folder: Path) -> bool:
        return any(path.is_relative_to(folder) for path in self.whole)
