"""parmen addresses: the ledgers of published addresses and events."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, TODAY, shelf_or_stop
from macros.files import explain_error


@click.command()
@DATA
@TODAY
@click.option("--write", "writing", is_flag=True, help="Add what is missing, as parmen build --publish does.")
def addresses(data: Path, today: date | None, writing: bool) -> None:
    """Say which addresses and calendar events are published and not recorded: none may be lost.

    Exit code: 0 the ledgers are complete, or the site is a draft; 1 something is missing.
    """
    shelf = shelf_or_stop(data, today)
    from macros.exchange.address_writer import LedgerError, ledger_file, record_addresses
    from macros.exchange.event_writer import event_file, record_events
    from macros.records.approval import select_published
    from macros.records.event_ledger import list_unnumbered
    from macros.records.ledger import list_new_addresses

    file = ledger_file(shelf).as_posix()
    if not shelf.site.published:
        click.echo(f"Webbplatsen är inte publicerad (published: nej). {file} är som förut.")
        return
    shelf = select_published(shelf)
    try:
        new = record_addresses(shelf) if writing else list_new_addresses(shelf)
        events = record_events(shelf) if writing else list_unnumbered(shelf)
    except LedgerError as error:
        raise click.ClickException(f"{error}.") from error
    except OSError as error:
        raise click.ClickException(f"{explain_error(error)}.") from error
    for part in new:
        names = [*part.pages, *(f"{sheet}.pdf" for sheet in part.sheets)]
        click.echo(f"{', '.join(part.binders)}: {', '.join(names) or 'första sidan'}")
    if not new:
        click.echo(f"{file}: alla adresser står där.")
    elif writing:
        click.echo(f"{file} är skriven. Spara den i git.")
    else:
        click.echo(f"Det här saknas i {file}. Lägg till det med  parmen addresses --write")
    ledger = event_file(shelf).as_posix()
    if events and writing:
        click.echo(f"{ledger} är skriven. Spara den i git.")
    elif events:
        count = (
            "1 händelse är ny eller ändrad"
            if len(events) == 1
            else f"{len(events)} händelser är nya eller ändrade"
        )
        click.echo(f"I kalendrarna: {count}. Skriv in det i {ledger} med  parmen addresses --write")
    if (new or events) and not writing:
        sys.exit(1)
