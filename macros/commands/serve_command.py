"""parmen serve: the preview of the site."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import click

from macros.commands.common import DATA, WholeNumber, explain_missing_sheets

BUSY = (
    "Något är redan igång på {address}. Är det sidorna, i ett annat terminalfönster? Då räcker det. "
    "Annars skriver du: .venv/bin/parmen serve --port {other}"
)
_HOST = "127.0.0.1"


@click.command()
@DATA
@click.option(
    "--port",
    type=WholeNumber(1, 65535),
    default=8000,
    show_default=True,
    metavar="PORT",
    help="The port to answer on.",
)
@click.option("--edit", is_flag=True, help="Begin with a pencil beside each text: a click opens its form.")
def serve(data: Path, port: int, edit: bool) -> None:
    """Preview the site: pages follow the files as you save them. Problems in the data stand on the page.

    A sheet is made when you open it. Nothing is written to site/.
    """
    if not data.is_dir():
        raise click.ClickException(f"Mappen {data} finns inte. Ange rätt mapp med --data.")
    with _listen(port) as listening:
        click.echo("Sidorna görs i ordning. Det tar en stund.")
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        from macros.preview.server import run

        run(listening, data, explain_missing_sheets(), click.echo, edit)


def _listen(port: int) -> socket.socket:
    """Return a socket that listens on a port of this machine, and of no other.

    Raise ClickException where something else does.
    """
    try:
        return socket.create_server((_HOST, port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise click.ClickException(
                f"Porten {port} går inte att använda. Välj en annan med --port."
            ) from None
        address = f"http://{_HOST}:{port}/"
        raise click.ClickException(BUSY.format(address=address, other=port % 65535 + 1)) from None
