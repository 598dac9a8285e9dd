"""Have sheets made by a worker process that was started before anybody asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from threading import Lock
from typing import Any

from macros.paper.faults import PaperError
from macros.paper.pdf_store import UNREADABLE, Store
from macros.preview.readings import Readings
from macros.processes import WORKER_DIED
from macros.project import PACKAGE

_WORKER = "macros.preview.press_worker"


class Press:
    """The worker that makes sheets, one after the other.

    Another one takes its place when it dies.
    """

    def __init__(self, missing: str = "") -> None:
        """Start no worker yet. ``missing`` is why this machine can make no sheets."""
        self._missing = missing
        self._worker: subprocess.Popen[str] | None = None
        self._lock = Lock()

    def start(self) -> None:
        """Start the worker, so that it is ready when the first sheet is asked for."""
        if not self._missing:
            surroundings = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
            self._worker = subprocess.Popen(
                [sys.executable, "-P", "-m", _WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                env=surroundings,
                start_new_session=True,  # Ctrl-C in the terminal is not for it
            )

    def stop(self) -> None:
        """End the worker, in the middle of a sheet if need be."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.wait()
            for pipe in (worker.stdin, worker.stdout):
                with suppress(OSError):  # what it has not read is lost with it
                    assert pipe is not None
                    pipe.close()

    def restart(self) -> None:
        """Start another worker: what sheets are made with has changed."""
        self.stop()
        self.start()

    def make(self, readings: Readings, binder: str, name: str) -> bytes:
        """Return the PDF of a sheet or packet as the data says now.

        Raise PaperError.
        """
        if self._missing:
            raise PaperError(name, [self._missing])
        job = {
            "data": readings.data.as_posix(),
            "number": readings.number,
            "levels": [*readings.levels_of(binder.partition("/")[0])],
            "binder": binder,
            "name": name,
        }
        with self._lock:
            answer = self._ask(json.dumps(job))
        pdf = Store().read(answer["sha256"]) if "sha256" in answer else None
        if pdf is None:
            raise PaperError(name, answer.get("causes", [UNREADABLE]))
        return pdf

    def _ask(self, job: str) -> dict[str, Any]:
        """Return the worker's answer; of one that dies, that it did."""
        worker = self._worker
        try:
            assert worker is not None
            assert worker.stdin is not None
            assert worker.stdout is not None
            worker.stdin.write(job + "\n")
            worker.stdin.flush()
            answer: dict[str, Any] = json.loads(worker.stdout.readline())
        except (OSError, ValueError, AssertionError):  # it has died: a broken pipe, or an empty answer
            if worker is self._worker:
                self.restart()
            return {"causes": [WORKER_DIED]}
        return answer
