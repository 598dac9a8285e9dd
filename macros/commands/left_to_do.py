"""Say what is left to do before publishing, by file and by municipality."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from macros.commands.common import report
from macros.commands.forge_reports import format_annotation
from macros.problems import Problem

if TYPE_CHECKING:
    from macros.records.whole_shelf import Shelf

LEFT = "Det här är kvar att göra innan pärmen kan publiceras"
_NAMED = 5
"""The most binders that one line names."""


def report_left(shelf: Shelf, form: str) -> int:
    """Print what is left before publishing; return 1 for anything, else 0."""
    from macros.checks.publishing import list_unready

    problems = list_unready(shelf)
    if form == "text":
        click.echo(describe_left(shelf, problems))
    elif form == "github":
        for problem in problems:
            click.echo(format_annotation(problem, "warning"))
    else:
        report(problems, form)
    return 1 if problems else 0


def describe_left(shelf: Shelf, problems: list[Problem]) -> str:
    """Return what is left, by file, and how much that is for each municipality."""
    from macros.checks.publishing import group_by_town

    rows = ((problem.file, f"rad {problem.line}: {problem.message}", problem) for problem in problems)
    towns = _describe_towns(shelf, group_by_town(shelf, problems))
    files = [f"{LEFT}:", *group_by_file(rows), ""] if problems else []
    return "\n".join([*files, *towns])


def _describe_towns(shelf: Shelf, groups: dict[str, list[Problem]]) -> Iterator[str]:
    """Yield a line for each municipality, and one for what all share if need be."""
    for slug, problems in groups.items():
        if slug or problems:
            name = shelf.municipalities[slug].name if slug else "Gemensamt"
            yield f"{name}: {_describe_number(problems)}"


def _describe_number(problems: list[Problem]) -> str:
    if not problems:
        return "inget kvar"
    if {"not-approved"} == {problem.rule for problem in problems}:
        return "bara godkännandet kvar"
    return count_left(len(problems))


def count_left(number: int) -> str:
    """Return a number of things that are left, in words."""
    return f"{number} {'sak' if number == 1 else 'saker'} kvar"


def group_by_file(rows: Iterable[tuple[str, str, Problem | None]]) -> list[str]:
    """Return rows of file, message and problem as lines grouped by file.

    Problems with the same advice share it.
    """
    lines = []
    for file, group in groupby(rows, key=lambda row: row[0]):
        lines.append(f"\n{file}")
        for _, neighbours in groupby(
            group, key=lambda row: (row[2].rule, row[2].advice) if row[2] else row[1]
        ):
            same_advice = list(neighbours)
            lines += [f"  {message}" for _, message, _ in same_advice]
            if problem := same_advice[-1][2]:
                lines.append(f"      {problem.advice}")
    return lines


def describe_drafts(whole: Shelf, published: Shelf) -> list[str]:
    """Return lines on the binders left out: drafts, and those withdrawn."""
    from macros.records.ledger import find_withdrawn

    drafts = [binder for address, binder in whole.binders.items() if address not in published.binders]
    withdrawn = {address.partition("/pdf/")[0] for address in find_withdrawn(published)}
    gone = [binder.place_name for binder in drafts if binder.address in withdrawn]
    lines = []
    if names := [binder.place_name for binder in drafts if binder.place_name not in gone]:
        lines.append(f"Utkast, som inte är med: {_name_some(names)}.")
    if gone:
        lines.append(
            f"Tillbakadragna: {_name_some(gone)}. Adresserna på utskrivna papper leder nu till en sida som "
            "säger det, med de akuta numren."
        )
    return lines


def ready_or_stop(shelf: Shelf, ending: str) -> Shelf:
    """Return the shelf's approved binders, and say which are left out.

    Exit with code 1 and a list by file if something of them is not ready to publish, or if none is approved.
    ``ending`` says what that stopped.
    """
    from macros.checks.publishing import list_unready
    from macros.records.approval import select_published

    published = select_published(shelf)
    looked_at = published if published.binders else shelf
    if problems := list_unready(looked_at):
        click.echo(describe_left(looked_at, problems))
        click.echo(f"\n{count_left(len(problems))}. {ending}")
        sys.exit(1)
    for line in describe_drafts(shelf, published):
        click.echo(line)
    return published


def _name_some(names: list[str]) -> str:
    more = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f" och {more} till" if more > 0 else "")
