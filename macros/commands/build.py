"""parmen build: the whole site with its sheets, and the gate before it is published."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from macros.commands.common import DATA, SLUG, TODAY, binder_or_stop, progress, shelf_or_stop
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
def build(
    data: Path,
    today: date | None,
    site: Path,
    only: tuple[str, ...],
    jobs: int,
    publish: bool,
    external: bool,
) -> None:
    """Build the site with all PDFs: check first, build beside what has changed, move in when whole."""
    if external and not publish:
        raise click.UsageError("--external goes with --publish")
    if only and publish:
        raise click.UsageError("--publish looks at the whole site; leave --only out")
    shelf = shelf_or_stop(data, today)
    for slug in only:
        binder_or_stop(shelf, slug)
    if publish:
        _stop_unready(shelf)
    from macros.paper.store import why_not
    from macros.web.build import SiteError

    try:
        said = _build(shelf, site, only, jobs, publish, external)
    except SiteError as error:
        raise click.ClickException(f"{error}. {_KEPT}") from error
    except OSError as error:
        raise click.ClickException(f"{why_not(error)}. {_KEPT}") from error
    click.echo(f"{site}/: {said}")


def _build(shelf: Shelf, site: Path, only: tuple[str, ...], jobs: int, publish: bool, external: bool) -> str:
    """Build beside and move in. Say what was made; raise SiteError."""
    from macros.paper.build import Report, carry_index
    from macros.paper.build import build as build_sheets
    from macros.web.build import SiteError, beside, stands, within
    from macros.web.shards import making, plan
    from macros.web.sitemap import write_sitemap

    again = stands(site) and not publish
    todo = plan(shelf, site, _marks(shelf), only, again)
    with within(site, todo.keeps) if again else beside(site) as new, progress() as tell:
        tell(0, 1, "sidor")
        made = Report()
        with making(todo, new, jobs, tell) as sheets:
            if todo.slugs:
                carry_index(site, sheets, shelf.binders.keys() - todo.marks.keys())
                made = build_sheets(shelf, sheets, only=todo.slugs, jobs=jobs, progress=tell)
        if made.failures:
            failed = "\n".join(map(str, made.failures))
            raise SiteError(f"{failed}\n{len(made.failures)} blad gick inte att göra")
        if publish and (dead := list(_dead_links(shelf, new, external))):
            raise SiteError("\n".join([f"{_LEFT}:", *_by_file(dead), _counted(len(dead))]))
    write_sitemap(site, shelf.site.address)
    same = len(shelf.binders) - len(todo.slugs)
    if not todo.marks:
        return "inget har ändrats."
    others = f" {_binders(same)} är som förut." if same and not only else ""
    return f"{_binders(len(todo.slugs))}, {len(made.made)} blad och paket.{others}"


def _binders(number: int) -> str:
    return f"{number} {'pärm' if number == 1 else 'pärmar'}"


def _marks(shelf: Shelf) -> dict[str, str]:
    """Hash what each municipality's pages and sheets follow from, and the shared pages, under ""."""
    from macros.paper.fingerprint import digest_of
    from macros.web.fingerprint import pages_digest, shared_digest

    binders = shelf.binders.items()
    marks = {slug: f"{pages_digest(shelf, binder)} {digest_of(shelf, binder)}" for slug, binder in binders}
    return {**marks, "": shared_digest(shelf)}


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
