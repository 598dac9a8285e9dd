"""Where documents are made: here, or in worker processes. The one seam for doing it elsewhere.

A job names its documents; what it needs beside that, the shelf, every worker has from the start. Finished
PDFs meet in the store, so only small records travel.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from macros.paper.faults import PaperError
from macros.paper.maker import Made, Maker, guarded
from macros.paper.pdf_store import Store
from macros.records.binder import Shelf

Result = Made | PaperError


@dataclass(frozen=True, slots=True)
class Job:
    """Documents of one municipality to make, and packets to join from parts that are made."""

    municipality: str
    sheets: tuple[str, ...] = ()
    packets: tuple[tuple[str, tuple[Made, ...]], ...] = ()

    @property
    def names(self) -> list[str]:
        """What the job makes, in order."""
        return [*self.sheets, *(name for name, _parts in self.packets)]

    def apart(self) -> list[Job]:
        """Give a job for each of its documents and packets."""
        sheets = [Job(self.municipality, sheets=(name,)) for name in self.sheets]
        return sheets + [Job(self.municipality, packets=(packet,)) for packet in self.packets]


class Executor(Protocol):
    """Carries out jobs, each result in the order of the job's names. A document that fails is a result."""

    def submit(self, job: Job) -> Future[list[Result]]:
        """Begin a job."""

    def rescue(self, job: Job) -> list[Result]:
        """Do a job whose worker died, each document by itself, so that only the one that kills is lost."""


@contextmanager
def executor(shelf: Shelf, store: Store, jobs: int) -> Iterator[Executor]:
    """Give an executor with so many processes; one process is this one."""
    maker = Maker(shelf, store)
    forking = "fork" in multiprocessing.get_all_start_methods()
    if jobs <= 1 or not forking:
        with _uncollected():
            yield _Here(maker)
        return
    from macros.paper.pdf import load_engine

    load_engine()  # before the workers are forked: they have it from the start
    with _uncollected():
        workers = _Workers(maker, jobs)
        try:
            yield workers
        finally:
            workers.close()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for garbage between jobs only: WeasyPrint makes much, and looking takes a fifth of the time."""
    collecting = gc.isenabled()
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


class _Here:
    """Makes everything in this process, at once."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker

    def submit(self, job: Job) -> Future[list[Result]]:
        future: Future[list[Result]] = Future()
        future.set_result(carry_out(self.maker, job))
        return future

    def rescue(self, job: Job) -> list[Result]:
        return carry_out(self.maker, job)


class _Workers:
    """A pool of forked processes, set up anew when one of them dies."""

    def __init__(self, maker: Maker, jobs: int) -> None:
        self.maker = maker
        self.jobs = jobs
        self.pool = self._pool(jobs)

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _begin, (self.maker,))

    def submit(self, job: Job) -> Future[list[Result]]:
        try:
            return self.pool.submit(_in_worker, job)
        except BrokenExecutor:
            self.pool.shutdown(wait=False)
            self.pool = self._pool(self.jobs)
            return self.pool.submit(_in_worker, job)

    def rescue(self, job: Job) -> list[Result]:
        results: list[Result] = []
        for one in job.apart():
            try:
                with self._pool(1) as alone:
                    results += alone.submit(_in_worker, one).result()
            except BrokenExecutor:
                name = f"{one.municipality}/{one.names[0]}"
                causes = ["arbetsprocessen dog. Räckte minnet inte? Pröva --jobs 1"]
                results.append(PaperError(name, causes))
        return results

    def close(self) -> None:
        self.pool.shutdown(wait=True, cancel_futures=True)


def carry_out(maker: Maker, job: Job) -> list[Result]:
    """Do one job here."""
    slug = job.municipality
    results: list[Result] = [
        guarded(f"{slug}/{name}", lambda name=name: maker.document(slug, name))  # type: ignore[misc]
        for name in job.sheets
    ]
    results += [
        guarded(f"{slug}/{name}", lambda name=name, parts=parts: maker.packet(slug, name, parts))  # type: ignore[misc]
        for name, parts in job.packets
    ]
    gc.collect()
    return results


_MAKER: Maker | None = None


def _begin(maker: Maker) -> None:
    global _MAKER
    from macros.paper.pdf import warm_up

    _MAKER = maker
    warm_up()
    gc.freeze()


def _in_worker(job: Job) -> list[Result]:
    assert _MAKER is not None
    return carry_out(_MAKER, job)
