"""parmen check: every problem in the data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.checks import check as check_data
from macros.commands.common import DATA, report


@click.command()
@DATA
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for a forge.",
)
def check(data: Path, form: str) -> None:
    """Report every problem in the data, all at once.

    Exit code: 0 clean, 1 problems, 2 could not run.
    """
    _shelf, problems = check_data(data)
    report(problems, form)
    if problems:
        sys.exit(2 if any(problem.rule == "no-data" for problem in problems) else 1)
    if form == "text":
        click.echo("Inga fel.")
