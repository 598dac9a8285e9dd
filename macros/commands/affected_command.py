"""parmen affected: what an edit of some files reaches."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, FORMAT, TODAY, progress, shelf_or_stop


@click.command()
@DATA
@TODAY
@FORMAT
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE...",
    help="Files of the data folder.",
)
def affected(data: Path, today: date | None, form: str, files: tuple[Path, ...]) -> None:
    """Report which pages and sheets, in which municipalities, an edit of FILE reaches.

    A file that has been edited since the last saved version: what that edit changes. Another: all that shows
    something of it.
    """
    shelf = shelf_or_stop(data, today)
    from macros.changes.edit import describe_affected
    from macros.changes.revision import HistoryError

    try:
        with progress() as report_progress:
            answer = describe_affected(data, shelf.today, files, report_progress)
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(answer.rows, ensure_ascii=False, indent=2) if form == "json" else answer.text)
