"""parmen archive: keep what applies today, as it was published."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from macros.commands.common import (
    DATA,
    SLUG,
    TODAY,
    WholeNumber,
    print_waiting,
    progress,
    sheets_or_stop,
    shelf_or_stop,
    towns_or_stop,
)
from macros.commands.left_to_do import ready_or_stop
from macros.files import explain_error

if TYPE_CHECKING:
    from macros.records.kept import KeptDocument
    from macros.records.whole_shelf import Shelf

    Copies = dict[str, tuple[KeptDocument, bytes]]

_NOTHING = "Ingenting sparades."


@click.command()
@DATA
@TODAY
@click.option("--jobs", type=WholeNumber(1, 64), default=os.cpu_count() or 1, help="Processes for the PDFs.")
@click.option("--dry-run", is_flag=True, help="Only say what would be kept.")
@click.argument(
    "municipalities", nargs=-1, type=SLUG, help="Their names. Without any: all that are published."
)
def archive(
    data: Path, today: date | None, jobs: int, dry_run: bool, municipalities: tuple[str, ...]
) -> None:
    """Keep what applies today: every adopted document as PDF/A, in the data folder, for all time.

    What is kept is never written again. A document that has not changed since it was kept is only named.
    """
    sheets_or_stop()
    shelf = shelf_or_stop(data, today, ending=_NOTHING)
    slugs = towns_or_stop(shelf, municipalities)
    _refuse_future(shelf.today)
    published = _select_published(shelf, slugs)
    chosen = slugs or tuple(published.first_binders)
    copies = _make_copies(published, chosen, jobs)
    made = False
    for slug in chosen:
        try:
            made |= _keep(published, slug, copies[slug], dry_run)
        except OSError as error:
            raise click.ClickException(f"{explain_error(error)}.") from error
    if made and not dry_run:
        click.echo(f"Spara mappen {(data / 'archive').as_posix()} i git.")


def _refuse_future(today: date) -> None:
    """Raise ClickException for a day that has not been yet."""
    from macros.records.today import today_in_sweden
    from macros.records.values import Day

    if today > today_in_sweden():
        day = Day.fromisoformat(today.isoformat())
        raise click.ClickException(f"{day} har inte varit än. Spara det som gäller den dagen. {_NOTHING}")


def _select_published(shelf: Shelf, slugs: Sequence[str]) -> Shelf:
    """Return the binders that are published. Raise ClickException for drafts."""
    from macros.records.approval import select_published

    if not shelf.site.published:
        message = "Webbplatsen är inte publicerad (published: nej). Bara det som är publicerat sparas."
        raise click.ClickException(f"{message} {_NOTHING}")
    towns = select_published(shelf).first_binders
    for slug in slugs:
        if slug not in towns:
            name = shelf.municipalities[slug].name
            message = f"{name} är ett utkast: ingen har godkänt att pärmen publiceras. {_NOTHING}"
            raise click.ClickException(message)
    return ready_or_stop(shelf, _NOTHING)


def _make_copies(shelf: Shelf, slugs: Sequence[str], jobs: int) -> dict[str, Copies]:
    """Return the archival copy of every adopted document, by municipality and by hash."""
    from macros.checks.file_gate import MOST_BYTES, too_large
    from macros.checks.kept_files import find_kept_faults
    from macros.paper.adopted_documents import copy_adopted, list_documents
    from macros.paper.faults import PaperError
    from macros.paper.pdf_store import Store
    from macros.paper.sheet_build import build

    store = Store()
    binders = [binder for slug in slugs for binder in shelf.binders_of(slug)]
    names = list(dict.fromkeys(name for binder in binders for name in list_documents(binder)))
    copies: dict[str, Copies] = {slug: {} for slug in slugs}
    try:
        with TemporaryDirectory() as folder, progress() as report_progress:
            made = build(shelf, Path(folder), slugs, names, jobs, report_progress, store, print_waiting)
        if made.failures:
            raise click.ClickException("\n".join([*map(str, made.failures), _NOTHING]))
        for document, content in copy_adopted(shelf, made.made, store):
            slug = document.binder.partition("/")[0]
            place = PurePosixPath("data/archive", slug, f"{document.file}.pdf")
            name = f"{document.binder}/{document.name}"
            for fault in find_kept_faults(content, name, place):
                raise click.ClickException(f"{name}: {fault.message}. {_NOTHING}")
            if len(content) > MOST_BYTES:
                raise click.ClickException(f"{name}: {too_large(name).message}. {_NOTHING}")
            copies[slug][document.file] = document, content
    except PaperError as error:
        raise click.ClickException(f"{error}\n{_NOTHING}") from error
    except OSError as error:
        raise click.ClickException(f"{explain_error(error)}. {_NOTHING}") from error
    return copies


def _keep(shelf: Shelf, slug: str, copies: Copies, dry_run: bool) -> bool:
    """Keep what applies in a municipality today; return whether something was kept."""
    from macros.exchange.kept_writer import keep_day
    from macros.records.approval import find_approval
    from macros.records.kept import NOTHING_KEPT
    from macros.records.values import Day

    name = shelf.municipalities[slug].name
    kept = shelf.archives.get(slug, NOTHING_KEPT)
    latest, known = kept.latest, kept.files
    new = {hash_: copy for hash_, copy in copies.items() if hash_ not in known}
    unchanged = [hash_ for hash_ in copies if hash_ in known]
    if not copies and latest is None:
        click.echo(f"{name}: inget antaget dokument gäller i dag, så det finns inget att spara.")
        return False
    if latest and {file.document.file for file in latest.files} == copies.keys():
        click.echo(f"{name}: inget har ändrats sedan {Day.fromisoformat(latest.day.isoformat())}.")
        return False
    if latest and latest.day >= shelf.today:
        day = Day.fromisoformat(latest.day.isoformat())
        click.echo(
            f"{name}: {day} är redan sparad, och det som är sparat ändras inte. Vänta till dagen efter."
        )
        return False
    size = sum(len(content) for _, content in new.values())
    if not dry_run:
        approvals = {
            binder.address: approval
            for binder in shelf.binders_of(slug)
            if (approval := find_approval(binder)) is not None
        }
        keep_day(shelf.folder, slug, shelf.today, new, unchanged, approvals)
    count = "1 dokument" if len(copies) == 1 else f"{len(copies)} dokument"
    click.echo(f"{name}: {count} gäller. {len(new)} är nya eller ändrade ({-(-size // 1000)} kB).")
    return True
