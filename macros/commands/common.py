"""What commands share: options, reading the shelf, messages, the progress bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.forge_reports import format_annotation, format_quality
from macros.machine.needs import find_missing
from macros.problems import DataError, Problem, join_words, nearest, summary

if TYPE_CHECKING:
    from macros.checks import FindPassed
    from macros.records.binder import Binder
    from macros.records.path import NoSuchPathError
    from macros.records.whole_shelf import Shelf

DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("data"),
    show_default=True,
    metavar="FOLDER",
    help="The folder with the YAML files.",
)


class WholeNumber(click.IntRange):
    """A whole number on the command line, whose limits are shown as *1–64*."""

    def _describe_range(self) -> str:
        return f"{self.min}–{self.max}"


class Day(click.ParamType[date]):
    """A date on the command line, as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date or fail with a usage message."""
        try:
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
            if 1900 <= day.year < 3000:
                return day
            self.fail(f"År {day.year} går inte att använda här.", param, ctx)
        except ValueError:
            self.fail(f"{value} är inget datum. Skriv år-månad-dag, till exempel 2026-11-21.", param, ctx)


def SLUG(value: str) -> str:  # noqa: N802  a type of click's, named as its other constants
    """Return a binder's address, as it is or of a municipality's name.

    *overkalix* for *Överkalix*.
    """
    from macros.records.scalars import fold

    return fold(value)


MUNICIPALITY = click.argument(
    "municipality",
    type=SLUG,
    help="Its name, or of several binders one's address: kalix/skolnarvaro-kalix.",
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
TODAY = click.option(
    "--today", type=Day(), help="Act as if it were this day. Default: SOURCE_DATE_EPOCH, else today."
)


def shelf_or_stop(
    data: Path,
    today: date | None,
    find_passed: FindPassed | None = None,
    ending: str = "Ingenting gjordes.",
) -> Shelf:
    """Load the shelf, or print every problem and leave with exit code 1.

    ``find_passed`` is as in ``check``. ``ending`` says what the problems stopped.
    """
    from macros.checks import load

    try:
        return load(data, today, find_passed)
    except DataError as error:
        report(error.problems, "text", data, ending)
        sys.exit(1)


def content_or_stop(file: Path, most: int) -> bytes:
    """Return a file's content, at most one byte more than ``most``.

    Raise ClickException for one that cannot be opened.
    """
    try:
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise click.ClickException(f"{file} går inte att öppna. Finns den, och är den stängd?") from error


def sheets_or_stop() -> None:
    """Raise ClickException on a machine that lacks what lays out sheets."""
    if reason := explain_missing_sheets():
        raise click.ClickException(reason)


def explain_missing_sheets() -> str:
    """Return why sheets cannot be made on this machine; empty where they can."""
    names = [need.name for need in find_missing(["sheets"])]
    if not names:
        return ""
    return (
        f"Blad på papper går inte att göra här, för {join_words(names)} saknas. "
        "Skriv  parmen doctor  så ser du vad som ska installeras. Ingenting gjordes."
    )


def binder_or_stop(shelf: Shelf, address: str) -> Binder:
    """Return the binder with an address: *kalix*, *kalix/skolnarvaro*.

    Raise UsageError that lists those there are.
    """
    if address in shelf.binders:
        return shelf.binders[address]
    what = "Pärmen" if "/" in address else "Kommunen"
    message = f"{what} {address} finns inte.{suggest(address, shelf.binders)} De som finns: "
    raise click.UsageError(f"{message}{', '.join(shelf.binders)}.")


def towns_or_stop(shelf: Shelf, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the slugs of the municipalities whose binders have some addresses.

    Raise UsageError for an address that no binder has.
    """
    return tuple(dict.fromkeys(binder_or_stop(shelf, address).slug for address in addresses))


def changed_towns(data: Path, revision: str, today: date) -> tuple[str, ...]:
    """Return the municipalities that what has changed since a version concerns.

    Raise ClickException where the history cannot answer.
    """
    from macros.changes.affected_towns import list_affected_towns
    from macros.changes.revision import HistoryError

    try:
        return tuple(list_affected_towns(data, revision, today))
    except HistoryError as error:
        raise click.ClickException(str(error)) from error


def suggest(word: str, allowed: Iterable[str]) -> str:
    """Return *Menade du …?* with the allowed word nearest to a misspelt one.

    Empty where none is near.
    """
    guess = nearest(word, allowed)
    return f" Menade du {guess}?" if guess else ""


def make_path_error(error: NoSuchPathError, path: str) -> click.UsageError:
    """Return the error for a path that names nothing, with what may stand there."""
    from macros.records import spelling

    guess = spelling.near(error.step, error.allowed)
    hint = f" Menade du {guess}?" if guess else ""
    choices = f" Där finns: {', '.join(error.allowed[:40])}." if error.allowed else ""
    return click.UsageError(f"{error.step} finns inte, i {path}.{hint}{choices}")


def report(
    problems: list[Problem],
    form: str,
    data: Path | None = None,
    ending: str = "",
    warnings: Sequence[Problem] = (),
) -> None:
    """Print problems: text for people, JSON for programs, annotations for a forge.

    In text, a problem with a field has a link to the field's description: on the published site of
    ``data``, or else in the preview. ``ending`` says what the problems stopped. ``warnings`` are for forges.
    """
    if form == "json":
        click.echo(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=2))
    elif form == "github":
        for problem in problems:
            click.echo(format_annotation(problem))
        for warning in warnings:
            click.echo(format_annotation(warning, "warning"))
    elif form == "gitlab":
        click.echo(format_quality(problems, warnings))
    else:
        _print_problems(problems, data, ending)


def _print_problems(problems: list[Problem], data: Path | None, ending: str) -> None:
    """Print problems for people, and last how many they are."""
    from macros.web.field_reference import find_description

    address, remark = _find_site(data)
    for problem in problems:
        click.echo(str(problem))
        if problem.link:
            click.echo(f"    Läs mer: {address}/{find_description(problem.link)}{remark}")
    if problems:
        click.echo(summary(problems, ending))


def is_published(data: Path) -> bool:
    """Report whether the data says that its site is published.

    Only ``site.yaml`` is read.
    """
    from pydantic_core import PydanticCustomError

    from macros.records.scalars import yes_no

    try:
        return yes_no(_read_site(data).get("published", ""))
    except PydanticCustomError:  # neither a yes nor a no, or missing
        return False


def _read_site(data: Path) -> dict[str, str]:
    """Return the fields of ``site.yaml`` that hold a text, without any check."""
    from macros.records.source import read_yaml
    from macros.records.written import Mapping, Scalar

    node = read_yaml(data / "site.yaml", "", [])
    fields = node.items() if isinstance(node, Mapping) else ()
    return {key: value.strip() for key, value in fields if isinstance(value, Scalar)}


def _find_site(data: Path | None) -> tuple[str, str]:
    """Return the address where the fields are described, and a remark on it.

    It is that of the published site, or else of the preview. The published address has not been checked.
    """
    if data is not None and is_published(data) and (address := _read_site(data).get("address")):
        return address.rstrip("/"), ""
    return "http://127.0.0.1:8000", " (medan make serve är igång)"


def print_waiting() -> None:
    """Print that another process holds what this one needs."""
    click.echo("Ett annat bygge pågår. Det här väntar tills det är klart.", err=True)


@contextmanager
def progress() -> Iterator[Callable[[int, int, str], None]]:
    """Show a progress bar on a terminal; elsewhere nothing.

    Yield the function that updates it with how many are done, of how many, and the name of the current one.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,  # no thread: the work is done in forked processes
    )
    with bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name)
            bar.refresh()

        yield show
