"""Build the pages and sheets of a few municipalities in two processes.

The sheets' process is forked when the data has been read, so it has the shelf and nothing is sent to it. It
answers with JSON.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import shutil
from contextlib import closing, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from macros.commands.common import print_waiting
from macros.files import explain_error
from macros.processes import WORKER_DIED, end_workers_on_failure, start_worker
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf
from macros.web.shards import Plan, build_shards
from macros.web.site_build import SiteError


def build_side_by_side(plan: Plan, new: Path, jobs: int) -> tuple[int, list[str]]:
    """Make the pages and the sheets of a plan's municipalities at the same time.

    Return the number of sheets and packets, and a message for each that failed. Raise SiteError.
    """
    binders = {key: binder for key, binder in plan.shelf.binders.items() if binder.slug in plan.slugs}
    shelf = replace(plan.shelf, binders=binders)
    sheets = new / ".sheets"
    receiver, sender = multiprocessing.Pipe(duplex=False)
    worker = start_worker(_make_sheets, shelf, sheets, jobs, sender)
    sender.close()
    try:
        with closing(receiver), end_workers_on_failure(), uncollected():
            build_shards(plan, new)
            answer = json.loads(receiver.recv_bytes())
    except EOFError:
        raise SiteError(WORKER_DIED) from None
    finally:
        worker.join()
    if "error" in answer:
        raise SiteError(answer["error"])
    for folder in sorted(sheets.rglob("pdf")):
        folder.rename(new / folder.relative_to(sheets))
    shutil.rmtree(sheets, ignore_errors=True)
    return answer["made"], answer["failures"]


def _make_sheets(shelf: Shelf, folder: Path, jobs: int, sender: Connection) -> None:
    """Make the sheets in ``folder``, in the forked process, and send the result.

    Where a file fails, send why instead.
    """
    from macros.paper.sheet_build import build

    gc.disable()
    answer: dict[str, object]
    try:
        report = build(shelf, folder, jobs=jobs, on_wait=print_waiting)
        answer = {"made": len(report.made), "failures": list(map(str, report.failures))}
    except OSError as error:
        answer = {"error": explain_error(error)}
    except Exception as error:  # what went wrong, not that a process died
        answer = {"error": f"bladen gick inte att göra ({type(error).__name__}: {error})"}
    with suppress(ConnectionError):  # the other process has ended
        sender.send_bytes(json.dumps(answer).encode())
