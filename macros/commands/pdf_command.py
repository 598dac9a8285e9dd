"""parmen pdf: chosen sheets of a municipality as one PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from macros.commands.common import (
    DATA,
    MUNICIPALITY,
    TODAY,
    Day,
    binder_or_stop,
    print_waiting,
    sheets_or_stop,
    shelf_or_stop,
    suggest,
)
from macros.files import explain_error, write_file


def _format_list(groups: Mapping[str, Sequence[tuple[str, str]]], municipality: str) -> Iterator[str]:
    """Yield the list of sheets: name and title, below the groups' headings."""
    width = max(len(name) for rows in groups.values() for name, _ in rows)
    for heading, rows in groups.items():
        yield f"{heading}:"
        yield from (f"  {name:<{width}}  {title}" for name, title in rows)
        yield ""
    example = next(iter(groups.values()))[0][0]
    yield f"Gör ett eller flera:  parmen pdf {municipality} {example}"


@click.command()
@DATA
@TODAY
@MUNICIPALITY
@click.argument("names", nargs=-1, help="The sheets' names. Without any: list them.")
@click.option("--since", type=Day(), help="What counts as new on the sheet of news.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write. Default: MUNICIPALITY.pdf",
)
@click.option(
    "--html",
    "html",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the sheets' HTML before layout into this folder instead, for a browser.",
)
def pdf(
    data: Path,
    today: date | None,
    municipality: str,
    names: tuple[str, ...],
    since: date | None,
    out: Path | None,
    html: Path | None,
) -> None:
    """Make sheets as one PDF: `parmen pdf kalix rutin kontakter`. Without NAMES: list them."""
    shelf = shelf_or_stop(data, today)
    binder = binder_or_stop(shelf, municipality)
    from macros.paper.documents import UnknownDocumentError
    from macros.paper.faults import PaperError
    from macros.paper.preview import write_html
    from macros.paper.sheet_build import make_selection
    from macros.paper.sheet_list import list_sheets

    if not names:
        click.echo("\n".join(_format_list(list_sheets(binder), municipality)))
        return
    try:
        if html:
            for path in write_html(shelf, municipality, names, html, since):
                click.echo(path)
            return
        sheets_or_stop()
        content = make_selection(shelf, municipality, names, since, print_waiting)
        file = out or Path(f"{municipality.replace('/', '-')}.pdf")
        write_file(file, content, make_folders=False)
    except UnknownDocumentError as error:
        name = str(error.args[0])
        known = [known for rows in list_sheets(binder).values() for known, _ in rows]
        message = f"Bladet {name} finns inte.{suggest(name, known)} De som finns: {', '.join(known)}."
        raise click.UsageError(message) from error
    except PaperError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(explain_error(error)) from error
    click.echo(f"{file}: {len(content) // 1024} kB")
