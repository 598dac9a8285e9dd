"""Run the making of documents: in this process or in worker processes.

A job names its documents; every worker has the shelf from the start. Finished PDFs meet in the store, so only
small records travel between processes. ``cluster.py`` makes documents on other machines.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from typing import NamedTuple

from macros.paper.cluster import Cluster
from macros.paper.faults import PaperError
from macros.paper.finished_pdf import FinishedPdf
from macros.paper.maker import Maker, catch_faults
from macros.paper.pdf_store import Store
from macros.processes import WORKER_DIED, can_fork, do_job, end_workers_on_failure, start_workers
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf

Result = FinishedPdf | PaperError


class Task(NamedTuple):
    """One document of a municipality to make, or one packet to join.

    ``parts`` are the packet's finished parts; None for a document.
    """

    binder: str
    name: str
    parts: tuple[FinishedPdf, ...] | None = None

    @property
    def full_name(self) -> str:
        """The document's name with its binder's address: ``kalix/rutin``."""
        return f"{self.binder}/{self.name}"


Job = list[Task]
"""The tasks that a process gets at a time."""


class Executor:
    """Runs jobs one after the other in this process.

    A document that cannot be made is a result, a ``PaperError``, and stops nothing.
    """

    def __init__(self, maker: Maker) -> None:
        """Make documents with this maker."""
        self.maker = maker

    @property
    def width(self) -> int:
        """The number of jobs that are done at the same time."""
        return 1

    def submit(self, job: Job) -> Future[list[Result]]:
        """Start a job; return a future of its results."""
        future: Future[list[Result]] = Future()
        future.set_result(run_job(self.maker, job))
        return future

    def wait(self, futures: Collection[Future[list[Result]]]) -> Collection[Future[list[Result]]]:
        """Wait until one job or more is finished; return those that are."""
        return wait(futures, return_when=FIRST_COMPLETED).done

    def results_of(self, job: Job, future: Future[list[Result]]) -> list[Result]:  # noqa: ARG002
        """Return the results of a finished job, in the order of its tasks."""
        return future.result()

    def close(self) -> None:
        """End all worker processes."""


class _Workers(Executor):
    """Runs jobs in a pool of forked processes; starts a new pool when one dies."""

    def __init__(self, maker: Maker, jobs: int) -> None:
        super().__init__(maker)
        self.jobs = jobs
        self.pool = self._start_pool(jobs)

    @property
    def width(self) -> int:
        return self.jobs

    def _start_pool(self, jobs: int) -> ProcessPoolExecutor:
        return start_workers(jobs, partial(run_job, self.maker), _prepare_worker)

    def submit(self, job: Job) -> Future[list[Result]]:
        """Start a job; start a new pool first if a worker has died."""
        try:
            return self.pool.submit(do_job, job)
        except BrokenExecutor:
            self.pool.shutdown(wait=False)
            self.pool = self._start_pool(self.jobs)
            return self.pool.submit(do_job, job)

    def results_of(self, job: Job, future: Future[list[Result]]) -> list[Result]:
        """Return a job's results; make its documents again if a worker has died."""
        try:
            return future.result()
        except BrokenExecutor:
            return [self._make_in_own_process(task) for task in job]

    def _make_in_own_process(self, task: Task) -> Result:
        """Make one document in a process of its own.

        When a worker dies, each document of its job is made again like this, so that only the one that kills
        its process fails.
        """
        try:
            with self._start_pool(1) as pool:
                results: list[Result] = pool.submit(do_job, [task]).result()
                return results[0]
        except BrokenExecutor:
            return PaperError(task.full_name, [WORKER_DIED])

    def close(self) -> None:
        self.pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def start_executor(
    shelf: Shelf, store: Store, jobs: int, cluster: Cluster | None = None
) -> Iterator[Executor]:
    """Yield an executor with this many processes; one process means this one.

    With a cluster, documents are made there; raise ``ClusterError`` when they cannot be. Here Python's
    garbage collector runs between jobs only: WeasyPrint makes many objects, and collecting during layout
    takes a fifth of the time.
    """
    if cluster:
        from macros.paper.cluster_executor import connect_executor

        with connect_executor(cluster, shelf, store, jobs) as connected:
            yield connected
        return
    maker = Maker(shelf, store)
    if jobs > 1 and can_fork():
        from macros.paper.pdf import load_engine

        load_engine()  # before the workers are forked: they have it from the start
        executor: Executor = _Workers(maker, jobs)
    else:
        executor = Executor(maker)
    with uncollected():
        gc.collect()
        gc.freeze()
        try:
            with end_workers_on_failure():
                yield executor
        finally:
            executor.close()
            gc.unfreeze()


def run_job(maker: Maker, job: Job) -> list[Result]:
    """Make every document of a job in this process; return the results in order."""
    results = [
        catch_faults(task.full_name, maker.document, task.binder, task.name)
        if task.parts is None
        else catch_faults(task.full_name, maker.packet, *task)
        for task in job
    ]
    gc.collect()
    return results


def _prepare_worker() -> None:
    """Prepare the layout engine in a new worker process."""
    from macros.paper.pdf import prepare_engine

    with suppress(OSError):  # on a full disk each job fails, and says why
        prepare_engine()
    gc.freeze()
