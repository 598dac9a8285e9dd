"""parmen explain: where a value comes from."""

from __future__ import annotations

from pathlib import Path

import click

from macros.commands.common import DATA, MUNICIPALITY, binder_or_stop, make_path_error, shelf_or_stop


@click.command()
@DATA
@MUNICIPALITY
@click.argument("path", help="Dotted; lists are addressed by id: routine.steps.hall-motet.text")
def explain(data: Path, municipality: str, path: str) -> None:
    """Tell where a value comes from: its words, its file and its line."""
    shelf = shelf_or_stop(data, None)
    binder = binder_or_stop(shelf, municipality)
    from macros.records.path import NoSuchPathError
    from macros.rendering.explain import explain as explain_value

    try:
        click.echo(explain_value(binder, path))
    except NoSuchPathError as error:
        raise make_path_error(error, path) from error
