"""parmen build: the whole site with its sheets, and the gate before it is published."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from macros.commands.common import DATA, TODAY, binder_or_stop, progress, shelf_or_stop
from macros.problems import Problem
from macros.records.binder import Shelf

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
@click.option("--only", multiple=True, metavar="SLUG", help="Build only this municipality; may be repeated.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes for the PDFs."
)
@click.option(
    "--publish",
    is_flag=True,
    help="Refuse what is not ready to be published: drafts, examples, overdue texts and laws, dead links.",
)
@click.option("--external", is_flag=True, help="With --publish: also try the links to other sites.")
def build(
    data: Path,
    today: date | None,
    site: Path,
    only: tuple[str, ...],
    jobs: int,
    publish: bool,
    external: bool,
) -> None:
    """Build the whole site with all PDFs: check first, build beside, move in when whole."""
    if external and not publish:
        raise click.UsageError("--external goes with --publish")
    shelf = shelf_or_stop(data, today)
    for slug in only:
        binder_or_stop(shelf, slug)
    if publish:
        _stop_unready(replace(shelf, binders={slug: shelf.binders[slug] for slug in only or shelf.binders}))
    from macros.paper.store import why_not
    from macros.web.build import SiteError

    try:
        sheets = _build(shelf, site, only, jobs, publish, external)
    except SiteError as error:
        raise click.ClickException(f"{error}. {_KEPT}") from error
    except OSError as error:
        raise click.ClickException(f"{why_not(error)}. {_KEPT}") from error
    click.echo(f"{site}/: {len(only or shelf.binders)} pärmar, {sheets} blad och paket.")


def _build(shelf: Shelf, site: Path, only: tuple[str, ...], jobs: int, publish: bool, external: bool) -> int:
    """Build beside and move in. Give the number of sheets and packets; raise SiteError."""
    from macros.paper.build import build as build_sheets
    from macros.web.build import SiteError, beside, build_pages

    with beside(site) as new, progress() as tell:
        tell(0, 1, "sidor")
        build_pages(new, shelf, only)
        tell(1, 1, "sidor")
        made = build_sheets(shelf, new, only=only or None, jobs=jobs, progress=tell)
        if made.failures:
            failed = "\n".join(map(str, made.failures))
            raise SiteError(f"{failed}\n{len(made.failures)} blad gick inte att göra")
        if publish and (dead := list(_dead_links(shelf, new, external))):
            raise SiteError("\n".join([f"{_LEFT}:", *_by_file(dead), _counted(len(dead))]))
    return len(made.made)


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
    from macros.paper.addresses import on_paper
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
