"""Data folders as they were read: the levels as written, and the shelf that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from macros.problems import Place, Problem
from macros.records.assemble import assemble
from macros.records.binder import Binder, Shelf
from macros.records.data_fingerprints import Fingerprints
from macros.records.levels import Source, read_source
from macros.records.nodes import Mapping, Node, Sequence
from macros.records.shelf import uncollected


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a data folder. With problems, what has faults is lacking in its shelf."""

    source: Source
    shelf: Shelf
    problems: tuple[Problem, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether something is wrong, or missing: an older version lacks the files that came later."""
        return bool(self.problems or self.shelf.lacking)


def read(folder: Path, today: date, named: Path | None = None) -> Reading:
    """Read a data folder without the rules across records: what was saved long ago may break newer rules.

    ``named`` is the folder that its files are said to lie in, for data that was fetched from elsewhere.
    """
    problems: list[Problem] = []
    with uncollected():
        source = read_source(folder, problems)
        if named is not None:
            source = _renamed(source, folder.as_posix(), named)
            problems = [
                replace(problem, file=_moved(problem.file, folder.as_posix(), named.as_posix()))
                for problem in problems
            ]
        return made_of(source, today, problems)


def made_of(source: Source, today: date, problems: list[Problem] | None = None) -> Reading:
    """Make the shelf of levels that have been read already."""
    found = problems if problems is not None else []
    shelf = assemble(source, today, found)
    return Reading(source, shelf, tuple(sorted(set(found))))


def _renamed(source: Source, old: str, new: Path) -> Source:
    """Say of every node that it stands in the other folder: whose a text is hangs on its place."""
    names: dict[str, str] = {}
    roots: list[Node] = list(source.shared.values())
    for level in (*source.levels.values(), *source.partial.values()):
        roots += [level.own, *level.kinds.values()]
    seen: set[int] = set()
    for root in roots:
        for node in _inside(root):
            if id(node) in seen:
                continue
            seen.add(id(node))
            node.place = _elsewhere(node.place, old, new.as_posix(), names)
            if isinstance(node, Mapping):
                for key, place in node.keys_at.items():
                    node.keys_at[key] = _elsewhere(place, old, new.as_posix(), names)
    contents = source.read.contents()
    source.folder, source.read = new, Fingerprints()
    for file, content in contents:
        source.read.add(_moved(file, old, new.as_posix()), content)
    return source


def _elsewhere(place: Place, old: str, new: str, names: dict[str, str]) -> Place:
    if place.file not in names:
        names[place.file] = _moved(place.file, old, new)
    return place._replace(file=names[place.file])


def _moved(file: str, old: str, new: str) -> str:
    return new + file.removeprefix(old) if file == old or file.startswith(f"{old}/") else file


def _inside(node: Node) -> Iterator[Node]:
    stack: list[Node] = [node]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Mapping):
            stack += node.values()
        elif isinstance(node, Sequence):
            stack += node


def mended(old: Shelf, new: Shelf) -> Shelf:
    """Fill what is lacking in an older shelf from the newer, so that what is whole can be drawn."""
    binders = {slug: _mended(binder, new.binders.get(slug)) for slug, binder in old.binders.items()}
    shared: dict[str, Any] = {name: getattr(new, name) for name in old.lacking}
    whole = {slug: binder for slug, binder in binders.items() if binder is not None}
    return replace(old, binders=whole, lacking=frozenset(), **shared)


def _mended(old: Binder, new: Binder | None) -> Binder | None:
    if not old.lacking:
        return old
    if new is None:
        return None
    newer = {name: getattr(new, name) for name in old.lacking}
    return old.model_copy(update=newer | {"lacking": frozenset()})
