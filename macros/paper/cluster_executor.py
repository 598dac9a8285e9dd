"""Make documents on a Dask cluster, whatever happens to its workers.

Every worker introduces itself first, and gets jobs only if it has the same program and the same store. A job
is sent again when its worker is lost, has a full disk or is slow: what two workers make is the same, and
meets in the store under the same name. Dask itself sends a job again whose worker has died, and gives up on
one that has killed several; its documents are then made one by one, so that only the one to blame fails.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from queue import Empty, SimpleQueue
from statistics import median
from time import monotonic
from typing import Any
from uuid import uuid4

from macros.paper.cluster import Cluster
from macros.paper.cluster_client import connect, show_address
from macros.paper.cluster_worker import PROBE, Recipe, Unfit, pack_shelf, probe_key, run_on_worker
from macros.paper.executor import Executor, Job, Result
from macros.paper.faults import PaperError
from macros.paper.fit_workers import FitWorkers
from macros.paper.maker import Maker
from macros.paper.pdf_store import Store
from macros.records.whole_shelf import Shelf

_TICK = 1.0
"""Seconds between two looks at the workers while jobs are running."""
_SLOW = 4
"""A job is slow that has taken this many times as long as most."""
_LEAST = 60.0
"""Seconds before any job is slow."""
_ANSWER = 30.0
"""Seconds to wait for the result of a job that is finished; its worker may just have died."""
SLOW = "den har stannat, eller är mycket långsam"
KILLS = "varje arbetsprocess som gjorde bladet dog. Räcker minnet?"


@dataclass(slots=True, eq=False)
class _Order:
    """A job that is under way, and its results so far."""

    job: Job
    future: Future[list[Result]]
    results: list[Result | None]
    sent: float = field(default_factory=monotonic)


@dataclass(slots=True, eq=False)
class _Parcel:
    """Some tasks of an order, as sent to workers; ``again`` for a second copy."""

    order: _Order
    first: int
    tasks: Job
    workers: frozenset[str]
    future: Any
    sent: float = field(default_factory=monotonic)
    again: bool = False

    @property
    def done(self) -> bool:
        """Whether another parcel has brought the results."""
        return self.order.results[self.first] is not None


class ClusterExecutor(Executor):
    """Runs jobs on the workers of a Dask cluster."""

    def __init__(self, maker: Maker, client: Any, cluster: Cluster) -> None:
        """Make documents with this maker's shelf on the cluster of a Dask client."""
        super().__init__(maker)
        self.client = client
        self.tell = cluster.tell
        self.build = uuid4().hex
        packed = pack_shelf(maker.shelf)
        store = getattr(maker.store, "address", "") or str(maker.store.folder.resolve())
        self.recipe = Recipe(sha256(packed).hexdigest(), store)
        # of a builtin, and so made again by any worker when the one that has it is lost
        self.shelf = client.submit(bytes, packed, key=f"parmen-{self.recipe.shelf}", retries=10)
        maker.store.put(probe_key(self.build), PROBE)
        self.workers = FitWorkers(client, self.recipe, maker.store, self.build, cluster.tell)
        self.news: SimpleQueue[str] = SimpleQueue()
        self.parcels: dict[str, _Parcel] = {}
        self.unsent: list[tuple[_Order, int, Job]] = []
        self.times: list[float] = []

    @property
    def width(self) -> int:
        return max(1, len(self.workers.fit))

    def submit(self, job: Job) -> Future[list[Result]]:
        order = _Order(job, Future(), [None] * len(job))
        self._send(order, 0, job)
        return order.future

    def wait(self, futures: Collection[Future[list[Result]]]) -> Collection[Future[list[Result]]]:
        """Wait until one job or more is finished, and look after the workers meanwhile.

        Raise ``ClusterError`` when the scheduler is lost, or no worker is left.
        """
        looked = 0.0
        while not (done := [future for future in futures if future.done()]):
            if monotonic() - looked > _TICK:
                self._look_around()
                looked = monotonic()
            try:
                key = self.news.get(timeout=_TICK)
            except Empty:
                continue
            if parcel := self.parcels.pop(key, None):
                self._open(parcel)
        return done

    def close(self) -> None:
        self.client.cancel([parcel.future for parcel in self.parcels.values()])

    def _send(
        self, order: _Order, first: int, tasks: Job, workers: Collection[str] = (), again: bool = False
    ) -> None:
        """Send tasks to some workers, else to all that are fit; keep them if none is."""
        chosen = frozenset(workers or self.workers.fit)
        if not chosen:
            self.unsent.append((order, first, tasks))
            return
        key = f"parmen-{uuid4().hex}"
        future = self.client.submit(
            run_on_worker, self.recipe, self.shelf, tasks, key=key, workers=sorted(chosen), pure=False
        )
        self.parcels[key] = _Parcel(order, first, tasks, chosen, future, again=again)
        future.add_done_callback(lambda done: self.news.put(done.key))

    def _open(self, parcel: _Parcel) -> None:
        """Take the results out of a parcel, or send its tasks once more."""
        from distributed import KilledWorker

        if parcel.done:
            return
        order, first, tasks = parcel.order, parcel.first, parcel.tasks
        try:
            results: Sequence[Result] | Unfit = parcel.future.result(timeout=_ANSWER)
        except KilledWorker:
            if len(tasks) > 1:
                for number, task in enumerate(tasks):
                    self._send(order, first + number, [task])
                return
            results = [PaperError(tasks[0].full_name, [KILLS])]
        except TimeoutError:  # the worker stands still with its results
            others = self.workers.fit - self.workers.find_holders(parcel.future)
            self._send(order, first, tasks, others)
            return
        except (CancelledError, OSError):  # the worker or the scheduler is lost
            self._look_around()
            self._send(order, first, tasks)
            return
        except Exception as error:  # what the worker did not expect: each document says it
            results = [PaperError(task.full_name, [f"{type(error).__name__}: {error}"]) for task in tasks]
        if isinstance(results, Unfit):
            self.workers.refuse_those_of(parcel.future, results.reason)
            self._send(order, first, tasks)
            return
        self.times.append(monotonic() - parcel.sent)
        order.results[first : first + len(tasks)] = results
        if None not in order.results:
            order.future.set_result([result for result in order.results if result is not None])

    def _look_around(self) -> None:
        """See who is there; send again what was with those that are lost, or slow."""
        living = self.workers.look()
        for key, parcel in [*self.parcels.items()]:
            if parcel.done or not parcel.workers & living:
                del self.parcels[key]
                if not parcel.done:
                    self._send(parcel.order, parcel.first, parcel.tasks)
        if self.workers.fit:
            unsent, self.unsent = self.unsent, []
            for order, first, tasks in unsent:
                self._send(order, first, tasks)
        if self.times and len(self.parcels) < len(self.workers.fit):
            self._send_slow_ones_again()

    def _send_slow_ones_again(self) -> None:
        """Send what has taken long to others too, when some have nothing to do."""
        limit = max(_LEAST, _SLOW * median(self.times))
        slow = [
            (key, parcel)
            for key, parcel in self.parcels.items()
            if not parcel.again and not parcel.done and monotonic() - parcel.sent > limit
        ]
        busy = self.workers.list_jobs() if slow else {}
        for key, parcel in slow:
            parcel.again = True
            holders = {address for address, keys in busy.items() if key in keys}
            if others := self.workers.fit - holders:
                for holder in holders:
                    self.workers.refuse(holder, SLOW)
                self._send(parcel.order, parcel.first, parcel.tasks, others, again=True)


@contextmanager
def connect_executor(cluster: Cluster, shelf: Shelf, store: Store, jobs: int) -> Iterator[ClusterExecutor]:
    """Yield an executor on a cluster; one that is started for it has ``jobs`` workers.

    Raise ``ClusterError`` when the cluster cannot be reached.
    """
    with connect(cluster, jobs) as client:
        cluster.tell(show_address(client))
        executor = ClusterExecutor(Maker(shelf, store), client, cluster)
        executor.workers.wait_for_first()
        try:
            yield executor
        finally:
            executor.close()
