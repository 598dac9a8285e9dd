"""parmen new year: begin a new year's communication plan, and keep the old one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, TODAY, WholeNumber, shelf_or_stop
from macros.commands.new_files import name_folder, replace_files_or_stop


@click.command("year")
@DATA
@TODAY
@click.argument("area", help="The area, agreement or municipality whose plan it is, by its folder or file.")
@click.argument("year", type=WholeNumber(2000, 2099), help="The year to begin.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def year(data: Path, today: date | None, area: str, year: int, dry_run: bool) -> None:
    """Begin a new year's communication plan: days moved, nothing done, the old one kept."""
    shelf = shelf_or_stop(data, today)
    from macros.editing.changing import CannotChangeError
    from macros.editing.new_year import begin_year
    from macros.exchange.splice import TooTangledError

    try:
        new = begin_year(shelf, area, year)
    except CannotChangeError as error:
        raise click.ClickException(str(error)) from error
    except TooTangledError as error:
        message = "Planen går inte att skriva om härifrån. Kopiera den för hand till past_plans."
        raise click.ClickException(message) from error
    if not new.after:
        click.echo(f"Planen gäller redan {year}. Ingenting ändrades.")
        return
    click.echo("\n".join(new.changes) or "Inga dagar att flytta.")
    names = replace_files_or_stop(shelf, new.before, new.after, dry_run)
    if dry_run:
        click.echo(f"Ingenting skrevs: det här är en provkörning. Annars hade det här skrivits: {names}.")
    else:
        click.echo(f"Skrev {names}. Den gamla planen finns kvar, under sitt år.")
    if new.left:
        click.echo(f"Det gamla året nämns fortfarande här, läs igenom: {'; '.join(new.left)}.")
    if not dry_run:
        click.echo(f"Kontrollera:  parmen check{name_folder(shelf)}")
