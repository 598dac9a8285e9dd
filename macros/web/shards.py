"""Build the pages that have changed, in shards.

A shard is a run of MkDocs over some municipalities' pages, or over the pages that all share. Shards are
built in processes of their own, each into its own folder, and moved into the new site when they are
complete.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from macros.files import read_regular
from macros.processes import (
    WORKER_DIED,
    can_fork,
    do_job,
    end_workers_on_failure,
    start_worker,
    start_workers,
)
from macros.records.ledger import find_redirects, find_withdrawn
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf
from macros.web.redirects import select_redirects, write_redirect_pages
from macros.web.root_files import KEPT
from macros.web.site_build import BUILT, SiteError, build_pages
from macros.web.site_fingerprints import PUBLISHED, fingerprints
from macros.web.withdrawn_pages import write_withdrawn_pages

_LARGEST = 36
"""The most municipalities in a shard. MkDocs keeps every page of a run in memory."""

Progress = Callable[[int, int, str], None]
"""Called after each shard: how many are done, of how many, and the last municipality."""


@dataclass(frozen=True)
class Plan:
    """What a build has to make.

    ``fingerprints`` has a fingerprint for each municipality's folder to make, and one under ``""`` for the
    shared pages. ``keeps`` are the folders and files of the old site that stay beside what is made; None
    keeps all. ``search`` says whether the pages are indexed.
    """

    shelf: Shelf
    site: Path
    fingerprints: Mapping[str, str]
    keeps: frozenset[str] | None = None
    search: bool = True

    @property
    def slugs(self) -> list[str]:
        """The municipalities to make."""
        return [slug for slug in self.fingerprints if slug in self.shelf.municipalities]

    @property
    def ended(self) -> list[str]:
        """The municipalities that are no more, whose old addresses lead on."""
        return [slug for slug in self.fingerprints if slug and slug not in self.shelf.municipalities]

    @cached_property
    def redirects(self) -> dict[str, str]:
        """Where what lay in the folders to make has moved, by the old address."""
        return select_redirects(find_redirects(self.shelf), self.fingerprints)

    @cached_property
    def withdrawn(self) -> list[str]:
        """The old addresses in the folders to make that are published no more."""
        return [old for old in find_withdrawn(self.shelf) if old.partition("/")[0] in self.fingerprints]

    @property
    def shared(self) -> bool:
        """Whether the shared pages are to be made."""
        return "" in self.fingerprints


def make_plan(
    shelf: Shelf,
    site: Path,
    fingerprints: Mapping[str, str],
    only: Collection[str] = (),
    incremental: bool = True,
) -> Plan:
    """Plan what to build: what differs in fingerprint from the built site.

    With ``only``, other municipalities are left as they are. Unless the build is ``incremental``,
    everything is made.
    """
    changed = {
        slug: fingerprint
        for slug, fingerprint in fingerprints.items()
        if not (incremental and _read_fingerprint(site / slug) == fingerprint)
        and (not only or not slug or slug in only)
    }
    if only or not incremental:
        return Plan(shelf, site, changed)
    keeps = {*fingerprints, "pdf", *KEPT}
    if "" not in changed:
        keeps |= {path.name for path in site.iterdir() if not (path / BUILT).exists()}
    return Plan(shelf, site, changed, frozenset(keeps))


def find_unchanged(site: Path, shelf: Shelf) -> list[str]:
    """Return the municipalities that a built site has as they are now, by slug.

    All that their fingerprints cover had passed the check when they were built.
    """
    prints = fingerprints(shelf)
    return [slug for slug in shelf.municipalities if _read_fingerprint(site / slug) == prints.get(slug)]


def holds_published(site: Path) -> bool:
    """Return whether a folder holds a published site.

    No preview may be laid over it.
    """
    return _read_fingerprint(site).startswith(PUBLISHED)


def _read_fingerprint(folder: Path) -> str:
    """Return the fingerprint that a folder was built from.

    It is empty for a folder that was not built whole.
    """
    return (read_regular(folder / BUILT, 1000) or b"").decode(errors="replace")


def build_shards(plan: Plan, new: Path, jobs: int = 1, report_progress: Progress | None = None) -> None:
    """Make the pages of a plan and their indexes in a new folder.

    Raise SiteError.
    """
    shards = list(_divide_into_shards(plan.slugs, jobs))
    if plan.search and len(shards) > 1:
        _learn_words(plan.shelf)
    if plan.shared:
        _make_shard(plan, new, [])
    _finish_folders(plan, new, plan.ended)
    for number, shard in enumerate(_make_shards(plan, new, shards, jobs), 1):
        if report_progress:
            report_progress(number, len(shards), shard[-1])


def _divide_into_shards(slugs: Sequence[str], jobs: int) -> Iterator[Sequence[str]]:
    """Yield the municipalities in shards of about the same size."""
    number = max(jobs if len(slugs) > jobs * 2 else 1, -(-len(slugs) // _LARGEST))
    size = -(-len(slugs) // number)
    for start in range(0, len(slugs), size or 1):
        yield slugs[start : start + size]


def _learn_words(shelf: Shelf) -> None:
    """Look up all words in a process of its own, which gives its memory back.

    Without fork, it is done in this process.
    """
    from macros.web.search.index import learn_words

    if not can_fork():
        learn_words(shelf)
        return
    with end_workers_on_failure():
        start_worker(learn_words, shelf).join()


def _make_shards(
    plan: Plan, new: Path, shards: Sequence[Sequence[str]], jobs: int
) -> Iterator[Sequence[str]]:
    """Make shards, in processes if there are several, and yield each when it is done.

    Raise SiteError.
    """
    if jobs <= 1 or len(shards) <= 1 or not can_fork():
        for shard in shards:
            _make_shard(plan, new, shard)
            yield shard
        return
    try:
        with start_workers(jobs, partial(_make_shard, plan, new)) as pool, end_workers_on_failure():
            for shard, _ in zip(shards, pool.map(do_job, shards), strict=True):
                yield shard
    except BrokenExecutor:
        raise SiteError(WORKER_DIED) from None


def _make_shard(plan: Plan, new: Path, slugs: Sequence[str]) -> None:
    """Build one shard in its own folder, move it into the new site and index it.

    No municipality stands for the shared pages.
    """
    folder = new / f".shard-{slugs[0] if slugs else 'shared'}"
    with uncollected():  # a shard leaves little garbage, and looking for it takes an eighth of the time
        build_pages(folder, plan.shelf, slugs, shard="binders" if slugs else "shared")
    for path in [folder / slug for slug in slugs] if slugs else list(folder.iterdir()):
        path.rename(new / path.name)
    shutil.rmtree(folder)
    if plan.search:
        _index_shard(plan, new, slugs)
    _finish_folders(plan, new, slugs or [""])


def _finish_folders(plan: Plan, new: Path, slugs: Sequence[str]) -> None:
    """Add the pages at old addresses, and the folders' fingerprints."""
    redirects = select_redirects(plan.redirects, slugs)
    write_redirect_pages(new, redirects, plan.shelf.site.address)
    write_withdrawn_pages(new, plan.shelf, [old for old in plan.withdrawn if old.partition("/")[0] in slugs])
    for slug in slugs:
        (new / slug).mkdir(exist_ok=True)
        (new / slug / BUILT).write_text(plan.fingerprints[slug], encoding="utf-8")


def _index_shard(plan: Plan, new: Path, slugs: Sequence[str]) -> None:
    """Index a shard's finished pages.

    A municipality's index holds the glossary and the laws too, so their pages are read from the new site,
    or from the old where they were not built.
    """
    from macros.web.search.index import index_binders, index_shared

    if slugs:
        index_binders(plan.shelf, new, slugs, new if plan.shared else plan.site)
    else:
        index_shared(plan.shelf, new)
