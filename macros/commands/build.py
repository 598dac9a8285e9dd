"""parmen build: the whole site with its sheets."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, TODAY, binder_or_stop, progress, shelf_or_stop


@click.command()
@DATA
@TODAY
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder to build.",
)
@click.option("--only", multiple=True, metavar="SLUG", help="Build only this municipality; may be repeated.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes for the PDFs."
)
def build(data: Path, today: date | None, site: Path, only: tuple[str, ...], jobs: int) -> None:
    """Build the whole site with all PDFs: check first, build beside, move in when whole."""
    shelf = shelf_or_stop(data, today)
    for slug in only:
        binder_or_stop(shelf, slug)
    from macros.paper.build import build as build_sheets
    from macros.paper.store import why_not
    from macros.web.build import SiteError, beside, build_pages

    try:
        with beside(site) as new, progress() as tell:
            tell(0, 1, "sidor")
            build_pages(new, shelf, only)
            tell(1, 1, "sidor")
            made = build_sheets(shelf, new, only=only or None, jobs=jobs, progress=tell)
            if made.failures:
                failed = "\n".join(map(str, made.failures))
                raise SiteError(f"{failed}\n{len(made.failures)} blad gick inte att göra")
    except SiteError as error:
        raise click.ClickException(f"{error}. Den förra webbplatsen är kvar.") from error
    except OSError as error:
        raise click.ClickException(f"{why_not(error)}. Den förra webbplatsen är kvar.") from error
    click.echo(f"{site}/: {len(only or shelf.binders)} pärmar, {len(made.made)} blad och paket.")
