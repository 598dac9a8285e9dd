"""Building the pages by the binder: what has not changed stays, the rest is shared out.

A shard is a run of MkDocs over some municipalities' pages, or over the pages that all share. Shards are built
in processes of their own, each into its own folder, and moved into the new site when they are whole.
"""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from macros.records.binder import Shelf
from macros.records.shelf import uncollected
from macros.web.root_files import KEPT
from macros.web.site_build import BUILT, build_pages

SHARDS = ".shards"
_LARGEST = 36
"""At most so many municipalities in a shard: MkDocs keeps every page of a run in memory."""

Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build has to make. ``fingerprints`` are those of what it makes, ``""`` for the shared pages.

    ``keeps`` are the pieces of the old site that stay beside what is made; None is all of them. ``search``
    says whether the pages are indexed.
    """

    shelf: Shelf
    site: Path
    fingerprints: Mapping[str, str]
    keeps: frozenset[str] | None = None
    search: bool = True

    @property
    def slugs(self) -> list[str]:
        """The municipalities to make."""
        return [slug for slug in self.fingerprints if slug]

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
    """Compare the fingerprints with those of the site that stands. Other municipalities than ``only`` stay.

    Everything is made unless the build is ``incremental``.
    """
    make = {
        slug: fingerprint
        for slug, fingerprint in fingerprints.items()
        if not (incremental and _built_from(site / slug) == fingerprint)
        and (not only or not slug or slug in only)
    }
    if only or not incremental:
        return Plan(shelf, site, make)
    known = {*fingerprints, "pdf", *KEPT}
    others = set() if "" in make else {path.name for path in site.iterdir() if not (path / BUILT).exists()}
    return Plan(shelf, site, make, frozenset(known | others))


def _built_from(folder: Path) -> str:
    """Return the fingerprint that a folder was built from; nothing for one that was not made whole."""
    try:
        return (folder / BUILT).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def build_shards(plan: Plan, new: Path, jobs: int = 1, tell: Tell | None = None) -> None:
    """Make the pages of a plan and their indexes in the new folder. Raise SiteError."""
    try:
        _build_shards(_Run(plan, new), jobs, tell)
    finally:
        shutil.rmtree(new / SHARDS, ignore_errors=True)


def _build_shards(run: _Run, jobs: int, tell: Tell | None) -> None:
    plan = run.plan
    if plan.shared:
        run.shard("", ())
    shards = list(_shares(plan.slugs, jobs))
    if plan.search and len(shards) > 1:
        _learn(plan.shelf)
    if jobs <= 1 or len(shards) <= 1 or not _forks():
        for number, shard in enumerate(shards, 1):
            run.shard(str(number), shard)
            if tell:
                tell(number, len(shards), shard[-1])
        return
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _begin, (run,)) as pool:
        running = {pool.submit(_in_worker, str(n), shard): shard for n, shard in enumerate(shards, 1)}
        for number, done in enumerate(as_completed(running), 1):
            done.result()
            if tell:
                tell(number, len(shards), running[done][-1])


def _forks() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _learn(shelf: Shelf) -> None:
    """Look every word up, where it can be done in a process that ends and gives its memory back."""
    from macros.web.search.index import learn

    if not _forks():
        learn(shelf)
        return
    alone = multiprocessing.get_context("fork").Process(target=learn, args=(shelf,))
    alone.start()
    alone.join()


@dataclass(frozen=True, slots=True)
class _Run:
    plan: Plan
    new: Path

    def shard(self, name: str, slugs: Sequence[str]) -> None:
        """Build one shard beside, move it into the site and index it. No municipality: the shared pages."""
        room = self.new / SHARDS / (name or "shared")
        with uncollected():  # a shard leaves little garbage, and looking for it takes an eighth of the time
            build_pages(room, self.plan.shelf, slugs, shard="binders" if slugs else "shared")
        for path in [room / slug for slug in slugs] if slugs else list(room.iterdir()):
            path.rename(self.new / path.name)
        shutil.rmtree(room)
        if self.plan.search:
            self._index(slugs)
        for slug in slugs or [""]:
            (self.new / slug / BUILT).write_text(self.plan.fingerprints[slug], encoding="utf-8")

    def _index(self, slugs: Sequence[str]) -> None:
        """Index a shard's finished pages. A municipality's index has the glossary and the laws in it too."""
        from macros.web.search.index import index_binders, index_shared

        if slugs:
            index_binders(self.plan.shelf, self.new, slugs, self.new if self.plan.shared else self.plan.site)
        else:
            index_shared(self.plan.shelf, self.new)


def _shares(slugs: Sequence[str], jobs: int) -> Iterator[Sequence[str]]:
    """Share municipalities out in shards that are equally large."""
    number = max(jobs if len(slugs) > jobs * 2 else 1, -(-len(slugs) // _LARGEST))
    size = -(-len(slugs) // number)
    for start in range(0, len(slugs), size or 1):
        yield slugs[start : start + size]


_RUN: _Run | None = None


def _begin(run: _Run) -> None:
    global _RUN
    _RUN = run


def _in_worker(name: str, slugs: Sequence[str]) -> None:
    assert _RUN is not None
    _RUN.shard(name, slugs)
