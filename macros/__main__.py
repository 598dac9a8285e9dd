"""The command ``parmen``: check the data, build the site and the sheets, explain a value."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from macros.checks import check as check_data
from macros.checks import load
from macros.problems import DataError, Problem, nearest, summary
from macros.records.binder import Binder, Shelf
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


def shelf_or_stop(data: Path, today: date | None) -> Shelf:
    """Load the shelf, or print every problem and leave with exit code 1."""
    try:
        return load(data, today)
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
      parmen clean                      throw stored PDFs that nothing uses
      parmen explain kalix routine.meeting.within
                                        where does a value come from?
    """


@main.command()
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


@main.command()
@DATA
@click.argument("municipality")
@click.argument("path")
def explain(data: Path, municipality: str, path: str) -> None:
    """Tell where a value comes from: its words, its file and its line.

    PATH is dotted; lists are addressed by id: routine.steps.hall-motet.text
    """
    shelf = shelf_or_stop(data, None)
    binder = binder_or_stop(shelf, municipality)
    from macros.rendering.explain import explain as explain_value

    try:
        click.echo(explain_value(binder, path))
    except NoSuchPathError as error:
        allowed = ", ".join(error.allowed[:40])
        raise click.UsageError(
            f"{error.step!r} names nothing in {path!r}. Allowed there: {allowed}"
        ) from error


@main.command()
@DATA
@TODAY
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder to build.",
)
@click.option("--only", multiple=True, metavar="SLUG", help="Build only this municipality; may be repeated.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes for the PDFs."
)
def build(data: Path, today: date | None, site: Path, only: tuple[str, ...], jobs: int) -> None:
    """Build the whole site with all PDFs: check first, build beside, move in when whole."""
    shelf = shelf_or_stop(data, today)
    for slug in only:
        binder_or_stop(shelf, slug)
    from macros.paper.build import build as build_sheets
    from macros.paper.store import why_not
    from macros.web.build import SiteError, beside, build_pages

    try:
        with beside(site) as new, progress() as tell:
            tell(0, 1, "sidor")
            build_pages(new, shelf, only)
            tell(1, 1, "sidor")
            made = build_sheets(shelf, new, only=only or None, jobs=jobs, progress=tell)
            if made.failures:
                failed = "\n".join(map(str, made.failures))
                raise SiteError(f"{failed}\n{len(made.failures)} blad gick inte att göra")
    except SiteError as error:
        raise click.ClickException(f"{error}. Den förra webbplatsen är kvar.") from error
    except OSError as error:
        raise click.ClickException(f"{why_not(error)}. Den förra webbplatsen är kvar.") from error
    click.echo(f"{site}/: {len(only or shelf.binders)} pärmar, {len(made.made)} blad och paket.")


@main.command()
@DATA
@TODAY
@click.argument("municipality")
@click.argument("names", nargs=-1)
@click.option("--since", type=Day(), help="What counts as new on the sheet of news.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write. Default: MUNICIPALITY.pdf")
def pdf(
    data: Path,
    today: date | None,
    municipality: str,
    names: tuple[str, ...],
    since: date | None,
    out: Path | None,
) -> None:
    """Make sheets as one PDF: `parmen pdf kalix rutin kontakter`. Without NAMES: list them."""
    shelf = shelf_or_stop(data, today)
    binder = binder_or_stop(shelf, municipality)
    from macros.paper import documents
    from macros.paper.build import selection
    from macros.paper.faults import PaperError
    from macros.paper.store import why_not

    if not names:
        click.echo("\n".join(documents.names(binder)))
        return
    try:
        made = selection(shelf, municipality, names, since)
    except LookupError as error:
        known = documents.names(binder)
        guess = nearest(str(error.args[0]), known)
        hint = f" Did you mean {guess}?" if guess else ""
        raise click.UsageError(
            f"no document {error.args[0]!r}.{hint} There is: {', '.join(known)}"
        ) from error
    except PaperError as error:
        raise click.ClickException(str(error)) from error
    file = out or Path(f"{municipality}.pdf")
    try:
        file.write_bytes(made)
    except OSError as error:
        raise click.ClickException(why_not(error)) from error
    click.echo(f"{file}: {len(made) // 1024} kB")


@main.command()
@DATA
@TODAY
def clean(data: Path, today: date | None) -> None:
    """Take away stored PDFs that no binder uses any more. What is kept makes the next build quick."""
    shelf = shelf_or_stop(data, today)
    from macros.paper.build import trim
    from macros.paper.store import why_not

    try:
        files, size = trim(shelf)
    except OSError as error:
        raise click.ClickException(why_not(error)) from error
    click.echo(f"{files} filer togs bort ur .cache/parmen, {size / 1e6:.1f} MB.")


@main.command()
@DATA
@TODAY
@click.option("--write", "folder", type=click.Path(path_type=Path), help="Write the pages below this folder.")
def pages(data: Path, today: date | None, folder: Path | None) -> None:
    """List the municipalities' pages, or write them as Markdown files for another site generator."""
    shelf = shelf_or_stop(data, today)
    from macros.web.write import list_pages, write_pages

    for path in write_pages(shelf, folder) if folder else list_pages(shelf):
        click.echo(path)


@main.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to answer on."
)
def serve(port: int) -> None:
    """Preview the site and reload it as files are saved. Problems in the data stand on the page.

    The preview makes no PDFs; use `parmen pdf` or `parmen build` for those.
    """
    from mkdocs.commands.serve import serve as serve_site

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    serve_site(dev_addr=f"127.0.0.1:{port}")


def binder_or_stop(shelf: Shelf, slug: str) -> Binder:
    """Give a municipality's binder, or end with the names there are."""
    if slug in shelf.binders:
        return shelf.binders[slug]
    guess = nearest(slug, shelf.binders)
    hint = f" Did you mean {guess}?" if guess else ""
    raise click.UsageError(f"no municipality {slug!r}.{hint} There is: {', '.join(shelf.binders)}")


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


if __name__ == "__main__":
    main(prog_name="parmen")
