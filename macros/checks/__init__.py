"""The rules that records must keep among themselves. Each rule is a small generator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from macros.checks import guidance_rules, mark_pictures, privacy, rules, statement
from macros.checks.references import Found, References
from macros.checks.roles import Roles
from macros.problems import DataError, Problem
from macros.records.binder import Binder, Shelf
from macros.records.fault_origin import blame
from macros.records.shelf import read, uncollected

BinderRule = Callable[[Shelf, Binder], Iterator[Found]]
BINDER_RULES: tuple[BinderRule, ...] = (
    rules.papers,
    rules.checklist,
    rules.window,
    rules.periods,
    rules.edges,
    rules.checked,
    rules.languages_checked,
    rules.names,
    rules.forms_of_terms,
    rules.adopted_by_someone,
    mark_pictures.mark,
    guidance_rules.ages,
    guidance_rules.someone_to_call,
)
SHELF_RULES: tuple[Callable[[Shelf], Iterator[Problem]], ...] = (
    rules.reserved_names,
    rules.twins,
    rules.urgent_is_real,
    rules.duty_law,
    rules.laws,
    rules.holidays,
    statement.audited,
    statement.nothing_fails,
    statement.days,
)


def check(folder: Path, today: date | None = None) -> tuple[Shelf | None, list[Problem]]:
    """Read a data folder and keep every rule. Gives the shelf (None when faulty) and every problem."""
    with uncollected():
        shelf, problems = read(folder, today)
        problems = sorted(set(problems).union(problems_in(shelf)))
    return (None if problems else shelf), problems


def load(folder: Path, today: date | None = None) -> Shelf:
    """Load a shelf that keeps every rule. Raise DataError with every problem, all at once."""
    shelf, problems = check(folder, today)
    if shelf is None:
        raise DataError(problems)
    return shelf


def problems_in(shelf: Shelf) -> Iterator[Problem]:
    """Keep every rule, and in what has faults already those that can still be kept."""
    yield from privacy.personal(shelf)
    if not shelf.lacking:
        for rule in SHELF_RULES:
            yield from rule(shelf)
    yield from blame(_found(shelf), shelf.binders.values())


def _found(shelf: Shelf) -> Iterator[tuple[Binder, Problem]]:
    references: BinderRule = References()
    roles: BinderRule = Roles(shelf)
    for binder in shelf.binders.values():
        rules_kept = (references,) if binder.lacking else (references, roles, *BINDER_RULES)
        for binder_rule in rules_kept:
            for path, name, message, advice in binder_rule(shelf, binder):
                yield binder, Problem.at(binder.place_of(path), name, message, advice)
