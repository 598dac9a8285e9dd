"""The command ``parmen``: check the data, build the site and the sheets, explain a value."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from macros.checks import check as check_data
from macros.checks import load
from macros.problems import DataError, Problem, nearest, summary
from macros.records.binder import Shelf
from macros.records.path import NoSuchPathError

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


def resolve_today(given: date | None) -> date:
    """Resolve the one clock of a run: the option, then SOURCE_DATE_EPOCH, then the calendar."""
    if given is not None:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return date.today()


def shelf_or_stop(data: Path, today: date | None) -> Shelf:
    """Load the shelf, or print every problem and leave with exit code 1."""
    try:
        return load(data, resolve_today(today))
    except DataError as error:
        report(error.problems, "text")
        sys.exit(1)


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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gronaparmen", prog_name="parmen")
def main() -> None:
    r"""Gröna pärmen: one binder per municipality, from YAML to a site and to paper.

    \b
    A first day:
      parmen check                      is the data in order?
      parmen build                      make site/ with every page and PDF
      parmen serve                      see your edits as you save them
      parmen pdf kalix rutin            make one sheet
      parmen explain kalix routine.meeting.within
                                        where does a value come from?
    """


@main.command()
@DATA
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
def check(data: Path, form: str) -> None:
    """Report every problem in the data, all at once.

    Exit code: 0 clean, 1 problems, 2 could not run.
    """
    _shelf, problems = check_data(data)
    report(problems, form)
    if problems:
        sys.exit(1)
    if form == "text":
        click.echo("Inga fel.")


@main.command()
@DATA
@click.argument("municipality")
@click.argument("path")
def explain(data: Path, municipality: str, path: str) -> None:
    """Tell where a value comes from: its words, its file and its line.

    PATH is dotted; lists are addressed by id: routine.steps.hall-motet.text
    """
    shelf = shelf_or_stop(data, None)
    binder = shelf.binders.get(municipality)
    if binder is None:
        guess = nearest(municipality, shelf.binders)
        hint = f" Did you mean {guess}?" if guess else ""
        raise click.UsageError(
            f"no municipality {municipality!r}.{hint} There is: {', '.join(shelf.binders)}"
        )
    from macros.rendering.explain import explain as explain_value

    try:
        click.echo(explain_value(binder, path))
    except NoSuchPathError as error:
        allowed = ", ".join(error.allowed[:40])
        raise click.UsageError(
            f"{error.step!r} names nothing in {path!r}. Allowed there: {allowed}"
        ) from error


if __name__ == "__main__":
    main(prog_name="parmen")
