"""Loading the shelf. Nothing above the records ever sees a level or a raw mapping."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from macros.problems import DataError, Problem
from macros.records.assemble import assemble
from macros.records.binder import Binder, Shelf
from macros.records.levels import read_source


def load(folder: Path, today: date | None = None) -> Shelf:
    """Read, merge and validate everything. Raise DataError with every problem, all at once."""
    shelf, problems = read(folder, today)
    if problems:
        raise DataError(problems)
    return shelf


def read(folder: Path, today: date | None = None) -> tuple[Shelf, list[Problem]]:
    """Read, merge and validate everything; give the shelf and every problem.

    With problems the shelf is for further checks only: what has faults is ``lacking`` in it.
    """
    problems: list[Problem] = []
    with uncollected():
        source = read_source(folder, problems)
        shelf = assemble(source, today or date.today(), problems)
    return shelf, problems


@contextmanager
def uncollected() -> Iterator[None]:
    """Read without looking for garbage: nothing is any yet, and looking takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


__all__ = ["Binder", "Shelf", "load", "read", "uncollected"]
