"""parmen offline: a municipality's pages and sheets as a ZIP."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from macros.commands.common import DATA, MUNICIPALITY, TODAY, shelf_or_stop, towns_or_stop
from macros.files import explain_error


@click.command()
@DATA
@TODAY
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    metavar="FOLDER",
    help="The folder that parmen build has made.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="The ZIP to write."
)
@MUNICIPALITY
def offline(data: Path, today: date | None, site: Path, out: Path | None, municipality: str) -> None:
    """Write a municipality's built pages and sheets as a ZIP that opens from a folder, without net.

    A build puts the same ZIP on the site.
    """
    shelf = shelf_or_stop(data, today)
    (slug,) = towns_or_stop(shelf, [municipality])
    from macros.files import write_file
    from macros.web.offline.archive import archive_name, make_archive
    from macros.web.offline.saved_files import LIST
    from macros.web.site_build import SiteError

    if not (site / slug / LIST).is_file():
        name = shelf.first_binders[slug].municipality.name
        raise click.ClickException(f"{name} finns inte i {site}. Skriv  parmen build  först.")
    file = out or Path(archive_name(slug))
    try:
        content = make_archive(site, shelf, slug)
        write_file(file, content)
    except OSError as error:
        raise click.ClickException(explain_error(error)) from error
    except SiteError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: packa upp den, och öppna index.html.")
