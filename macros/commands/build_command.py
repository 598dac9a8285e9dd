"""parmen build: the whole site with its sheets, and the check before publishing."""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cache import cache_folder, find_stranger
from macros.commands.cluster_options import CLUSTER
from macros.commands.common import (
    DATA,
    SLUG,
    TODAY,
    WholeNumber,
    changed_towns,
    is_published,
    print_waiting,
    sheets_or_stop,
    shelf_or_stop,
    towns_or_stop,
)
from macros.commands.left_to_do import LEFT, count_left, group_by_file, ready_or_stop
from macros.files import explain_error
from macros.processes import uninterrupted

if TYPE_CHECKING:
    from macros.paper.cluster import Cluster
    from macros.records.whole_shelf import Shelf
    from macros.web.shards import Plan

_KEPT = "Den förra webbplatsen ligger kvar."


@click.command()
@DATA
@TODAY
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The folder to build. Default: site, and site-draft for the drafts beside a published site.",
)
@click.option(
    "--only", multiple=True, type=SLUG, metavar="SLUG", help="Build only this municipality; may be repeated."
)
@click.option(
    "--changed-since",
    metavar="REVISION",
    help="Build only the municipalities that what has changed since then concerns.",
)
@click.option("--jobs", type=WholeNumber(1, 64), default=os.cpu_count() or 1, help="Processes for the PDFs.")
@click.option(
    "--publish",
    is_flag=True,
    help="Refuse what is not ready to be published: drafts, examples, overdue texts and laws, dead links.",
)
@click.option("--external", is_flag=True, help="With --publish: also try the links to other sites.")
@click.option(
    "--if-published",
    is_flag=True,
    help="With --publish: only where the data says that the site is published; else build a draft.",
)
@CLUSTER
def build(
    data: Path,
    today: date | None,
    site: Path | None,
    only: tuple[str, ...],
    changed_since: str | None,
    jobs: int,
    publish: bool,
    external: bool,
    if_published: bool,
    cluster: Cluster | None,
) -> None:
    """Build the site with all PDFs: check first, build beside what has changed, move in when whole.

    With --publish it has the approved binders alone. Without, it is a preview of all, drafts too.
    """
    if external and not publish:
        raise click.UsageError("Skriv --external tillsammans med --publish.")
    if if_published and not publish:
        raise click.UsageError("Skriv --if-published tillsammans med --publish.")
    publish = publish and (not if_published or is_published(data))
    if changed_since and (only or publish):
        raise click.UsageError("Skriv --changed-since för sig, utan --only och --publish.")
    if only and publish:
        raise click.UsageError("--publish gäller hela webbplatsen. Ta bort --only.")
    site = site or Path("site" if publish or not is_published(data) else "site-draft")
    sheets_or_stop()
    from macros.records.today import today_in_sweden
    from macros.web.last_build import hash_inputs, is_as_built, remember_build
    from macros.web.shards import holds_published
    from macros.web.site_build import SiteError, is_built, lock_site

    today = today or today_in_sweden()  # once: midnight may come during a build
    if changed_since and not (only := changed_towns(data, changed_since, today)):
        click.echo(f"Ingen kommun berörs av det som har ändrats sedan {changed_since}. Ingenting byggdes.")
        return
    cache_folder()
    atexit.register(gc.freeze)  # all that was read need not be looked through once more
    try:
        with lock_site(site, print_waiting):
            if not publish and holds_published(site):
                raise SiteError(f"{site}/ är publicerad, och där läggs inga utkast. Välj en mapp med --site")
            incremental = is_built(site) and not publish
            if incremental and not _is_ours(site):
                incremental, only = False, ()
            inputs = "" if only else hash_inputs(data, today)
            if incremental and is_as_built(site, inputs):
                click.echo(_unchanged(site))
                return
            plan = _make_plan(data, today, site, only, publish, incremental)
            count = _build_site(plan, jobs, cluster, incremental, publish, external)
            if inputs and not publish:
                remember_build(site, inputs)
            if publish:
                _record_addresses(plan.shelf)
    except SiteError as error:
        raise click.ClickException(f"{error}. {_KEPT}") from error
    except OSError as error:
        raise click.ClickException(f"{explain_error(error)}. {_KEPT}") from error
    except KeyboardInterrupt as error:
        if is_built(site):
            error.add_note(_KEPT)
        raise
    if not plan.fingerprints:
        click.echo(_unchanged(site))
        return
    made = sum(binder.slug in plan.fingerprints for binder in plan.shelf.binders.values())
    unchanged = len(plan.shelf.binders) - made
    others = f" {_count_binders(unchanged)} är som förut." if unchanged and not only else ""
    click.echo(f"{site}/: {_count_binders(made)}, {count} blad och paket.{others}")


def _unchanged(site: Path) -> str:
    return f"{site}/: inget har ändrats."


def _is_ours(site: Path) -> bool:
    """Report whether a built site is this user's own; else say why it is built anew.

    What has not changed since is kept from it, and its fingerprints are no secret.
    """
    if reason := find_stranger(site):
        click.echo(f"{site}/ byggs om från början, för {reason}.", err=True)
    return not reason


def _make_plan(
    data: Path, today: date, site: Path, only: tuple[str, ...], publish: bool, incremental: bool
) -> Plan:
    """Read the data and return what must be made."""
    from macros.web.shards import find_unchanged, make_plan
    from macros.web.site_fingerprints import fingerprints

    unchanged = partial(find_unchanged, site) if incremental else None
    shelf = shelf_or_stop(data, today, unchanged, "Ingenting byggdes.")
    only = towns_or_stop(shelf, only)
    if publish:
        shelf = ready_or_stop(shelf, f"Ingenting byggdes. {_KEPT}")
    return make_plan(shelf, site, fingerprints(shelf), only, incremental)


def _build_site(
    plan: Plan, jobs: int, cluster: Cluster | None, incremental: bool, publish: bool, external: bool
) -> int:
    """Build beside the site, move in, and return the number of sheets and packets.

    Once the move has begun, Ctrl-C comes too late. Raise SiteError, for dead links too where ``publish``.
    """
    from macros.commands.parallel_build import make_pages_and_sheets
    from macros.web.redirects import copy_moved_files
    from macros.web.site_build import SiteError, replace_folders, replace_site

    site, shelf = plan.site, plan.shelf
    replacement = replace_folders(site, plan.keeps) if incremental else replace_site(site)
    with ExitStack() as moving:
        with replacement as new:
            count, failures = make_pages_and_sheets(plan, new, jobs, cluster)
            if failures:
                raise SiteError("\n".join([*failures, f"{len(failures)} blad gick inte att göra"]))
            copy_moved_files(new, site, plan.redirects)
            if not incremental:
                _write_common_files(new, shelf, jobs)
            if publish and (dead_links := list(_find_dead_links(shelf, new, external))):
                raise SiteError(
                    "\n".join([f"{LEFT}:", *group_by_file(dead_links), "", count_left(len(dead_links))])
                )
            moving.enter_context(uninterrupted())
        if incremental:
            _write_common_files(site, shelf, jobs)
    return count


def _write_common_files(site: Path, shelf: Shelf, jobs: int) -> None:
    """Write what depends on several folders of a site, once they are complete."""
    from macros.paper.pdf_index import write_index
    from macros.web.offline.archive import write_archives
    from macros.web.offline.saved_files import write_offline_files
    from macros.web.root_files import write_root_of

    write_root_of(site, shelf)
    write_index(site)
    write_offline_files(site, shelf)
    write_archives(site, shelf, jobs)


def _record_addresses(shelf: Shelf) -> None:
    """Add what was published to the ledgers: addresses, and the calendars' events.

    The site is whole, whether or not that succeeds.
    """
    from macros.exchange.address_writer import LedgerError, ledger_file, record_addresses
    from macros.exchange.event_writer import event_file, record_events

    file = ledger_file(shelf).as_posix()
    try:
        if record_addresses(shelf):
            click.echo(f"{file}: adresserna som nu är publicerade är inskrivna. Spara filen i git.")
        if record_events(shelf):
            click.echo(f"{event_file(shelf).as_posix()}: händelserna är inskrivna. Spara filen i git.")
    except (LedgerError, OSError) as error:
        reason = explain_error(error) if isinstance(error, OSError) else error
        click.echo(f"{reason}. Webbplatsen är klar, men kör  parmen addresses --write", err=True)


def _count_binders(number: int) -> str:
    return f"{number} {'pärm' if number == 1 else 'pärmar'}"


def _find_dead_links(shelf: Shelf, site: Path, external: bool) -> Iterable[tuple[str, str, None]]:
    """Yield each dead link: the page or sheet that it stands on, a message, None."""
    from macros.paper.link_addresses import list_paper_links
    from macros.web.external import find_unreachable, hosts_in
    from macros.web.links import Links

    links = Links(site, shelf.site.address, list_paper_links(site))
    for where, address in links.find_dead():
        yield where, f"länken till {address} leder ingenstans", None
    if external:
        editor = shelf.site.repository.editor if shelf.site.repository else ""
        external_links = {
            address: where
            for address, where in links.find_external().items()
            if not (editor and address.startswith(editor))  # it asks who one is
        }
        hosts = hosts_in(content for _, content in shelf.read.contents())
        for address, why in find_unreachable(external_links, hosts).items():
            yield external_links[address], f"länken till {address}: {why}", None
