"""parmen clean: remove stored PDFs that nothing uses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, TODAY, print_waiting, shelf_or_stop
from macros.files import explain_error


@click.command()
@DATA
@TODAY
def clean(data: Path, today: date | None) -> None:
    """Take away stored PDFs that no binder uses any more. What is kept makes the next build quick."""
    shelf = shelf_or_stop(data, today)
    from macros.paper.sheet_build import trim_store

    try:
        files, size = trim_store(shelf, on_wait=print_waiting)
    except OSError as error:
        raise click.ClickException(explain_error(error)) from error
    click.echo(f"{files} filer togs bort ur .cache/parmen, {size / 1e6:.1f} MB.")
