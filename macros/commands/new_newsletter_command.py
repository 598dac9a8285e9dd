"""parmen new newsletter: begin the next number of an area's information sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import DATA, TODAY, shelf_or_stop, suggest
from macros.commands.new_files import name_folder, say_next, write_files_or_stop

if TYPE_CHECKING:
    from macros.records.binder import Binder
    from macros.records.whole_shelf import Shelf


@click.command("newsletter")
@DATA
@TODAY
@click.argument("area", help="The area, by its folder in data/areas.")
def newsletter(data: Path, today: date | None, area: str) -> None:
    """Write a commented draft of the next number of an area's information sheet."""
    shelf = shelf_or_stop(data, today)
    from macros.exchange.starters import start_newsletter

    binders = [binder for binder in shelf.binders.values() if binder.levels.area_slug == area]
    if area not in shelf.areas or not binders:
        known = {binder.levels.area_slug: None for binder in shelf.binders.values()}
        raise click.UsageError(
            f"Området {area} finns inte, eller har ingen kommun.{suggest(area, known)} "
            f"De som finns: {', '.join(known)}."
        )
    if (shelf.folder / "areas" / f"{area}.yaml").exists():
        raise click.ClickException(f"Gör först en mapp av areas/{area}.yaml: areas/{area}/index.yaml")
    number = str(max((int(key) for key in _list_keys(binders)), default=0) + 1)
    follows = list(_list_followers(shelf, binders[0])) or ["Än så länge ingenting."]
    files = write_files_or_stop(shelf, start_newsletter(area, number, shelf.today.isoformat(), follows))
    where = name_folder(shelf)
    say_next(
        files,
        f"Byt ut allt som börjar med ”Skriv här” i {files[0]}.",
        f"Kontrollera:  parmen check{where}",
        f"Skriv ut:  parmen pdf {binders[0].address} informationsblad-{number}{where}",
    )


def _list_keys(binders: list[Binder]) -> Iterator[str]:
    """Yield the numbers that the binders of an area have, where they are digits."""
    for binder in binders:
        yield from (key for key in binder.newsletters if key.isdecimal())


def _list_followers(shelf: Shelf, binder: Binder) -> Iterator[str]:
    """Yield in words what comes into a number of today by itself."""
    from macros.records.due_names import plain_words
    from macros.records.issues import list_ahead, list_changes, list_numbers, look_ahead, look_back
    from macros.records.month_sheet import make_month_sheet

    newest = next((key for key in list_numbers(binder) if binder.newsletters[key].date <= shelf.today), "")
    since = binder.newsletters[newest].date if newest else look_back(shelf.today)
    for revision in list_changes(binder, since, shelf.today):
        yield f"nytt {revision.date}: {plain_words(binder, revision.title)}"
    if sheet := make_month_sheet(binder, until=shelf.today):
        yield f"siffror för {sheet.latest_period}"
    for ahead in list_ahead(binder, shelf.today, look_ahead(shelf.today)):
        yield f"på gång {ahead.words}: {ahead.what}"
