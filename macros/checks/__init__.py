"""The rules that records must keep among themselves. Each rule is a small generator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from macros.checks import rules
from macros.checks.references import Found, References
from macros.problems import DataError, Place, Problem
from macros.records.binder import Binder, Shelf
from macros.records.path import NoSuchPathError
from macros.records.shelf import read

BINDER_RULES: tuple[Callable[[Shelf, Binder], Iterator[Found]], ...] = (
    rules.documents,
    rules.packets,
    rules.checklist,
    rules.window,
    rules.edges,
    rules.example_has_no_date,
)
SHELF_RULES: tuple[Callable[[Shelf], Iterator[Problem]], ...] = (
    rules.reserved_names,
    rules.urgent_is_real,
    rules.duty_law,
)


def check(folder: Path, today: date | None = None) -> tuple[Shelf | None, list[Problem]]:
    """Read a data folder and keep every rule. Gives the shelf (None when faulty) and every problem."""
    shelf, problems = read(folder, today)
    if shelf is None:
        return None, problems
    problems = sorted(set(_problems(shelf)))
    return (None if problems else shelf), problems


def load(folder: Path, today: date | None = None) -> Shelf:
    """Load a shelf that keeps every rule. Raise DataError with every problem, all at once."""
    shelf, problems = check(folder, today)
    if shelf is None:
        raise DataError(problems)
    return shelf


def _problems(shelf: Shelf) -> Iterator[Problem]:
    for rule in SHELF_RULES:
        yield from rule(shelf)
    binder_rules = (References(), *BINDER_RULES)
    for binder in shelf.binders.values():
        for binder_rule in binder_rules:
            for path, name, message, advice in binder_rule(shelf, binder):
                yield Problem.at(_place(binder, path), name, message, advice)


def _place(binder: Binder, path: str) -> Place:
    """Give the place of the deepest part of a path that is written down."""
    steps = path.split(".")
    for length in range(len(steps), 0, -1):
        try:
            return binder.node(".".join(steps[:length])).place
        except NoSuchPathError:
            continue
    return Place(next(iter(binder.files), ""), 1)
