"""parmen import: bring in what others have written, in formats of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import DATA, TODAY, content_or_stop, shelf_or_stop
from macros.commands.spreadsheets import DRY_RUN, apply_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from macros.exchange.contacts import Directory
    from macros.exchange.hsds_reader import Known
    from macros.records.whole_shelf import Shelf


@click.group("import")
def import_() -> None:
    """Bring in what others have written."""


@import_.command("hsds")
@DATA
@TODAY
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), help="The JSON file.")
@click.option("--into", metavar="LEVEL", help="Where new services go, such as areas/norra-halsingland.")
@click.option(
    "--group",
    type=click.Choice(["first", "everyday", "more"]),
    help="How early one calls new services that do not say it themselves.",
)
@DRY_RUN
def hsds(
    data: Path, today: date | None, file: Path, into: str | None, group: str | None, dry_run: bool
) -> None:
    """Read services from a file of Open Referral's HSDS 3. Nothing is written unless all is right."""
    shelf = shelf_or_stop(data, today)
    from macros.checks.person_hints import find_hints
    from macros.checks.privacy import find_in_text, list_allowed
    from macros.exchange.columns import SERVICES
    from macros.exchange.contacts import read_directories
    from macros.exchange.hsds_book import HsdsBook
    from macros.exchange.hsds_reader import HsdsReader
    from macros.exchange.workbook_limits import MAX_BYTES

    directories = read_directories(shelf, SERVICES)
    target = _target_or_stop(directories, into)
    allowed = list_allowed(shelf)

    def find_persons(text: str) -> Iterator[str]:
        for problem in (*find_in_text(text, "", allowed), *find_hints(text, "", allowed)):
            yield problem.message

    known = _list_known(shelf, directories)
    reader = HsdsReader(HsdsBook(file.name), known, directories, target, group or "", find_persons)
    book = reader.read(content_or_stop(file, MAX_BYTES))
    for note in book.notes:
        click.echo(note)
    apply_book(shelf, SERVICES, book, directories, dry_run, remove=False)


def _target_or_stop(directories: Sequence[Directory], into: str | None) -> Directory | None:
    """Return the level of an option; raise UsageError where there is none."""
    if into is None:
        return None
    levels = {f"{one.level.kind}/{one.level.slug}": one for one in directories}
    name = into.strip("/").removeprefix("data/")
    if name not in levels:
        raise click.UsageError(f"--into {into} finns inte. Välj: {', '.join(levels)}.")
    return levels[name]


def _list_known(shelf: Shelf, directories: Sequence[Directory]) -> dict[str, Known]:
    """Return every service as the site publishes it, by identifier."""
    from macros.exchange.hsds_reader import Known
    from macros.web.open_data.hsds_services import make_services

    known = {}
    for binder in shelf.binders.values():
        levels = {level.level[:2] for level in binder.levels.levels}
        for service, published in zip(binder.services, make_services(shelf, binder), strict=True):
            own = (one for one in directories if one.level[:2] in levels and service.id in one.cards)
            known[published["id"]] = Known(next(own, None), service.id, published)
    return known
