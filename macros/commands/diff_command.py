"""parmen diff: what has changed in the data since another version."""

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
    "revision",
    default="HEAD",
    help="Git's name for a version (HEAD: the last one saved) or a date, YYYY-MM-DD.",
)
def diff(data: Path, today: date | None, form: str, revision: str) -> None:
    """Report what has changed since REVISION: in words, on which pages and sheets, in which municipalities.

    Ends with a proposal for the page Nytt.
    """
    shelf = shelf_or_stop(data, today)
    from macros.changes import proposal
    from macros.changes.compare import compare
    from macros.changes.descriptions import Describer
    from macros.changes.reach import find_reach
    from macros.changes.report import as_json, describe_reach
    from macros.changes.revision import History, HistoryError
    from macros.changes.snapshot import read_folder

    try:
        history = History(data)
        version = history.find(revision)
        with history.folder_of(version) as folder:
            old = read_folder(folder, shelf.today, data)
        new = read_folder(data, shelf.today)
        changes = compare(old.source, new.source)
        with progress() as report_progress:
            reach = find_reach(old, new, changes, report_progress)
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    describer = Describer(old, new)
    proposals = proposal.propose_revisions(reach, describer, new)
    if form == "json":
        rows = {"since": version.commit, "date": version.day.isoformat(), **as_json(reach, describer)}
        rows["revisions"] = proposal.as_json(proposals)
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not changes:
        click.echo(f"Ingen uppgift i {data} har ändrats sedan {version}.")
    else:
        entries = proposal.find_entries(reach, new)
        written = ", ".join(f"{place.file}:{place.line}" for place in entries)
        note = f"Sidan Nytt har redan en rad för i dag: {written}. Stämmer den med det som är ändrat?"
        parts = [describe_reach(reach, describer), note if entries else ""]
        parts.append(proposal.format_proposals(proposals))
        click.echo(f"Ändrat i {data} sedan {version}\n")
        click.echo("\n\n".join(filter(None, parts)))
