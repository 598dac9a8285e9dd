"""parmen headers: the security headers for a web server."""

from __future__ import annotations

from pathlib import Path

import click

from macros.commands.common import DATA, shelf_or_stop

SERVERS = ("nginx", "apache", "static")


@click.command()
@DATA
@click.argument("server", type=click.Choice(SERVERS), metavar="SERVER", help="nginx, apache or static.")
def headers(data: Path, server: str) -> None:
    """Print security headers and redirects for SERVER. A build writes those of apache and static."""
    shelf = shelf_or_stop(data, None)
    from macros.records.approval import select_published
    from macros.records.ledger import find_redirects
    from macros.web.headers import SERVERS as WRITERS

    shelf = select_published(shelf) if shelf.site.published else shelf
    click.echo(WRITERS[server](shelf.site.address, find_redirects(shelf)), nl=False)
