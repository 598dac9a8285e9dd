"""Load the shelf: read, merge and validate a whole data folder.

Other rooms see records and binders. Those that compare, quote or edit what the files say go through
``written``; nobody else imports ``nodes``.
"""

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from macros.problems import DataError, Problem
from macros.records.assemble import assemble
from macros.records.file_memory import FileMemory
from macros.records.levels import LevelName, read_source
from macros.records.today import today_in_sweden
from macros.records.whole_shelf import Shelf


def load(folder: Path, today: date | None = None) -> Shelf:
    """Read, merge and validate a data folder, and return the shelf.

    ``today`` is today in Sweden unless given. Raise DataError with every problem, all at once.
    """
    shelf, problems = read(folder, today)
    if problems:
        raise DataError(problems)
    return shelf


def read(
    folder: Path,
    today: date | None = None,
    only: Collection[LevelName] | None = None,
    memory: FileMemory | None = None,
) -> tuple[Shelf, list[Problem]]:
    """Read, merge and validate a data folder; return the shelf and every problem.

    With problems the shelf is for further checks only: what has faults is ``lacking`` in it. With ``only``
    some levels, the shelf has their binders alone. ``memory`` is as in ``read_source``.
    """
    problems: list[Problem] = []
    with uncollected(kept=True):
        source = read_source(folder, problems, only, memory=memory)
        shelf = assemble(source, today or today_in_sweden(), problems)
    return shelf, problems


@contextmanager
def uncollected(kept: bool = False) -> Iterator[None]:
    """Pause the garbage collector, as context or decorator.

    Reading makes no garbage, and looking for it takes a third of the time. What is ``kept`` counts as old at
    once, or it would be looked through three times on its way there.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if kept and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


__all__ = ["load", "read", "uncollected"]
