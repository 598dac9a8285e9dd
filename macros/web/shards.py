"""Building the pages by the binder: what has not changed is taken over, the rest is shared out.

A shard is a run of MkDocs over some municipalities' pages, or over the pages that all share. Shards are built
in processes of their own, each into its own folder, and moved into the new site when they are whole.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from macros.records.binder import Shelf
from macros.web.build import MARK, build_pages
from macros.web.fingerprint import digest_of, shared_digest
from macros.web.sitemap import write_sitemap

SHARDS = ".shards"
SHARED = ""
"""What the marks call the pages that all share."""

_LARGEST = 36
"""At most so many municipalities in a shard: MkDocs keeps every page of a run in memory."""

Tell = Callable[[int, int, str], None]


@dataclass(slots=True)
class Built:
    """What a build made of the pages: the municipalities whose pages are new, and those taken over."""

    new: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def build_site(
    new: Path, old: Path, shelf: Shelf, only: Collection[str] = (), jobs: int = 1, tell: Tell | None = None
) -> Built:
    """Build every page into the new folder; take over from the old site what would be the same.

    With ``only`` the other municipalities stay as they are in the old site, PDFs and all. Raise SiteError.
    """
    had = _marks(old)
    marks = {
        slug: digest_of(shelf, binder) for slug, binder in shelf.binders.items() if not only or slug in only
    }
    built = Built([slug for slug, digest in marks.items() if had.get(slug) != digest])
    built.kept = [slug for slug in marks if slug not in set(built.new)]
    for slug in built.kept:
        _take_over(old / slug, new / slug, without=("pdf",))
    for slug in had.keys() & (shelf.binders.keys() - marks.keys()):
        _take_over(old / slug, new / slug)
        marks[slug] = had[slug]
    marks[SHARED] = shared_digest(shelf)
    run = _Run(shelf, new)
    if had.get(SHARED) == marks[SHARED]:
        own = {MARK, "pdf", "sitemap.xml", *shelf.binders}
        for path in old.iterdir():
            if path.name not in own and path.name not in had:
                _take_over(path, new / path.name)
    else:
        run.shared()
    run.binders(built.new, jobs, tell or _silent)
    if only and (old / "pdf").is_dir():
        _take_over(old / "pdf", new / "pdf")
    write_sitemap(new, shelf.site.address)
    (new / MARK).write_text(json.dumps(marks, indent=0, sort_keys=True), encoding="utf-8")
    return built


def _silent(_done: int, _all: int, _name: str) -> None:
    """Tell nobody."""


def _marks(site: Path) -> dict[str, str]:
    """Read what the site that stands was made of; nothing of a site that is gone, older or damaged."""
    try:
        marks = json.loads((site / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(marks, dict):
        return {}
    return {slug: digest for slug, digest in marks.items() if (site / slug / "index.html").is_file()}


def _take_over(old: Path, new: Path, without: Collection[str] = ()) -> None:
    """Give the new site what the old one has: the same files, linked where the disk allows."""
    if old.is_dir():
        new.mkdir(exist_ok=True)
        for path in os.scandir(old):
            if path.name not in without:
                _take_over(Path(path.path), new / path.name)
        return
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


@dataclass(frozen=True, slots=True)
class _Run:
    shelf: Shelf
    new: Path

    def shared(self) -> None:
        """Build the pages that all share."""
        self._shard("shared", ())

    def binders(self, slugs: Sequence[str], jobs: int, tell: Tell) -> None:
        """Build municipalities' pages, in so many processes."""
        shards = list(_shares(slugs, jobs))
        if jobs <= 1 or len(shards) <= 1 or "fork" not in multiprocessing.get_all_start_methods():
            for number, shard in enumerate(shards, 1):
                self._shard(str(number), shard)
                tell(number, len(shards), shard[-1])
            return
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _begin, (self,)) as pool:
            running = {
                pool.submit(_in_worker, str(number), shard): shard for number, shard in enumerate(shards, 1)
            }
            for number, done in enumerate(as_completed(running), 1):
                done.result()
                tell(number, len(shards), running[done][-1])

    def _shard(self, name: str, slugs: Sequence[str]) -> None:
        """Build one shard beside, and move it into the site."""
        room = self.new / SHARDS / name
        build_pages(room, self.shelf, slugs, shard="binders" if slugs else "shared")
        for path in [room / slug for slug in slugs] if slugs else list(room.iterdir()):
            path.rename(self.new / path.name)
        shutil.rmtree(room)
        if not any(room.parent.iterdir()):
            room.parent.rmdir()


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
    _RUN._shard(name, slugs)
