"""Build the PDFs of a shelf: documents first, then the packets that are joined from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from macros.files import STAGED, explain_error
from macros.paper import documents
from macros.paper.executor import Executor, Job, Result, executor
from macros.paper.faults import PaperError
from macros.paper.maker import Made, Maker
from macros.paper.pdf_index import INDEX, index_row, read_index, write_rows
from macros.paper.pdf_store import Store
from macros.records.binder import Binder, Shelf
from macros.records.shelf import uncollected

Progress = Callable[[int, int, str], None]
"""Told after each document: how many are done, of how many, and which it was."""

_BATCH = 8
"""At most so many documents in one job: a progress bar moves, and a worker keeps to one binder."""


@dataclass(slots=True)
class Report:
    """What was made, and what could not be. ``skipped`` binders were found whole, as they were left."""

    made: list[Made] = field(default_factory=list)
    failures: list[PaperError] = field(default_factory=list)
    skipped: int = 0


def build(
    shelf: Shelf,
    site: Path,
    only: Sequence[str] | None = None,
    names: Sequence[str] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    store: Store | None = None,
    on_wait: Callable[[], object] = lambda: None,
) -> Report:
    """Make every PDF that the binders list and put them under ``site``, each binder's with an index.

    ``only`` limits to these municipalities, ``names`` to these documents and packets. A document that
    fails is in the report; the others are made all the same. ``on_wait`` is called before waiting for
    another process that uses the store.
    """
    store = store or Store()
    with store.lock(on_wait):
        works = [
            _Work(binder, shelf.fingerprint(binder), names, site)
            for slug, binder in shelf.binders.items()
            if not only or slug in only
        ]
        counter = _Counter(progress, sum(len(work.steps) for work in works))
        for work in works:
            if work.found(store):
                counter.by(len(work.steps), work.binder.slug)
        left = [work for work in works if not work.done]
        if left:
            with executor(shelf, store, jobs) as run:
                _carry_out(run, left, jobs, counter)
        report = Report(skipped=len(works) - len(left))
        for work in works:
            report.made += work.listed
            report.failures += work.failures
            report.failures += work.put(store)
    return report


class _Work:
    """What is to be made of one binder, and what has been."""

    def __init__(self, binder: Binder, fingerprint: str, names: Sequence[str] | None, site: Path) -> None:
        every = documents.names(binder)
        self.binder = binder
        self.fingerprint = fingerprint
        self.site = site / binder.slug
        self.folder = self.site / INDEX.parent
        self.wanted = [name for name in every if not names or name in names]
        self.whole = self.wanted == every
        self.packets = [packet for packet in binder.packets if packet.id in self.wanted]
        sheets: dict[str, None] = {}
        for name in self.wanted:
            packet = documents.packet_of(binder, name)
            sheets |= dict.fromkeys(documents.parts_of(packet) if packet else [name])
        self.sheets = list(sheets)
        self.made: dict[str, Made] = {}
        self.failures: list[PaperError] = []

    @property
    def steps(self) -> list[str]:
        """Every sheet and packet to make."""
        return [*self.sheets, *(packet.id for packet in self.packets)]

    @property
    def done(self) -> bool:
        """Whether all that is listed has been made."""
        return all(name in self.made for name in self.wanted)

    @property
    def listed(self) -> list[Made]:
        """What the site shows: not the sheets that are made for packets only."""
        return [self.made[name] for name in self.wanted if name in self.made]

    def found(self, store: Store) -> bool:
        """Take over what an earlier build made, when nothing in the binder has changed since."""
        rows = store.binder(self.fingerprint)
        if rows is None:
            return False
        made = {row["name"]: Made.from_json(row) for row in rows}
        if not all(
            name in made and store.has(made[name].sha256, made[name].size, self.folder / f"{name}.pdf")
            for name in self.wanted
        ):
            return False
        self.made = made
        return True

    def jobs(self, size: int) -> Iterator[Job]:
        """Part the sheets in jobs."""
        for at in range(0, len(self.sheets), size):
            yield Job(self.binder.slug, sheets=tuple(self.sheets[at : at + size]))

    def joins(self, size: int) -> Iterator[Job]:
        """Part the packets in jobs, once their parts are made. A packet that lacks a part fails."""
        ready = []
        for packet in self.packets:
            names = documents.parts_of(packet)
            if lacking := [name for name in names if name not in self.made]:
                causes = [f"delen ”{name}” saknas" for name in lacking]
                self.failures.append(PaperError(f"{self.binder.slug}/{packet.id}", causes))
            else:
                ready.append((packet.id, tuple(self.made[name] for name in names)))
        for at in range(0, len(ready), size):
            yield Job(self.binder.slug, packets=tuple(ready[at : at + size]))

    def take(self, results: Iterable[Result]) -> None:
        """Keep the results of a job."""
        for result in results:
            if isinstance(result, PaperError):
                self.failures.append(result)
            else:
                self.made[result.name] = result

    def put(self, store: Store) -> list[PaperError]:
        """Put the PDFs and their index in place. Remember a whole binder, so that it can be skipped."""
        if not self.listed:
            return []
        failures = []
        try:
            for made in self.listed:
                store.lay_out(made.sha256, self.folder / f"{made.name}.pdf")
            kept = {} if self.whole else {row["name"]: row for row in read_index(self.site)}
            write_rows(self.site, (kept | {made.name: index_row(made) for made in self.listed}).values())
            if self.whole and not self.failures:
                store.put_binder(self.fingerprint, [asdict(made) for made in self.made.values()])
                _clear(self.folder, {f"{name}.pdf" for name in self.wanted})
        except OSError as error:
            failures.append(PaperError(self.binder.slug, [explain_error(error)]))
        return failures


def _clear(folder: Path, listed: set[str]) -> None:
    """Take away what is listed no longer, and what a killed build left half."""
    for file in folder.iterdir() if folder.exists() else ():
        if file.name not in listed and file.suffix in {".pdf", STAGED}:
            file.unlink(missing_ok=True)


def _carry_out(run: Executor, works: list[_Work], jobs: int, counter: _Counter) -> None:
    """Make everything, a few jobs at a time, so that memory does not follow the country's size.

    A binder's packets are joined as soon as its last sheet is made.
    """
    every = sum(len(work.sheets) for work in works)
    size = max(1, min(_BATCH, every // (jobs * 4)))
    coming = ((work, job) for work in works for job in work.jobs(size))
    running: dict[Future[list[Result]], tuple[_Work, Job]] = {}
    waiting = {id(work): -(-len(work.sheets) // size) for work in works}

    def begin(work: _Work, job: Job) -> None:
        running[run.submit(job)] = (work, job)

    while True:
        while len(running) < jobs * 3 and (each := next(coming, None)):
            begin(*each)
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            work, job = running.pop(future)
            results = _results(run, future, job)
            work.take(results)
            counter.by(len(results), f"{work.binder.slug}/{job.names[-1]}")
            waiting[id(work)] -= bool(job.sheets)
            if job.sheets and not waiting[id(work)]:
                for join in work.joins(size):
                    begin(work, join)


def _results(run: Executor, future: Future[list[Result]], job: Job) -> list[Result]:
    try:
        return future.result()
    except BrokenExecutor:
        return run.rescue(job)


@dataclass(slots=True)
class _Counter:
    progress: Progress | None
    total: int
    done: int = 0

    def by(self, steps: int, name: str) -> None:
        """Report that so many more are done."""
        self.done += steps
        if self.progress:
            self.progress(self.done, self.total, name)


def trim(
    shelf: Shelf, store: Store | None = None, on_wait: Callable[[], object] = lambda: None
) -> tuple[int, int]:
    """Remove from the store what no binder uses as it is now; return the number of files and of bytes."""
    store = store or Store()
    with store.lock(on_wait):
        return store.trim(shelf.fingerprint(binder) for binder in shelf.binders.values())


def selection(
    shelf: Shelf,
    slug: str,
    names: Sequence[str],
    since: date | None = None,
    on_wait: Callable[[], object] = lambda: None,
) -> bytes:
    """Make one's own selection of a binder's documents as one PDF.

    Raise ``PaperError`` for a sheet that cannot be made, ``LookupError`` for a name the binder lacks.
    """
    store = Store()
    with uncollected(), store.lock(on_wait):
        return _selected(Maker(shelf, store, since), shelf.binders[slug], names)


def _selected(maker: Maker, binder: Binder, names: Sequence[str]) -> bytes:
    parts: list[Made] = []
    slug = binder.slug
    for name in names:
        packet = documents.packet_of(binder, name)
        if packet is None:
            parts.append(maker.document(slug, name))
        else:
            own = [maker.document(slug, part) for part in documents.parts_of(packet)]
            parts.append(maker.packet(slug, name, own))
    if len(parts) == 1 and (pdf := maker.store.get(parts[0].key)):
        return pdf
    return maker.selection(parts, f"{', '.join(part.title for part in parts)}, {binder.name}")
