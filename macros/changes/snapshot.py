"""A data folder as read: the levels as written, and the shelf made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from macros.problems import Problem
from macros.records.assemble import assemble
from macros.records.levels import Source, read_source
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a data folder, whose shelf lacks the records with faults."""

    source: Source
    shelf: Shelf
    problems: tuple[Problem, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether it has problems, or lacks files, as versions of an older format do."""
        return bool(self.problems or self.shelf.lacking)


def read_folder(folder: Path, today: date, named: Path | None = None) -> Reading:
    """Read a data folder without the checks across records.

    What was saved long ago may break newer rules. ``named`` is the folder to name in messages, for data
    that was fetched from elsewhere.
    """
    problems: list[Problem] = []
    with uncollected():
        source = read_source(folder, problems, named=named)
        return assemble_reading(source, today, problems)


def assemble_reading(source: Source, today: date, problems: list[Problem] | None = None) -> Reading:
    """Make the shelf of levels that have been read already.

    ``problems`` are those of reading them; new ones are added.
    """
    problems = problems or []
    shelf = assemble(source, today, problems)
    return Reading(source, shelf, tuple(sorted(set(problems))))


def fill_gaps(old: Shelf, new: Shelf) -> Shelf:
    """Return an older shelf with what it lacks taken from the newer.

    A binder that lacks something, and is not in the newer shelf, is left out.
    """
    shared: dict[str, Any] = {name: getattr(new, name) for name in old.lacking}
    binders = {
        slug: binder.fill(new.binders[slug]) if binder.lacking else binder
        for slug, binder in old.binders.items()
        if not binder.lacking or slug in new.binders
    }
    return replace(old, binders=binders, lacking=frozenset(), **shared)
