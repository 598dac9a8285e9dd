"""Build the PDFs of a shelf: documents first, then the packets of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from macros.files import STAGED, explain_error, is_disk_full, write_file
from macros.paper import documents
from macros.paper.cluster import Cluster
from macros.paper.executor import Executor, Job, Result, Task, start_executor
from macros.paper.faults import PaperError, StoreLostError
from macros.paper.finished_pdf import FinishedPdf
from macros.paper.maker import Maker
from macros.paper.pdf_index import INDEX, index_row, read_index, write_rows
from macros.paper.pdf_store import UNREADABLE, Store
from macros.records.binder import Binder
from macros.records.contents import sheets_in
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf

Progress = Callable[[int, int, str], None]
"""Called after each job with the number of documents done, their total, and the last one's name."""

_BATCH = 8
"""The most documents in one job: so the progress bar moves, and a worker stays with one binder."""


@dataclass(slots=True)
class Report:
    """The result of a build: the PDFs, the failures and the unchanged binders.

    ``skipped`` is the number of binders whose PDFs an earlier build made.
    """

    made: list[FinishedPdf] = field(default_factory=list)
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
    cluster: Cluster | None = None,
) -> Report:
    """Make every PDF that the binders list and put it in the site's folder.

    ``only`` limits to these municipalities, ``names`` to these documents and packets. A document that cannot
    be made is in the report's failures and stops nothing else. ``on_wait`` is called before waiting for
    another process that uses the store. Raise OSError when the disk is full. A ``cluster`` makes them instead
    of this machine, and must have the store too; raise ``ClusterError`` when it cannot.
    """
    store = store or Store()
    with store.lock(on_wait):
        works = [
            _BinderWork(binder, shelf.fingerprint(binder), names, site)
            for binder in shelf.binders.values()
            if not only or binder.slug in only
        ]
        total = sum(work.steps for work in works)

        def report_progress(name: str) -> None:
            if progress:
                progress(sum(work.steps_done for work in works), total, name)

        remaining = []
        for work in works:
            if work.restore(store):
                report_progress(work.binder.address)
            else:
                remaining.append(work)
        if remaining:
            with start_executor(shelf, store, jobs, cluster) as executor:
                _run_jobs(executor, _spread_areas(remaining), report_progress)
        report = Report(skipped=len(works) - len(remaining))
        for work in works:
            work.put_in_place(store)
            report.made += work.listed_pdfs
            report.failures += work.failures
    return report


class _BinderWork:
    """The documents and packets to make of one binder, and the results so far.

    ``complete`` is False when only some of the binder's documents are asked for.
    """

    def __init__(self, binder: Binder, fingerprint: str, names: Sequence[str] | None, site: Path) -> None:
        all_names = sheets_in(binder)
        self.binder = binder
        self.fingerprint = fingerprint
        self.site = site / binder.address
        self.folder = self.site / INDEX.parent
        self.chosen_names = [name for name in all_names if not names or name in names]
        self.complete = self.chosen_names == all_names
        packets = [packet for packet in binder.packets if packet.id in self.chosen_names]
        self.packets = {packet.id: documents.parts_of(binder, packet) for packet in packets}
        sheets = [
            sheet
            for name in self.chosen_names
            for sheet in self.packets.get(name, [documents.PartOf(binder.address, name)])
        ]
        self.sheets = list(dict.fromkeys(sheets))
        self.steps = len(self.sheets) + len(self.packets)
        self.finished: dict[str, FinishedPdf] = {}
        self.failures: list[PaperError] = []

    @property
    def steps_done(self) -> int:
        """The number of sheets and packets that are made or have failed."""
        return min(len(self.finished), self.steps) + len(self.failures)

    @property
    def listed_pdfs(self) -> list[FinishedPdf]:
        """The finished PDFs that the site shows: not those made for packets only."""
        names = (f"{self.binder.address}/{name}" for name in self.chosen_names)
        return [self.finished[name] for name in names if name in self.finished]

    def restore(self, store: Store) -> bool:
        """Reuse the PDFs of an earlier build; return whether all of them could be.

        They can when nothing in the binder has changed since.
        """
        finished = {pdf.full_name: pdf for pdf in store.find_binder(self.fingerprint)}
        store.fetch(pdf.key for pdf in finished.values())
        for name in (f"{self.binder.address}/{name}" for name in self.chosen_names):
            if name not in finished or store.find(finished[name].key) != finished[name].stored:
                return False
        self.finished = finished
        return True

    def sheet_tasks(self) -> list[Task]:
        """Return a task for each sheet."""
        return [Task(sheet.binder, sheet.name) for sheet in self.sheets]

    def packet_tasks(self) -> list[Task]:
        """Return a task for each packet; call it when the sheets are done.

        A packet that lacks a part is added to the failures.
        """
        tasks = []
        for name, parts in self.packets.items():
            names = [part.full_name for part in parts]
            causes = [f"delen ”{part.name}” saknas" for part in parts if part.full_name not in self.finished]
            if causes:
                self.failures.append(PaperError(f"{self.binder.address}/{name}", causes))
            else:
                tasks.append(Task(self.binder.address, name, tuple(map(self.finished.__getitem__, names))))
        return tasks

    def keep_results(self, results: list[Result]) -> None:
        """Add the results of a job to the finished PDFs and the failures."""
        for result in results:
            if isinstance(result, PaperError):
                self.failures.append(result)
            else:
                self.finished[result.full_name] = result

    def put_in_place(self, store: Store) -> None:
        """Copy the PDFs into the site's folder and write their index.

        A binder with all its PDFs is stored as whole, so that the next build can skip it.
        """
        if not self.listed_pdfs:
            return
        try:
            store.fetch(pdf.key for pdf in self.listed_pdfs)
            for pdf in self.listed_pdfs:
                content = store.read(pdf.sha256)
                if content is None:
                    raise PaperError(pdf.full_name, [UNREADABLE])
                write_file(self.folder / f"{pdf.name}.pdf", content)
            kept_rows = {} if self.complete else {row["name"]: row for row in read_index(self.site)}
            write_rows(
                self.site, (kept_rows | {pdf.name: index_row(pdf) for pdf in self.listed_pdfs}).values()
            )
            if self.complete and not self.failures:
                store.put_binder(self.fingerprint, self.finished.values())
                _remove_stale_files(self.folder, {f"{name}.pdf" for name in self.chosen_names})
        except PaperError as error:
            self.failures.append(error)
        except StoreLostError:
            raise
        except OSError as error:
            if is_disk_full(error):
                raise
            self.failures.append(PaperError(self.binder.address, [explain_error(error)]))


def _remove_stale_files(folder: Path, listed_files: set[str]) -> None:
    """Remove PDFs that are not listed any more, and half-written files."""
    for file in folder.iterdir():
        if file.name not in listed_files and file.suffix in {".pdf", STAGED}:
            file.unlink(missing_ok=True)


def _spread_areas(works: list[_BinderWork]) -> list[_BinderWork]:
    """Return the binders with the first of each area first, then the second of each.

    Neighbours share their texts: what one has laid out is there when the next one's turn comes, and is not
    laid out by two processes at the same time.
    """
    areas: Counter[str] = Counter()
    rank: dict[str, int] = {}
    for work in works:
        rank[work.binder.address] = areas[work.binder.levels.area_slug]
        areas[work.binder.levels.area_slug] += 1
    return sorted(works, key=lambda work: rank[work.binder.address])


def _run_jobs(executor: Executor, works: list[_BinderWork], report_progress: Callable[[str], None]) -> None:
    """Make all sheets and packets, a few jobs at a time.

    Only a few jobs are waiting at any time, so that memory does not grow with the country's size. A binder's
    packets are joined as soon as its last sheet is made.
    """
    size = max(1, min(_BATCH, sum(len(work.sheets) for work in works) // (executor.width * 4)))
    upcoming = ((work, job) for work in works for job in _split_into_jobs(work.sheet_tasks(), size))
    running: dict[Future[list[Result]], tuple[_BinderWork, Job]] = {}
    sheets_left = {work.binder.address: len(work.sheets) for work in works}
    while True:
        while len(running) < executor.width * 3 and (pair := next(upcoming, None)):
            running[executor.submit(pair[1])] = pair
        if not running:
            return
        for future in executor.wait(running):
            work, job = running.pop(future)
            work.keep_results(executor.results_of(job, future))
            report_progress(job[-1].full_name)
            sheets_left[work.binder.address] -= len(job)
            if sheets_left[work.binder.address] == 0:
                for packets in _split_into_jobs(work.packet_tasks(), size):
                    running[executor.submit(packets)] = (work, packets)


def _split_into_jobs(tasks: list[Task], size: int) -> Iterator[Job]:
    """Yield tasks in jobs of at most ``size``."""
    for start in range(0, len(tasks), size):
        yield tasks[start : start + size]


def trim_store(
    shelf: Shelf, store: Store | None = None, on_wait: Callable[[], object] = lambda: None
) -> tuple[int, int]:
    """Remove from the store what no binder uses as it is now.

    Return the number of files and of bytes removed.
    """
    store = store or Store()
    with store.lock(on_wait):
        return store.trim(shelf.fingerprint(binder) for binder in shelf.binders.values())


def make_selection(
    shelf: Shelf,
    slug: str,
    names: Sequence[str],
    since: date | None = None,
    on_wait: Callable[[], object] = lambda: None,
) -> bytes:
    """Make the documents that the reader has chosen and return them as one PDF.

    Raise ``PaperError`` for a sheet that cannot be made, ``LookupError`` for a name the binder lacks.
    """
    store = Store()
    with uncollected(), store.lock(on_wait):
        maker = Maker(shelf, store, since)
        parts = [maker.make(slug, name) for name in names]
        if len(parts) == 1 and (pdf := store.get(parts[0].key)):
            return pdf
        titles = ", ".join(part.title for part in parts)
        return maker.selection(parts, f"{titles}, {shelf.binders[slug].name}")
