"""parmen build: the whole site with its sheets, and the gate before it is published."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import (
    DATA,
    SLUG,
    TODAY,
    binder_or_stop,
    progress,
    say_waiting,
    says_published,
    sheets_or_stop,
    shelf_or_stop,
)
from macros.files import explain_error
from macros.problems import Problem
from macros.records.binder import Shelf

if TYPE_CHECKING:
    from macros.commands.ahead import Ahead
    from macros.web.shards import Plan

_LEFT = "Det här är kvar innan pärmen kan publiceras"
_KEPT = "Den förra webbplatsen är kvar."


@click.command()
@DATA
@TODAY
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder to build.",
)
@click.option(
    "--only", multiple=True, type=SLUG, metavar="SLUG", help="Build only this municipality; may be repeated."
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes for the PDFs."
)
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
def build(
    data: Path,
    today: date | None,
    site: Path,
    only: tuple[str, ...],
    jobs: int,
    publish: bool,
    external: bool,
    if_published: bool,
) -> None:
    """Build the site with all PDFs: check first, build beside what has changed, move in when whole."""
    if external and not publish:
        raise click.UsageError("--external goes with --publish")
    if if_published and not publish:
        raise click.UsageError("--if-published goes with --publish")
    publish = publish and (not if_published or says_published(data))
    if only and publish:
        raise click.UsageError("--publish looks at the whole site; leave --only out")
    sheets_or_stop()
    from macros.commands.ahead import ahead
    from macros.web.site_build import SiteError, is_built, lock_site

    atexit.register(gc.freeze)  # all that was read need not be looked through once more
    try:
        with lock_site(site, say_waiting):
            incremental = is_built(site) and not publish
            with ahead(jobs > 1 and incremental) as sheets:
                plan = _plan(data, today, site, only, publish, incremental)
                made = _build(plan, jobs, publish, external, sheets)
    except SiteError as error:
        raise click.ClickException(f"{error}. {_KEPT}") from error
    except OSError as error:
        raise click.ClickException(f"{explain_error(error)}. {_KEPT}") from error
    same = len(plan.shelf.municipalities) - len(plan.slugs)
    others = f" {_binders(same)} är som förut." if same and plan.fingerprints and not only else ""
    click.echo(f"{site}/: {made}{others}")


def _plan(
    data: Path, today: date | None, site: Path, only: tuple[str, ...], publish: bool, incremental: bool
) -> Plan:
    """Read the data and see what is to be made."""
    from macros.web.shards import make_plan
    from macros.web.site_fingerprints import fingerprints

    shelf = shelf_or_stop(data, today)
    for slug in only:
        binder_or_stop(shelf, slug)
    if publish:
        _stop_unready(shelf)
    return make_plan(shelf, site, fingerprints(shelf), only, incremental)


def _build(plan: Plan, jobs: int, publish: bool, external: bool, sheets: Ahead | None) -> str:
    """Build beside the site and move in. Return what was made, in words; raise SiteError."""
    from macros.web.site_build import SiteError, is_built, replace_folders, replace_site

    site, shelf = plan.site, plan.shelf
    pieces = is_built(site) and not publish
    with replace_folders(site, plan.keeps) if pieces else replace_site(site) as new:
        made, failures = _make(plan, new, jobs, sheets)
        if failures:
            raise SiteError("\n".join([*failures, f"{len(failures)} blad gick inte att göra"]))
        if not pieces:
            _write_root(new, shelf)
        if publish and (dead := list(_dead_links(shelf, new, external))):
            raise SiteError("\n".join([f"{_LEFT}:", *_by_file(dead), _counted(len(dead))]))
    if pieces:
        _write_root(site, shelf)
    if not plan.fingerprints:
        return "inget har ändrats."
    return f"{_binders(len(plan.slugs))}, {made} blad och paket."


def _make(plan: Plan, new: Path, jobs: int, sheets: Ahead | None) -> tuple[int, list[str]]:
    """Make pages and sheets: side by side for a few municipalities, else in turn."""
    from macros.commands.ahead import side_by_side

    if not plan.fingerprints:
        return 0, []
    if sheets and 0 < len(plan.slugs) <= jobs:
        return side_by_side(plan, new, jobs, sheets)
    return _in_turn(plan, new, jobs)


def _write_root(site: Path, shelf: Shelf) -> None:
    """Write what follows from the whole site: list of pages, headers, list of PDFs."""
    from macros.paper.pdf_index import write_index
    from macros.web.root_files import write_root

    write_root(site, shelf.site)
    write_index(site)


def _in_turn(plan: Plan, new: Path, jobs: int) -> tuple[int, list[str]]:
    """Make the pages, then the sheets. Return how many, and what could not be made."""
    from macros.commands.ahead import told
    from macros.paper.sheet_build import build as build_sheets
    from macros.web.shards import build_shards

    with progress() as tell:
        tell(0, 1, "sidor")
        build_shards(plan, new, jobs, tell)
        if not plan.slugs:
            return 0, []
        return told(
            build_sheets(plan.shelf, new, only=plan.slugs, jobs=jobs, progress=tell, on_wait=say_waiting)
        )


def _binders(number: int) -> str:
    return f"{number} {'pärm' if number == 1 else 'pärmar'}"


def _stop_unready(shelf: Shelf) -> None:
    """Print what is left to do by file, and leave with 1; or go on when nothing is."""
    from macros.checks.publishing import unready

    if problems := unready(shelf):
        rows = ((problem.file, f"rad {problem.line}: {problem.message}", problem) for problem in problems)
        click.echo("\n".join([f"{_LEFT}:", *_by_file(rows)]))
        click.echo(f"{_counted(len(problems))}. Ingenting byggdes. {_KEPT}")
        sys.exit(1)


def _counted(number: int) -> str:
    return f"\n{number} {'sak' if number == 1 else 'saker'} kvar"


def _by_file(rows: Iterable[tuple[str, str, Problem | None]]) -> list[str]:
    """Group by file. What to do is said once for each kind of thing in a file, below the last of them."""
    lines = []
    for file, group in groupby(rows, key=lambda row: row[0]):
        lines.append(f"\n{file}")
        for _, same in groupby(group, key=lambda row: (row[2].rule, row[2].advice) if row[2] else row[1]):
            told = list(same)
            lines += [f"  {said}" for _, said, _ in told]
            if problem := told[-1][2]:
                lines.append(f"      {problem.advice}")
    return lines


def _dead_links(shelf: Shelf, site: Path, external: bool) -> Iterable[tuple[str, str, None]]:
    """Give the links that lead nowhere, by the page or sheet that they stand on."""
    from macros.paper.link_addresses import on_paper
    from macros.web.external import hosts_in, unreachable
    from macros.web.links import Links

    links = Links(site, shelf.site.address, on_paper(site))
    for where, address in links.dead():
        yield where, f"länken till {address} leder ingenstans", None
    if external:
        elsewhere = links.external()
        hosts = hosts_in(content for _, content in shelf.read.contents())
        for address, why in unreachable(elsewhere, hosts).items():
            yield elsewhere[address], f"länken till {address}: {why}", None
