"""Build the pages and sheets of a plan, at the same time where that is quicker.

That is so for a few municipalities, and where a cluster makes the sheets. The sheets' process is forked when
the data has been read, so it has the shelf and nothing is sent to it. It answers with JSON.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import shutil
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from macros.commands.common import print_waiting, progress
from macros.files import explain_error
from macros.paper.cluster import Cluster
from macros.paper.faults import ClusterError
from macros.paper.shared_store import open_store
from macros.processes import WORKER_DIED, can_fork, end_workers_on_failure, start_worker
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf
from macros.web.shards import Plan, build_shards
from macros.web.site_build import SiteError


def make_pages_and_sheets(
    plan: Plan, new: Path, jobs: int, cluster: Cluster | None = None
) -> tuple[int, list[str]]:
    """Make the pages and the sheets of a plan in a new folder.

    Return the number of sheets and packets, and a message for each that failed. Raise SiteError.
    """
    if not plan.fingerprints:
        return 0, []
    few = 0 < len(plan.slugs) <= jobs and jobs > 1
    if can_fork() and (few or (cluster and plan.slugs)):
        return build_side_by_side(plan, new, jobs, cluster)
    from macros.paper.sheet_build import build as build_sheets

    with progress() as report_progress:
        report_progress(0, 1, "sidor")
        build_shards(plan, new, jobs, report_progress)
        if not plan.slugs:
            return 0, []
        try:
            report = build_sheets(
                plan.shelf,
                new,
                only=plan.slugs,
                jobs=jobs,
                progress=report_progress,
                store=open_store(cluster.store if cluster else ""),
                on_wait=print_waiting,
                cluster=cluster,
            )
        except ClusterError as error:
            raise SiteError(str(error)) from error
    return len(report.made), list(map(str, report.failures))


def build_side_by_side(
    plan: Plan, new: Path, jobs: int, cluster: Cluster | None = None
) -> tuple[int, list[str]]:
    """Make the pages and the sheets of a plan's municipalities at the same time.

    Return the number of sheets and packets, and a message for each that failed. Raise SiteError.
    """
    binders = {key: binder for key, binder in plan.shelf.binders.items() if binder.slug in plan.slugs}
    shelf = replace(plan.shelf, binders=binders)
    sheets = new / ".sheets"
    receiver, sender = multiprocessing.Pipe(duplex=False)
    worker = start_worker(_make_sheets, shelf, sheets, jobs, sender, cluster)
    sender.close()
    try:
        with closing(receiver), end_workers_on_failure(), uncollected():
            build_shards(plan, new, jobs if cluster and cluster.scheduler else 1)
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


def _make_sheets(shelf: Shelf, folder: Path, jobs: int, sender: Connection, cluster: Cluster | None) -> None:
    """Make the sheets in ``folder``, in the forked process, and send the result.

    Where a file fails, send why instead. With a cluster, show how far it has come.
    """
    from macros.paper.sheet_build import build

    gc.disable()
    answer: dict[str, object]
    make = partial(build, shelf, folder, jobs=jobs, on_wait=print_waiting)
    try:
        with ExitStack() as bar:
            if cluster:
                show = bar.enter_context(progress())
                make = partial(make, progress=show, store=open_store(cluster.store), cluster=cluster)
            report = make()
        answer = {"made": len(report.made), "failures": list(map(str, report.failures))}
    except OSError as error:
        answer = {"error": explain_error(error)}
    except ClusterError as error:
        answer = {"error": str(error)}
    except Exception as error:  # what went wrong, not that a process died
        answer = {"error": f"bladen gick inte att göra ({type(error).__name__}: {error})"}
    with suppress(ConnectionError):  # the other process has ended
        sender.send_bytes(json.dumps(answer).encode())
