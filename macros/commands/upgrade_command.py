"""parmen upgrade: write another version of the program into a folder of content."""

from __future__ import annotations

from pathlib import Path

import click

from macros.files import explain_error, write_file


@click.command()
@click.argument("version", metavar="VERSION", required=False, help="The new version, such as 0.2.0.")
@click.option(
    "--program",
    metavar="TEXT",
    help="The program's wheel: an address or a file. Default: beside the old one.",
)
def upgrade(version: str | None, program: str | None) -> None:
    """Write another version of the program, with its hash, into requirements.txt.

    Run it in the folder of content. Nothing is installed, and no data is changed.
    """
    from macros.exchange.program_wheel import (
        LOCK,
        WheelError,
        find_next_address,
        read_wheel,
        replace_requirement,
    )

    if (version is None) == (program is None):
        raise click.UsageError("Skriv antingen versionens nummer eller --program.")
    file = Path(LOCK)
    try:
        text = file.read_text(encoding="utf-8")
        where = program or find_next_address(text, version or "")
        if not where:
            message = f"I {LOCK} står ingen adress till programmet. Skriv --program och filens namn."
            raise click.ClickException(message)
        wheel = read_wheel(where)
        after = replace_requirement(text, wheel)
        write_file(file, after)
    except (OSError, UnicodeDecodeError) as error:
        reason = explain_error(error) if isinstance(error, OSError) else f"{LOCK} är ingen text"
        raise click.ClickException(f"{reason}. Ingenting ändrades. Står du i pärmens mapp?") from error
    except WheelError as error:
        raise click.ClickException(f"{error} Ingenting ändrades.") from error
    if after == text:
        click.echo(f"{LOCK} har redan version {wheel.version}.")
        return
    click.echo(f"{LOCK} har nu version {wheel.version}. Gör så här nu:")
    click.echo("1. Hämta programmet, och skriv om filerna om de har fått en ny form:  make migrate")
    click.echo("2. Kontrollera:  make check")
