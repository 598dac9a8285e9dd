"""parmen figures: count the answers to surveys, and hide who answered."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import (
    DATA,
    SLUG,
    TODAY,
    WholeNumber,
    content_or_stop,
    shelf_or_stop,
    suggest,
)
from macros.commands.new_files import replace_files_or_stop
from macros.problems import capitalize, join_words

if TYPE_CHECKING:
    from macros.exchange.figures_import import Imported
    from macros.records.binder import Binder
    from macros.records.binder_levels import BinderLevel
    from macros.records.whole_shelf import Shelf

AREA = click.option(
    "--area", required=True, type=SLUG, metavar="AREA", help="The area, by its folder in data/areas."
)
SURVEY = click.option(
    "--survey", required=True, type=SLUG, metavar="SURVEY", help="The survey, by its file's name."
)


@click.group()
def figures() -> None:
    """Count the answers to surveys: read them with import, count those on paper in a sheet."""


@figures.command("import")
@DATA
@TODAY
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The exports of the web survey, and sheets of counts: .xlsx or .csv.",
)
@AREA
@SURVEY
@click.option("--dry-run", is_flag=True, help="Show what would be added, and write nothing.")
def import_(
    data: Path, today: date | None, files: tuple[Path, ...], area: str, survey: str, dry_run: bool
) -> None:
    """Count the answers in FILES and add what may be shown to the area's figures.

    Nothing is written unless all is right. The files are never copied.
    """
    contents = _read_files(files, data)
    shelf = shelf_or_stop(data, today)
    binder, level = _find_survey(shelf, area, survey)
    from macros.checks.person_cells import looks_personal
    from macros.exchange.figures_import import import_answers

    imported = import_answers(contents, binder, survey, shelf.today, looks_personal)
    if imported.faults:
        click.echo("\n".join(dict.fromkeys(map(str, imported.faults))))
        if any("enkäten" in f"{fault.message} {fault.advice}" for fault in imported.faults):
            click.echo(f"Enkäten står i {binder.node(f'surveys.{survey}').place.file}.")
        click.echo("Ingenting skrevs.")
        sys.exit(1)
    _describe(imported)
    tables = {year: closing.tables for year, closing in imported.years.items() if closing.tables}
    if not imported.answers:
        click.echo("Det finns inga svar i filen. Ingenting skrevs.")
        return
    if not tables:
        click.echo("Inget nytt: allt som är färdigt att räkna i filen är redan räknat. Ingenting skrevs.")
        return
    from macros.editing.figure_saving import splice_tables
    from macros.exchange.splice import TooTangledError

    try:
        before, after = splice_tables(level, tables)
    except TooTangledError:
        message = f"Siffrorna i {level.path} är skrivna så att det inte går att lägga till fler härifrån."
        raise click.ClickException(f"{message} Skriv ett streck (-) framför varje tabell.") from None
    names = replace_files_or_stop(shelf, before, after, dry_run)
    if dry_run:
        click.echo("Ingenting skrevs: det här är en provkörning.")
        return
    click.echo(f"Skrev {names}.")
    click.echo("Filen med svaren har inte kopierats. Ta bort den när den inte behövs längre.")


@figures.command("sheet")
@DATA
@TODAY
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), help="The workbook to write, .xlsx.")
@AREA
@SURVEY
@click.option("--year", type=WholeNumber(2000, 2099), help="The year to count. Default: this year.")
def sheet(data: Path, today: date | None, file: Path, area: str, survey: str, year: int | None) -> None:
    """Write a workbook to count the answers on paper in. Read it back with import."""
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{file}: namnet ska sluta på .xlsx, till exempel papper.xlsx.")
    _refuse_in_data(file, data)
    shelf = shelf_or_stop(data, today)
    binder, _ = _find_survey(shelf, area, survey)
    from macros.exchange.count_sheet import write_count_sheet
    from macros.exchange.figures_import import choose_grain
    from macros.files import write_file
    from macros.records.due_names import plain_words
    from macros.records.survey_counts import list_variables

    if file.exists():
        raise click.ClickException(f"{file} finns redan. Välj ett annat namn, så att inga tal går förlorade.")
    title = plain_words(binder, binder.surveys[survey].title)
    content = write_count_sheet(
        list_variables(binder, survey), title, year or shelf.today.year, choose_grain(binder)
    )
    try:
        write_file(file, content, durable=True)
    except OSError as error:
        raise click.ClickException(f"{file} går inte att skriva. Finns mappen?") from error
    click.echo(f"Skrev {file}. Fyll i talen och läs in dem:")
    click.echo(f"parmen figures import {file} --area {area} --survey {survey}")


def _read_files(files: tuple[Path, ...], data: Path) -> dict[str, bytes]:
    """Return the files' contents by name; raise for a wrong file, or one twice."""
    from macros.exchange.workbook_limits import MAX_BYTES

    contents: dict[str, bytes] = {}
    for file in files:
        if file.suffix.lower() not in (".xlsx", ".csv"):
            message = f"{file}: namnet ska sluta på .xlsx eller .csv. Hämta svaren ur webbenkäten som Excel."
            raise click.UsageError(message)
        _refuse_in_data(file, data)
        content = content_or_stop(file, MAX_BYTES)
        if content in contents.values() or str(file) in contents:
            raise click.UsageError(
                f"{file} är samma fil som en av de andra. Svaren skulle räknas två gånger."
            )
        contents[str(file)] = content
    return contents


def _refuse_in_data(file: Path, data: Path) -> None:
    """Raise for a file of answers in the data folder, where git would remember it."""
    if data.resolve() in file.resolve().parents:
        message = (
            f"{file} ligger bland pärmens filer, och git glömmer inget. Lägg filen utanför mappen {data}."
        )
        raise click.UsageError(message)


def _find_survey(shelf: Shelf, area: str, survey: str) -> tuple[Binder, BinderLevel]:
    """Return a binder of an area, with the services of all, and the area's level.

    Raise ClickException where the area's municipalities count the survey in different ways.
    """
    from macros.records.levels import LevelName
    from macros.records.survey_counts import list_variables

    if area not in shelf.areas:
        raise click.UsageError(
            f"Området {area} finns inte.{suggest(area, shelf.areas)} De som finns: {', '.join(shelf.areas)}."
        )
    name = LevelName("areas", area)
    found = [
        (binder, level)
        for binder in shelf.binders.values()
        for level in binder.levels.levels
        if level.level == name
    ]
    if not found:
        raise click.ClickException(f"Området {area} har ingen kommun än.")
    surveys = found[0][0].surveys
    if survey not in surveys:
        known = f"De som finns: {', '.join(surveys)}." if surveys else "Området har inga enkäter."
        raise click.UsageError(f"Enkäten {survey} finns inte.{suggest(survey, surveys)} {known}")
    services = {service.id: service for binder, _ in found for service in binder.services}
    alike = [binder.model_copy(update={"services": [*services.values()]}) for binder, _ in found]
    ways = [list_variables(binder, survey) for binder in alike if survey in binder.surveys]
    if len(ways) < len(found) or any(way != ways[0] for way in ways):
        message = "Kommunerna i området har olika frågor eller svar i enkäten."
        raise click.ClickException(f"{message} Svaren kan bara räknas ihop om de är lika.")
    return alike[0], found[0][1]


def _describe(imported: Imported) -> None:
    """Print what is added and what is left out; numbers below five are never said."""
    from macros.exchange.figure_tables import describe_tables

    if imported.dropped:
        headings = join_words([f"”{heading}”" for heading in imported.dropped])
        click.echo(f"De här kolumnerna läses inte: {headings}.")
    if imported.unread:
        click.echo(f"De här bladen läses inte: {join_words(imported.unread)}.")
    for closing in imported.years.values():
        for line in describe_tables(closing):
            click.echo(capitalize(line))
