"""A copy of a data folder to break and mend again."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.mutations.files import FILE_MUTATIONS
from tests.mutations.judge import Edit, words_of
from tests.mutations.lines import LINE_MUTATIONS, mutate_lines
from tests.mutations.trees import TREE_MUTATIONS, mutate_tree

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
        """Break something, and return what was touched."""
        if mutation in FILE_MUTATIONS:
            paths: tuple[Path, ...] = mutation(self.folder, random)  # type: ignore[assignment]
        else:
            path = random.choice([path for path in self.whole if path.suffix == ".yaml"])
            mutate = mutate_tree if mutation in TREE_MUTATIONS else mutate_lines
            path.write_bytes(mutate(mutation, self.whole[path].decode(), random))  # type: ignore[operator]
            paths = (path,)
        touched = frozenset(path.relative_to(self.folder).as_posix() for path in paths)
        return Edit(self.folder, touched, frozenset(self._words(paths, touched)))

    def _words(self, paths: tuple[Path, ...], touched: frozenset[str]) -> set[str]:
        """Return the words of touched names and files, as they were and as they are."""
        words = words_of(" ".join(touched))
        for path, raw in self.whole.items():
            if any(path.is_relative_to(own) for own in paths):
                now = path.read_bytes() if path.is_file() else b""
                words |= words_of(f"{raw.decode()} {now.decode('utf-8', 'replace')}")
        return words

    def undo(self) -> None:
        """Make the folder whole again, touching only what differs."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_symlink() or (path.is_file() and path not in self.whole):
                path.unlink()
            elif path.is_dir() and not any(
                whole.is_relative_to(path) and whole != path for whole in self.whole
            ):
                shutil.rmtree(path)
        for path, raw in self.whole.items():
            if not path.is_file() or path.read_bytes() != raw:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)
