"""parmen services: write the services to a spreadsheet, and read them back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, TODAY
from macros.commands.spreadsheets import DRY_RUN, FILE, ONLY, export_records, import_records


@click.group()
def services() -> None:
    """Keep what the services do in a spreadsheet: write it with export, read it with import."""


@services.command("export")
@DATA
@TODAY
@FILE
@ONLY
def export(data: Path, today: date | None, file: Path, slugs: tuple[str, ...]) -> None:
    """Write all services to FILE.

    A workbook, x.xlsx, has a sheet for each municipality and area. A table, x.csv, has them below each other.
    """
    export_records("services", data, today, file, slugs)


@services.command("import")
@DATA
@TODAY
@FILE
@DRY_RUN
@click.option("--remove", is_flag=True, help="Also take away the services whose rows are gone.")
def import_(data: Path, today: date | None, file: Path, dry_run: bool, remove: bool) -> None:
    """Read the services of FILE back into the YAML files. Nothing is written unless all is right."""
    import_records("services", data, today, file, dry_run, remove)
