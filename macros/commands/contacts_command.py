"""parmen contacts: write the contacts to a spreadsheet, and read them back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, TODAY
from macros.commands.spreadsheets import DRY_RUN, FILE, ONLY, export_records, import_records


@click.group()
def contacts() -> None:
    """Keep the contacts in a spreadsheet: write it with export, read it back with import."""


@contacts.command("export")
@DATA
@TODAY
@FILE
@ONLY
def export(data: Path, today: date | None, file: Path, slugs: tuple[str, ...]) -> None:
    """Write all contacts to FILE.

    A workbook, x.xlsx, has a sheet for each municipality and area. A table, x.csv, has them below each other.
    """
    export_records("contacts", data, today, file, slugs)


@contacts.command("import")
@DATA
@TODAY
@FILE
@DRY_RUN
@click.option("--remove", is_flag=True, help="Also take away the contacts whose rows are gone.")
def import_(data: Path, today: date | None, file: Path, dry_run: bool, remove: bool) -> None:
    """Read the contacts of FILE back into the YAML files. Nothing is written unless all is right."""
    import_records("contacts", data, today, file, dry_run, remove)
