"""parmen pages: the pages as a folder that other site generators build."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, TODAY, shelf_or_stop
from macros.files import explain_error


@click.command()
@DATA
@TODAY
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the pages, with pictures and settings, below this folder.",
)
def pages(data: Path, today: date | None, folder: Path | None) -> None:
    """List the pages, or write them as a folder of Markdown for another site generator."""
    if folder and folder.resolve().is_relative_to(data.resolve()):
        raise click.ClickException(f"{folder} ligger bland data. Välj en annan mapp.")
    shelf = shelf_or_stop(data, today)
    from macros.web.markdown_export import list_pages, write_pages

    try:
        paths = write_pages(shelf, folder) if folder else list_pages(shelf)
    except OSError as error:
        raise click.ClickException(explain_error(error)) from error
    for path in paths:
        click.echo(path)
