"""parmen due: what falls due, when, and for which function."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, SLUG, TODAY, binder_or_stop, shelf_or_stop
from macros.files import explain_error, write_file
from macros.records.due import Due, falling_due


@click.command()
@DATA
@TODAY
@click.option(
    "--within",
    type=click.IntRange(0, 3660),
    default=60,
    show_default=True,
    metavar="DAYS",
    help="How many days ahead to look. What is overdue is always there.",
)
@click.option(
    "--municipality", multiple=True, type=SLUG, metavar="SLUG", help="Only what stands in this binder."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
@click.option(
    "--calendar",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.ics",
    help="Also write a calendar file, an all-day event for each.",
)
def due(
    data: Path,
    today: date | None,
    within: int,
    municipality: tuple[str, ...],
    form: str,
    calendar: Path | None,
) -> None:
    """List what falls due: numbers to call again, texts to go through, rules and paragraphs that end."""
    shelf = shelf_or_stop(data, today)
    chosen = {binder_or_stop(shelf, slug).slug for slug in municipality}
    found = [one for one in falling_due(shelf, within) if not chosen or chosen & {*one.municipalities}]
    if form == "json":
        click.echo(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found, within)))
    if calendar:
        from macros.exchange.calendar import write_calendar

        _write(calendar, write_calendar(found, shelf.site, shelf.today))
        events = "händelse" if len(found) == 1 else "händelser"
        click.echo(f"{calendar}: {len(found)} {events}.", err=form == "json")


def _lines(found: list[Due], within: int) -> Iterable[str]:
    """Write the list: overdue first, then by day. Each with who sees to it, and where it stands."""
    if not found:
        yield f"Ingenting är försenat, och ingenting ska ses över inom {within} dagar."
    for heading, overdue in (("Försenat", True), (f"Inom {within} dagar", False)):
        chosen = [one for one in found if one.overdue is overdue]
        if chosen:
            yield heading
        for one in chosen:
            yield f"  {one.day.isoformat()}  {one.said}"
            yield f"      ansvar: {one.function}, {one.place.file}:{one.place.line}"


def _as_json(one: Due) -> dict[str, object]:
    return {
        "day": one.day.isoformat(),
        "overdue": one.overdue,
        "kind": one.kind,
        "what": one.what,
        "message": one.said,
        "function": one.function,
        "level": one.level,
        "municipalities": list(one.municipalities),
        "file": one.place.file,
        "line": one.place.line,
    }


def _write(file: Path, content: bytes) -> None:
    """Write a calendar file whole: a calendar program may be reading it."""
    try:
        write_file(file, content, make_folders=False)
    except OSError as error:
        raise click.ClickException(f"{file} gick inte att skriva: {explain_error(error)}") from error
