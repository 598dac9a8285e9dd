"""Make sheets in a process of its own, with the layout engine loaded beforehand.

A job is a line of JSON on standard input, and so is its answer on standard output. The PDF itself goes by the
store. The process ends when its input does.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from macros.paper.maker import Maker, catch_faults
from macros.paper.pdf import load_engine, prepare_engine
from macros.paper.pdf_store import Store
from macros.records.file_memory import FileMemory
from macros.records.levels import LevelName
from macros.records.shelf import read, uncollected
from macros.records.whole_shelf import Shelf

FAULTY = "Uppgifterna har fel just nu. Rätta det som står överst på sidan, och öppna bladet igen."


class _Worker:
    """Makes sheets of one data folder, which it reads again for each new reading."""

    def __init__(self) -> None:
        self._memory = FileMemory()
        self._shelves: dict[str, tuple[int, Shelf]] = {}

    def do_job(self, job: dict[str, Any]) -> dict[str, Any]:
        """Make a sheet or packet; return the hash of its PDF, or why it cannot be made."""
        shelf = self._read(job)
        if shelf is None:
            return {"causes": [FAULTY]}
        store = Store()
        with uncollected(), store.lock():
            made = catch_faults(job["name"], Maker(shelf, store).make, job["binder"], job["name"])
        gc.collect()
        return {"causes": made.causes} if isinstance(made, Exception) else {"sha256": made.sha256}

    def _read(self, job: dict[str, Any]) -> Shelf | None:
        """Return the shelf with a binder's municipality, the last one without problems."""
        slug = job["binder"].partition("/")[0]
        number, shelf = self._shelves.get(slug, (-1, None))
        if number == job["number"]:
            return shelf
        levels = [LevelName(*level) for level in job["levels"]]
        newer, problems = read(Path(job["data"]), only=levels, memory=self._memory)
        if not problems and job["binder"] in newer.binders:
            self._shelves[slug] = job["number"], newer
            return newer
        return shelf


def answer_jobs(jobs: TextIO, answers: TextIO) -> None:
    """Answer each job, until there are no more."""
    worker = _Worker()
    for line in jobs:
        try:
            answer = worker.do_job(json.loads(line))
        except Exception as error:  # the next job may be another
            answer = {"causes": [f"{type(error).__name__}: {error}"]}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    own_output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    load_engine()
    with suppress(OSError):  # on a full disk each job fails, and says why
        prepare_engine()
    gc.freeze()
    answer_jobs(sys.stdin, own_output)
