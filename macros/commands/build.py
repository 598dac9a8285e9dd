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
    says_published,
    sheets_or_stop,
    shelf_or_stop,
)
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
    from macros.paper.store import why_not
    from macros.web.build import SiteError, stands

    atexit.register(gc.freeze)  # all that was read need not be looked through once more
    with ahead(jobs > 1 and not publish and stands(site)) as sheets:
        try:
            todo = _todo(data, today, site, only, publish, sheets is not None)
            said = _build(todo, jobs, publish, external, sheets)
        except SiteError as error:
            raise click.ClickException(f"{error}. {_KEPT}") from error
        except OSError as error:
            raise click.ClickException(f"{why_not(error)}. {_KEPT}") from error
    same = len(todo.shelf.municipalities) - len(todo.slugs)
    others = f" {_binders(same)} är som förut." if same and todo.marks and not only else ""
    click.echo(f"{site}/: {said}{others}")


def _todo(
    data: Path, today: date | None, site: Path, only: tuple[str, ...], publish: bool, edited: bool
) -> Plan:
    """Read the data and see what is to be made. After an edit (``edited``) read what has changed."""
    from macros.commands.again import changed, files_in, marks, remember
    from macros.web.build import stands
    from macros.web.shards import plan

    files = files_in(data)
    if edited and not only and (read := changed(data, today, files)):
        todo = plan(read[0], site, read[1])
        if not todo.shared and read[0].binders.keys() >= set(todo.slugs):
            return todo
    shelf = shelf_or_stop(data, today)
    for slug in only:
        binder_or_stop(shelf, slug)
    if publish:
        _stop_unready(shelf)
    every = marks(shelf)
    remember(shelf, files, every)
    return plan(shelf, site, every, only, again=stands(site) and not publish)


def _build(todo: Plan, jobs: int, publish: bool, external: bool, sheets: Ahead | None) -> str:
    """Build beside and move in. Say what was made; raise SiteError."""
    from macros.commands.ahead import side_by_side
    from macros.web.build import SiteError, beside, stands, within
    from macros.web.root import write_root

    site, shelf = todo.site, todo.shelf
    few = 0 < len(todo.slugs) <= jobs
    with within(site, todo.keeps) if stands(site) and not publish else beside(site) as new:
        made, failures = (
            side_by_side(todo, new, jobs, sheets) if few and sheets else _in_turn(todo, new, jobs)
        )
        if failures:
            raise SiteError("\n".join([*failures, f"{len(failures)} blad gick inte att göra"]))
        if publish and (dead := list(_dead_links(shelf, new, external))):
            raise SiteError("\n".join([f"{_LEFT}:", *_by_file(dead), _counted(len(dead))]))
    write_root(site, shelf.site)
    return f"{_binders(len(todo.slugs))}, {made} blad och paket." if todo.marks else "inget har ändrats."


def _in_turn(todo: Plan, new: Path, jobs: int) -> tuple[int, list[str]]:
    """Make the pages, then the sheets. Tell how many, and what could not be made."""
    from macros.commands.ahead import told
    from macros.paper.build import build as build_sheets
    from macros.paper.build import carry_index
    from macros.web.shards import build_shards

    with progress() as tell:
        tell(0, 1, "sidor")
        build_shards(todo, new, jobs, tell)
        if not todo.slugs:
            return 0, []
        carry_index(todo.site, new, todo.shelf.municipalities.keys() - todo.marks.keys())
        return told(build_sheets(todo.shelf, new, only=todo.slugs, jobs=jobs, progress=tell))


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
