"""parmen contacts: write the contacts to a spreadsheet, and read them back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, SLUG, TODAY, content_or_stop, shelf_or_stop, towns_or_stop

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False), help="The spreadsheet.")


@click.group()
def contacts() -> None:
    """Keep the contacts in a spreadsheet: write it with export, read it back with import."""


@contacts.command("export")
@DATA
@TODAY
@FILE
@click.option(
    "--municipality",
    "slugs",
    multiple=True,
    type=SLUG,
    metavar="SLUG",
    help="Only this municipality, and its areas. May be repeated.",
)
def export(data: Path, today: date | None, file: Path, slugs: tuple[str, ...]) -> None:
    """Write all contacts to FILE.

    A workbook, x.xlsx, has a sheet for each municipality and area. A table, x.csv, has them below each other.
    """
    is_table = _read_suffix(file) == ".csv"
    shelf = shelf_or_stop(data, today)
    slugs = towns_or_stop(shelf, slugs)
    from macros.exchange.contacts import read_directories, select_directories
    from macros.exchange.csv_table import write_csv
    from macros.exchange.data_writer import replace_workbook
    from macros.exchange.workbook import write_workbook

    directories = read_directories(shelf)
    if slugs:
        directories = select_directories(directories, slugs)
    roles = [role.source for role in shelf.site.roles]
    content = (
        write_csv(directories)
        if is_table
        else write_workbook(directories, roles, shelf.site.publisher, shelf.today)
    )
    try:
        backup = replace_workbook(file, content)
    except OSError as error:
        message = f"{file} går inte att skriva. Är den öppen i ett kalkylprogram?"
        raise click.ClickException(message) from error
    count = sum(len(directory.cards) for directory in directories)
    place = "" if is_table else f" på {len(directories)} blad"
    click.echo(f"{count} kontakter{place} skrevs till {file}.")
    if backup is not None:
        click.echo(f"Filen som fanns där heter nu {backup}.")


@contacts.command("import")
@DATA
@TODAY
@FILE
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--remove", is_flag=True, help="Also take away the contacts whose rows are gone.")
def import_(data: Path, today: date | None, file: Path, dry_run: bool, remove: bool) -> None:
    """Read the contacts of FILE back into the YAML files. Nothing is written unless all is right."""
    is_table = _read_suffix(file) == ".csv"
    shelf = shelf_or_stop(data, today)
    from macros.checks import check
    from macros.exchange.contacts import read_directories
    from macros.exchange.csv_table import read_csv
    from macros.exchange.data_writer import CommitError, try_changes
    from macros.exchange.difference import compare
    from macros.exchange.workbook_limits import MAX_BYTES
    from macros.exchange.workbook_rows import read_workbook

    content = content_or_stop(file, MAX_BYTES)
    book = (read_csv if is_table else read_workbook)(content, file.name)
    difference = compare(book, read_directories(shelf))
    if any(not fault.sheet for fault in book.faults):  # it could not be read to its end
        _stop_on_faults(book.faults)
    faulty = {(fault.sheet, fault.row) for fault in book.faults}
    changes = difference.changes + (difference.missing if remove else [])
    changes = [change for change in changes if (change.directory.title, change.row) not in faulty]
    with try_changes(shelf, changes) as trial:
        trial.judge(book, difference, lambda folder: check(folder, shelf.today)[1])
        _stop_on_faults([*sorted(book.faults), *trial.problems])
        for change in changes:
            click.echo("\n".join(change.describe()))
        if difference.missing and not remove:
            for change in difference.missing:
                contact_name = f"{change.directory.name}, {change.directory.name_contact(change.key)}"
                click.echo(f"{contact_name}: raden saknas i kalkylarket. Kontakten står kvar.")
            click.echo("Ta bort kontakter som saknar rad: kör samma kommando med --remove.")
        if not changes:
            click.echo("Inget att ändra.")
        elif dry_run:
            click.echo("Ingenting skrevs: det här är en provkörning.")
        else:
            try:
                files = trial.commit()
            except CommitError as error:
                raise click.ClickException(str(error)) from error
            click.echo(f"Skrev {', '.join(files)}.")


def _read_suffix(file: Path) -> str:
    """Return a spreadsheet's ending; raise UsageError for another kind of file."""
    suffix = file.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise click.UsageError(f"{file}: namnet ska sluta på .xlsx eller .csv, till exempel kontakter.xlsx.")
    return suffix


def _stop_on_faults(faults: Sequence[object]) -> None:
    """Print every fault and exit with code 1, if there is one."""
    if faults:
        click.echo("\n".join(dict.fromkeys(map(str, faults))))
        click.echo("Ingenting skrevs.")
        sys.exit(1)
