"""parmen due: what falls due, when, and for which function."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import DATA, FORMAT, SLUG, TODAY, WholeNumber, shelf_or_stop, towns_or_stop
from macros.files import explain_error, write_file

if TYPE_CHECKING:
    from macros.records.due import Due


@click.command()
@DATA
@TODAY
@click.option(
    "--within",
    type=WholeNumber(0, 3660),
    default=60,
    show_default=True,
    metavar="DAYS",
    help="How many days ahead to look. What is overdue is always there.",
)
@click.option(
    "--municipality",
    multiple=True,
    type=SLUG,
    metavar="SLUG",
    help="Only what stands in this municipality's binders.",
)
@FORMAT
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
    """List what falls due: numbers to call, texts to go through, what ends or begins, meetings and tasks."""
    shelf = shelf_or_stop(data, today)
    from macros.records.due import falling_due

    chosen = {*towns_or_stop(shelf, municipality)}
    dues = [due for due in falling_due(shelf, within) if not chosen or chosen & {*due.municipalities}]
    if form == "json":
        click.echo(json.dumps([_as_json(due) for due in dues], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_list_dues(dues, within)))
    if calendar:
        from macros.exchange.calendar import write_calendar

        try:  # whole: a calendar program may be reading it
            write_file(calendar, write_calendar(dues, shelf.site, shelf.today), make_folders=False)
        except OSError as error:
            message = f"Kalendern gick inte att skriva: {explain_error(error)}"
            raise click.ClickException(message) from error
        events = "händelse" if len(dues) == 1 else "händelser"
        click.echo(f"{calendar}: {len(dues)} {events}.", err=form == "json")


def _list_dues(dues: list[Due], within: int) -> Iterable[str]:
    """Yield the list: overdue first, then by day.

    Each has the function that is responsible, and where it stands.
    """
    if not dues:
        yield f"Ingenting är försenat, och ingenting ska ses över inom {within} dagar."
    for heading, overdue in (("Försenat", True), (f"Inom {within} dagar", False)):
        chosen = [due for due in dues if due.overdue is overdue]
        if chosen:
            yield heading
        for due in chosen:
            yield f"  {due.day.isoformat()}  {due.sentence}"
            yield f"      ansvar: {due.function}, {due.place.file}:{due.place.line}"


def _as_json(due: Due) -> dict[str, object]:
    """Return one row of ``--format json``."""
    return {
        "day": due.day.isoformat(),
        "overdue": due.overdue,
        "kind": due.kind,
        "what": due.what,
        "written": due.note or None,
        "message": due.sentence,
        "function": due.function,
        "level": due.level,
        "municipalities": list(due.municipalities),
        "file": due.place.file,
        "line": due.place.line,
    }
