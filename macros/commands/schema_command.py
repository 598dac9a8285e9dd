"""parmen schema: the JSON Schemas that give an editor completion and help."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.commands.common import DATA
from macros.files import explain_error


@click.command()
@DATA
@click.option("--write", "writing", is_flag=True, help="Write those that are not current.")
def schema(data: Path, writing: bool) -> None:
    """Say whether the JSON Schemas of the YAML files are as the records are.

    Exit code: 0 current, 1 not.
    """
    from macros.exchange.schema import FOLDER, list_stale, write_schemas

    folder = data / FOLDER
    try:
        names = write_schemas(folder) if writing else list_stale(folder)
    except OSError as error:
        raise click.ClickException(explain_error(error)) from error
    if writing:
        for name in names:
            click.echo(f"{folder.as_posix()}/{name}")
        return
    for name in names:
        click.echo(f"{folder.as_posix()}/{name}: stämmer inte med fälten. Skriv  parmen schema --write")
    if names:
        sys.exit(1)
