"""What several commands share: their options, reading the shelf, reporting problems, the progress bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from macros.checks import load
from macros.problems import DataError, Problem, nearest, summary
from macros.records.binder import Binder, Shelf

DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("data"),
    show_default=True,
    help="The folder with the YAML files.",
)


class Day(click.ParamType[date]):
    """A date on the command line, as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date or fail with a usage message."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date; write YYYY-MM-DD", param, ctx)


TODAY = click.option(
    "--today", type=Day(), help="Build as if it were this day. Default: SOURCE_DATE_EPOCH, else today."
)


def shelf_or_stop(data: Path, today: date | None) -> Shelf:
    """Load the shelf, or print every problem and leave with exit code 1."""
    try:
        return load(data, today)
    except DataError as error:
        report(error.problems, "text")
        sys.exit(1)


def binder_or_stop(shelf: Shelf, slug: str) -> Binder:
    """Give a municipality's binder, or end with the names there are."""
    if slug in shelf.binders:
        return shelf.binders[slug]
    guess = nearest(slug, shelf.binders)
    hint = f" Did you mean {guess}?" if guess else ""
    raise click.UsageError(f"no municipality {slug!r}.{hint} There is: {', '.join(shelf.binders)}")


def report(problems: list[Problem], form: str) -> None:
    """Print problems as text for people, JSON for programs, or annotations for a forge."""
    if form == "json":
        click.echo(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems:
        click.echo(_annotation(problem) if form == "github" else str(problem))
    if form == "text" and problems:
        click.echo(summary(problems))


def _annotation(problem: Problem) -> str:
    said = problem.as_json()
    message = said["message"].replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
    place = f"file={problem.file},line={problem.line},col={problem.column},title={problem.rule}"
    return f"::error {place}::{message}"


@contextmanager
def progress() -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar on a terminal: how many are done, which one, and the time left. Elsewhere: silence."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)
