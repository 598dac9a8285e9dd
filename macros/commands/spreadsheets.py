"""Write contacts or services to a spreadsheet and read them back."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import SLUG, content_or_stop, shelf_or_stop, towns_or_stop

if TYPE_CHECKING:
    from macros.exchange.columns import Table
    from macros.exchange.contacts import Change, Directory
    from macros.exchange.workbook_rows import Book
    from macros.records.whole_shelf import Shelf

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False), help="The spreadsheet.")
ONLY = click.option(
    "--municipality",
    "slugs",
    multiple=True,
    type=SLUG,
    metavar="SLUG",
    help="Only this municipality, and its areas. May be repeated.",
)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")

_NO_PERSON = (
    "Skriv funktionen i stället. Är det ingen person? Skriv värdet och skälet under allowed i data/site.yaml."
)
"""Advice where a text may be about a person."""


def export_records(kind: str, data: Path, today: date | None, file: Path, slugs: tuple[str, ...]) -> None:
    """Write the records of a kind to a spreadsheet, and say how many there were."""
    from macros.exchange.columns import TABLES

    table = TABLES[kind]
    words = table.words
    is_table = _read_suffix(file, words.file) == ".csv"
    shelf = shelf_or_stop(data, today)
    slugs = towns_or_stop(shelf, slugs)
    from macros.exchange.contacts import read_directories, select_directories
    from macros.exchange.csv_table import write_csv
    from macros.exchange.data_writer import replace_workbook
    from macros.exchange.workbook import write_workbook

    directories = read_directories(shelf, table)
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
    click.echo(f"{count} {words.many if count != 1 else words.one}{place} skrevs till {file}.")
    if backup is not None:
        click.echo(f"Filen som fanns där heter nu {backup}.")


def import_records(
    kind: str, data: Path, today: date | None, file: Path, dry_run: bool, remove: bool
) -> None:
    """Read the records of a kind back into the YAML files, all or nothing."""
    from macros.exchange.columns import TABLES

    table = TABLES[kind]
    is_table = _read_suffix(file, table.words.file) == ".csv"
    shelf = shelf_or_stop(data, today)
    from macros.exchange.contacts import read_directories
    from macros.exchange.csv_table import read_csv
    from macros.exchange.workbook_limits import MAX_BYTES
    from macros.exchange.workbook_rows import read_workbook

    content = content_or_stop(file, MAX_BYTES)
    book = (read_csv if is_table else read_workbook)(content, file.name)
    apply_book(shelf, table, book, read_directories(shelf, table), dry_run, remove)


def apply_book(
    shelf: Shelf, table: Table, book: Book, directories: list[Directory], dry_run: bool, remove: bool
) -> None:
    """Write what the rows of a book change into the YAML files, all or nothing."""
    from macros.checks import check
    from macros.checks.privacy import list_allowed
    from macros.exchange.data_writer import CommitError, try_changes
    from macros.exchange.difference import compare

    words = table.words
    difference = compare(book, directories)
    if any(not fault.sheet for fault in book.faults):  # it could not be read to its end
        _stop_on_faults(book.faults)
    if table.free_texts:
        _refuse_persons(book, difference.changes, list_allowed(shelf))
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
                name = change.directory.name_record(change.key, change.before)
                told = f"raden saknas i kalkylarket. {words.the.capitalize()} står kvar."
                click.echo(f"{change.directory.name}, {name}: {told}")
            click.echo(f"Ta bort {words.many} som saknar rad: kör samma kommando med --remove.")
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


def _refuse_persons(book: Book, changes: Sequence[Change], allowed: Collection[str]) -> None:
    """Add a fault for each text that may be about a person, at its row and column.

    In a file that is only a hint; a spreadsheet comes from many, and what it says is not repeated.
    """
    from macros.checks.person_hints import find_hints

    for change in changes:
        for column in change.columns:
            for problem in find_hints(change.after.get(column, ""), "", allowed):
                title = change.directory.title
                book.add_fault(title, change.row, column.title, problem.message, _NO_PERSON, repeat=False)


def _read_suffix(file: Path, name: str) -> str:
    """Return a spreadsheet's ending; raise UsageError for another kind of file."""
    suffix = file.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise click.UsageError(f"{file}: namnet ska sluta på .xlsx eller .csv, till exempel {name}.xlsx.")
    return suffix


def _stop_on_faults(faults: Sequence[object]) -> None:
    """Print every fault and exit with code 1, if there is one."""
    if faults:
        click.echo("\n".join(dict.fromkeys(map(str, faults))))
        click.echo("Ingenting skrevs.")
        sys.exit(1)
