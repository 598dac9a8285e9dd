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
        """Break something, and return what was touched, with every word of it as it was and as it is."""
        if mutation in FILE_MUTATIONS:
            paths: tuple[Path, ...] = mutation(self.folder, random)  # type: ignore[assignment]
        else:
            path = random.choice([path for path in self.whole if path.suffix == ".yaml"])
            mutate = mutate_tree if mutation in TREE_MUTATIONS else mutate_lines
            path.write_bytes(mutate(mutation, self.whole[path].decode(), random))  # type: ignore[operator]
            paths = (path,)
        touched = frozenset(path.relative_to(self.folder).as_posix() for path in paths)
        files = [path for path in self.whole if any(map(path.is_relative_to, paths))]
        before = [self.whole[path] for path in files]
        after = [path.read_bytes() for path in files if path.is_file()]
        texts = [*touched, *(raw.decode("utf-8", "replace") for raw in before + after)]
        return Edit(self.folder, touched, frozenset(words_of(" ".join(texts))))

    def undo(self) -> None:
        """Make the folder whole again, touching only what differs."""
        folders = {folder for path in self.whole for folder in path.parents}
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_symlink() or (path.is_file() and path not in self.whole):
                path.unlink()
            elif path.is_dir() and path not in folders:
                shutil.rmtree(path)
        for path, raw in self.whole.items():
            if not path.is_file() or path.read_bytes() != raw:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)
