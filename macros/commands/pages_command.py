"""parmen pages: the pages as Markdown files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, TODAY, shelf_or_stop


@click.command()
@DATA
@TODAY
@click.option("--write", "folder", type=click.Path(path_type=Path), help="Write the pages below this folder.")
def pages(data: Path, today: date | None, folder: Path | None) -> None:
    """List the municipalities' pages, or write them as Markdown files for another site generator."""
    shelf = shelf_or_stop(data, today)
    from macros.web.markdown_export import list_pages, write_pages

    for path in write_pages(shelf, folder) if folder else list_pages(shelf):
        click.echo(path)
