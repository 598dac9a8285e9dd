"""Where documents are made: here, or in worker processes. The one seam for doing it elsewhere.

A job names its document; what it needs beside that, the shelf, every worker has from the start. Finished PDFs
meet in the store, so only small records travel.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from macros.paper.faults import PaperError
from macros.paper.made import Made, Maker, guarded
from macros.paper.store import Store
from macros.records.binder import Shelf


@dataclass(frozen=True, slots=True)
class Job:
    """A document to make, or, when it has parts, a packet to join."""

    municipality: str
    name: str
    parts: tuple[Made, ...] = ()


Result = Made | PaperError
Executor = Callable[[Sequence[Job]], Iterator[Result]]
"""Carries out jobs and gives their results in order."""

_MAKER: Maker | None = None


@contextmanager
def executor(shelf: Shelf, store: Store, since: date | None, jobs: int) -> Iterator[Executor]:
    """Give an executor with so many processes; one process is this one."""
    forking = "fork" in multiprocessing.get_all_start_methods()
    if jobs <= 1 or not forking:
        maker = Maker(shelf, store, since)
        yield lambda work: (carry_out(maker, job) for job in work)
        return
    context = multiprocessing.get_context("fork")  # a forked worker has the shelf already
    with ProcessPoolExecutor(jobs, context, _begin, (shelf, store, since)) as pool:
        yield lambda work: pool.map(_in_worker, work, chunksize=4)


def carry_out(maker: Maker, job: Job) -> Result:
    """Do one job."""
    if job.parts:
        make = lambda: maker.packet(job.municipality, job.name, job.parts)  # noqa: E731
    else:
        make = lambda: maker.document(job.municipality, job.name)  # noqa: E731
    return guarded(f"{job.municipality}/{job.name}", make)


def _begin(shelf: Shelf, store: Store, since: date | None) -> None:
    global _MAKER
    _MAKER = Maker(shelf, store, since)


def _in_worker(job: Job) -> Result:
    assert _MAKER is not None
    return carry_out(_MAKER, job)
