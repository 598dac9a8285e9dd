"""Loading the shelf. Nothing above the records ever sees a level or a raw mapping."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

from macros.problems import DataError, Problem
from macros.records.assemble import assemble
from macros.records.binder import Binder, Shelf
from macros.records.levels import read_source


def load(folder: Path, today: date | None = None) -> Shelf:
    """Read, merge and validate everything. Raise DataError with every problem, all at once."""
    shelf, problems = read(folder, today)
    if problems or shelf is None:
        raise DataError(problems)
    return shelf


def read(folder: Path, today: date | None = None) -> tuple[Shelf | None, list[Problem]]:
    """Read, merge and validate everything; give the shelf (None when it has faults) and every problem."""
    problems: list[Problem] = []
    collecting = gc.isenabled()
    gc.disable()  # nothing read here is garbage yet, and looking for it takes a third of the time
    try:
        source = read_source(folder, problems)
        shelf = assemble(source, today or date.today(), problems)
    finally:
        if collecting:
            gc.enable()
    return (None if problems else shelf), sorted(set(problems))


__all__ = ["Binder", "Shelf", "load", "read"]
