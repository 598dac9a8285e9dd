"""A process that makes itself ready while the data is read: after an edit the rest is soon done.

It makes the sheets of paper. Loading what does that takes as long as reading a country, and needs nothing of
it. The pages are made in this process, when the data is read.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from macros.commands.common import say_waiting
from macros.records.binder import Shelf
from macros.records.shelf import uncollected
from macros.web.shards import Plan, build_shards
from macros.web.site_build import SiteError

if TYPE_CHECKING:
    from macros.paper.sheet_build import Report

Told = tuple[int, list[str]]
"""How many sheets and packets were made, and what could not be."""


class Ahead:
    """The process that makes sheets. What it is to make is laid on a file that both have open."""

    def __init__(self) -> None:
        """Begin. What has been imported here need not be imported there."""
        fork = multiprocessing.get_context("fork")
        self._line, there = fork.Pipe()
        self._desk = TemporaryFile()  # noqa: SIM115  closed in end
        self._process = fork.Process(target=_wait, args=(there, self._line, self._desk))
        self._process.start()
        self._asked = False
        there.close()

    def begin(self, shelf: Shelf, new: Path, jobs: int) -> None:
        """Let all sheets of a shelf be made in ``new``."""
        pickle.dump((shelf, new, jobs), self._desk, pickle.HIGHEST_PROTOCOL)
        self._desk.seek(0)
        self._asked = True
        with suppress(ConnectionError):  # a process that died is told of by its result
            self._line.send(True)

    def result(self) -> Told:
        """Wait until they are made. Raise what was raised there."""
        try:
            said = self._line.recv()
        except (EOFError, ConnectionError):
            raise SiteError("arbetsprocessen dog. Räckte minnet inte? Pröva --jobs 1") from None
        if isinstance(said, Exception):
            raise said
        told: Told = said
        return told

    def end(self) -> None:
        """Let the process end: at once where nothing was asked of it."""
        self._line.close()
        if not self._asked:
            self._process.terminate()
        self._process.join()
        self._desk.close()


@contextmanager
def ahead(wanted: bool) -> Iterator[Ahead | None]:
    """Give the process if it is wanted and the machine can fork."""
    if not wanted or "fork" not in multiprocessing.get_all_start_methods():
        yield None
        return
    process = Ahead()
    try:
        yield process
    finally:
        process.end()


def side_by_side(plan: Plan, new: Path, jobs: int, ahead: Ahead) -> Told:
    """Make a few municipalities' pages and sheets at once. Raise SiteError."""
    few = replace(plan.shelf, binders={slug: plan.shelf.binders[slug] for slug in plan.slugs})
    sheets = new / ".sheets"
    with uncollected():
        ahead.begin(few, sheets, jobs)
        build_shards(plan, new)
    made = ahead.result()
    for folder in sorted(sheets.glob("*/pdf")):
        folder.rename(new / folder.parent.name / folder.name)
    shutil.rmtree(sheets, ignore_errors=True)
    return made


def told(report: Report) -> Told:
    """Tell how many sheets and packets were made, and what could not be."""
    return len(report.made), [str(failure) for failure in report.failures]


def _wait(line: Connection, there: Connection, desk: IO[bytes]) -> None:
    """Be the process. It ends without work when the other side does."""
    there.close()
    gc.disable()
    try:
        from macros.paper.pdf import load_engine
        from macros.paper.sheet_build import build

        load_engine()
        line.recv()
        shelf, new, jobs = pickle.load(desk)
        said: Told | Exception = told(build(shelf, new, jobs=jobs, on_wait=say_waiting))
    except (EOFError, KeyboardInterrupt):
        return
    except Exception as error:  # whatever it is, it is raised on the other side
        said = error
    with suppress(ConnectionError):
        line.send(said)
