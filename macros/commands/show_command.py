"""parmen show: which text applied on a certain day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, MUNICIPALITY, Day, make_path_error
from macros.records.registry import PAGES


@click.command()
@DATA
@MUNICIPALITY
@click.option("--at", "day", type=Day(), required=True, help="The day, as YYYY-MM-DD.")
@click.option("--page", type=click.Choice([tab.name for tab in PAGES]), help="Only what this page shows.")
@click.argument("path", default="", help="Only this value: routine.meeting.within. As in explain.")
def show(data: Path, municipality: str, day: date, page: str | None, path: str) -> None:
    """Print the text that applied in a municipality on a day, from the last version saved by then."""
    from macros.changes.past_version import describe_past
    from macros.changes.revision import History, HistoryError
    from macros.changes.snapshot import read_folder
    from macros.records.path import NoSuchPathError

    try:
        history = History(data)
        version = history.find_day(day)
        with history.folder_of(version) as folder:
            reading = read_folder(folder, day, data)
            click.echo(describe_past(reading, municipality, day, version, path, page or ""))
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    except NoSuchPathError as error:
        raise make_path_error(error, path) from error
