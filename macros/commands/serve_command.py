"""parmen serve: the preview of the site."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import click

from macros.commands.common import DATA, WholeNumber
from macros.project import CONFIG

BUSY = (
    "Något är redan igång på {address}. Är det sidorna, i ett annat terminalfönster? Då räcker det. "
    "Annars skriver du: .venv/bin/parmen serve --port {other}"
)


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
def serve(data: Path, port: int) -> None:
    """Preview the site and reload it as files are saved. Problems in the data stand on the page.

    The preview makes no PDFs; use `parmen pdf` or `parmen build` for those.
    """
    address = f"http://127.0.0.1:{port}/"
    if _is_answering(port):
        raise click.ClickException(BUSY.format(address=address, other=port % 65535 + 1))
    click.echo("Sidorna görs i ordning. Det tar en stund.")
    threading.Thread(target=_report_ready, args=(port, address), daemon=True).start()
    from mkdocs.commands.serve import serve as serve_site

    from macros.web.session import SESSION

    SESSION.data = data
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    serve_site(str(CONFIG), dev_addr=f"127.0.0.1:{port}")


def _is_answering(port: int) -> bool:
    """Report whether something answers on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _report_ready(port: int, address: str) -> None:
    """Wait until the pages are there and print their address: MkDocs is silent."""
    while not _is_answering(port):
        time.sleep(0.3)
    click.echo(f"Klart. Öppna {address} i din webbläsare. Sluta med Ctrl och C.")
