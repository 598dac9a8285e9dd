"""parmen translations: how much is translated, marks, and files for translators."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import (
    DATA,
    FORMAT,
    SLUG,
    TODAY,
    content_or_stop,
    shelf_or_stop,
    suggest,
    towns_or_stop,
)

if TYPE_CHECKING:
    from macros.records.leaflet_texts import LeafletText
    from macros.records.whole_shelf import Shelf


@click.group(invoke_without_command=True)
@DATA
@TODAY
@click.option("--municipality", multiple=True, type=SLUG, metavar="SLUG", help="Only this municipality.")
@click.option("--language", metavar="CODE", help="Only this language, such as fi. It may be a new one.")
@FORMAT
@click.pass_context
def translations(
    context: click.Context,
    data: Path,
    today: date | None,
    municipality: tuple[str, ...],
    language: str | None,
    form: str,
) -> None:
    """List how much of each leaflet is translated, and what lacks.

    With mark, export or import: keep the translations.
    """
    if context.invoked_subcommand:
        return
    shelf = shelf_or_stop(data, today)
    from macros.commands.translation_report import describe_rows, list_rows

    rows = list_rows(shelf, towns_or_stop(shelf, municipality), _language_or_stop(language))
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif rows:
        click.echo("\n".join(describe_rows(rows)))
    else:
        click.echo("Ingen folder är översatt. Så gör du: parmen translations export --language fi")


@translations.command("mark")
@DATA
@TODAY
@click.argument("language", help="The language's code, such as fi.")
@click.argument("places", nargs=-1, metavar="[FILE:LINE]…", help="As parmen translations names them.")
def mark(data: Path, today: date | None, language: str, places: tuple[str, ...]) -> None:
    """Say that translations were made from the Swedish of today.

    Without FILE:LINE those that have no mark; with it the texts there, also outdated ones.
    """
    shelf = shelf_or_stop(data, today)
    code = _language_or_stop(language)
    assert code is not None
    from macros.exchange.translation_marks import NAME, list_translated, write_marks

    marks = shelf.marks
    items = [item for item, written in list_translated(shelf) if written == code]
    if places:
        chosen = [_find_place(items, place, code) for place in places]
    else:
        chosen = [item for item in items if marks.status(item.text, code) == "unmarked"]
    if not chosen:
        click.echo("Inget att märka.")
        return
    _write_or_stop(shelf, {NAME: write_marks(shelf, [(item, code) for item in chosen])})
    click.echo(f"Märkt: {_count(len(chosen), code)}, i {(shelf.folder / NAME).as_posix()}.")


@translations.command("export")
@DATA
@TODAY
@click.option("--language", required=True, metavar="CODE", help="The language to translate into, such as fi.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.xlf",
    help="The file to write.",
)
@click.option("--all", "everything", is_flag=True, help="Also the texts that are done, not only what lacks.")
@click.argument("municipality", nargs=-1, type=SLUG, help="Only these municipalities.")
def export(
    data: Path,
    today: date | None,
    language: str,
    out: Path,
    everything: bool,
    municipality: tuple[str, ...],
) -> None:
    """Write the leaflets' texts for translators, as XLIFF 1.2.

    Of all municipalities, or of those named.
    """
    shelf = shelf_or_stop(data, today)
    towns, code = towns_or_stop(shelf, municipality), _language_or_stop(language)
    assert code is not None
    from macros.exchange.translation_marks import list_all_texts
    from macros.exchange.xliff_writer import write_xliff
    from macros.files import explain_error, write_file

    marks = shelf.marks
    items = [
        item
        for item in list_all_texts(shelf, towns)
        if everything or marks.status(item.text, code) != "current"
    ]
    if not items:
        click.echo("Allt är översatt. Vill du skicka det ändå? Lägg till --all")
        return
    try:
        write_file(out, write_xliff(shelf, items, code), make_folders=False)
    except OSError as error:
        raise click.ClickException(f"{out} går inte att skriva: {explain_error(error)}") from error
    missing = sum(marks.status(item.text, code) == "missing" for item in items)
    click.echo(
        f"{out}: {_count(len(items), code).replace(' på ', ' till ')}, {missing} av dem utan översättning."
    )


@translations.command("import")
@DATA
@TODAY
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), help="The translator's file.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--skip-changed", is_flag=True, help="Leave out texts whose Swedish has changed, or is gone.")
def import_(data: Path, today: date | None, file: Path, dry_run: bool, skip_changed: bool) -> None:
    """Read a translator's FILE.xlf into the YAML files. Nothing is written unless all is right."""
    shelf = shelf_or_stop(data, today)
    from macros.exchange.translation_import import NoPlaceError, plan_changes, write_files
    from macros.exchange.xliff_reader import MAX_BYTES, read_xliff
    from macros.problems import quote

    content = content_or_stop(file, MAX_BYTES)
    translated = read_xliff(content, file.name)
    plan = None if translated.problems else plan_changes(shelf, translated, skip_changed)
    if plan is None or translated.problems:
        click.echo("\n".join(map(str, translated.problems)))
        click.echo("Ingenting skrevs.")
        sys.exit(1)
    for change in plan.changes:
        before = change.item.text.written(plan.language) or "(ny)"
        click.echo(f"{change.item.place.file}:{change.item.place.line}: {before} → {change.text}")
    for unit in plan.skipped:
        click.echo(f"Texten {quote(unit.id)} i {quote(unit.file)} hoppades över.")
    try:
        files = write_files(shelf, plan)
    except NoPlaceError as error:
        message = f"{error} går inte att skriva i filen härifrån. Skriv in den texten för hand"
        raise click.ClickException(message) from error
    if not files:
        click.echo("Inget att ändra.")
    elif dry_run:
        click.echo("Ingenting skrevs: det här är en provkörning.")
    else:
        click.echo(f"Skrev {', '.join(_write_or_stop(shelf, files))}.")


def _find_place(items: list[LeafletText], place: str, language: str) -> LeafletText:
    """Return the text at a place, as the list names it.

    Raise UsageError where there is none.
    """
    found = [item for item in items if f"{item.place.file}:{item.place.line}" == place]
    if len(found) != 1:
        message = f"Ingen text på {language} står på {place}.{suggest(place, _name_places(items))}"
        raise click.UsageError(f"{message} Skriv som i  parmen translations")
    return found[0]


def _name_places(items: list[LeafletText]) -> Iterator[str]:
    yield from (f"{item.place.file}:{item.place.line}" for item in items)


def _language_or_stop(language: str | None) -> str | None:
    """Return a language's code; raise UsageError for one that does not exist."""
    from macros.records.languages import SWEDISH_NAMES, list_codes

    by_name = {name: code for code, name in SWEDISH_NAMES.items()}
    code = by_name.get((language or "").lower(), language)
    if code is not None and (code not in SWEDISH_NAMES or code == "sv"):
        raise click.UsageError(f"{language} är inget språk här. Välj: {list_codes()}.")
    return code


def _count(number: int, language: str) -> str:
    from macros.records.languages import SWEDISH_NAMES

    return f"{number} {'text' if number == 1 else 'texter'} på {SWEDISH_NAMES[language]}"


def _write_or_stop(shelf: Shelf, files: dict[str, str]) -> list[str]:
    """Write files of the data, all or none, when the check passes; return their names.

    Else print every problem and leave with exit code 1.
    """
    from macros.checks import check
    from macros.exchange.data_writer import CommitError, try_files

    with try_files(shelf, files, lambda folder: check(folder, shelf.today)[1]) as trial:
        if trial.problems:
            click.echo("\n".join(map(str, trial.problems)))
            click.echo("Ingenting skrevs.")
            sys.exit(1)
        try:
            return trial.commit()
        except CommitError as error:
            raise click.ClickException(str(error)) from error
