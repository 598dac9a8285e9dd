"""What more workers give: paper on a cluster of one and two, and of up to 64 in a model of the measured jobs.

``python -m tests.benchmarks.paper --scheduler [MUNICIPALITIES]``. Tasks are measured once in this process, in
seconds of the processor, so that other programs on the machine do not count. The model makes a county, the country
and ten countries of two neighbours' tasks, and gives them to workers in the order of a build: who lays out a sheet
while another does so too does it in vain, as in reality. What one machine does alone (reading, sending, putting
in place) is the serial share, and grows by the binder.
"""

import heapq
import os
import pickle
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

import pytest

from macros.checks import load
from macros.paper import executor, sheet_build
from macros.paper.cluster import Cluster
from macros.paper.cluster_worker import pack_shelf
from macros.paper.executor import Task
from macros.paper.maker import Maker
from macros.paper.pdf import prepare_engine
from macros.paper.pdf_store import Store, key_of
from macros.paper.sheet_build import build
from macros.records.whole_shelf import Shelf
from tests.benchmarks.country import keep
from tests.benchmarks.paper import Memory, read_megabytes
from tests.country.generate import generate
from tests.sites import TODAY

WORKERS = (1, 2, 4, 8, 16, 32, 64)
LATENCY, BANDWIDTH = 0.03, 125e6
"""A bucket's: seconds for each object, and bytes in a second for each machine (1 Gbit/s)."""
NEIGHBOURS = 4
"""Binders of an area, as in the invented country."""
BINDERS = {"a county": 26, "the country": 542, "ten countries": 5420}
"""The invented country has 542 binders; a county is a twenty-first of it."""


@dataclass(slots=True)
class Measured:
    """A task: seconds without layout, the layouts that it needs, objects and bytes that it stores."""

    own: float = 0.0
    layouts: list[str] = field(default_factory=list)
    objects: int = 0
    size: int = 0

    @property
    def transfer(self) -> float:
        """Seconds to and from a bucket: each object is asked for, and stored."""
        return 2 * self.objects * LATENCY + self.size / BANDWIDTH


class Meter:
    """Measures every task of a build in this process."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Begin with nothing."""
        self.tasks: dict[Task, Measured] = {}
        self.layouts: dict[str, float] = {}
        self.now = Measured()
        for owner, name, measure in (
            (executor, "run_job", self._run_job),
            (Maker, "_finish", self._finish),
            (Maker, "_lay_out", self._lay_out),
            (Store, "put", self._put),
        ):
            real = getattr(owner, name)
            patch.setattr(owner, name, lambda *inputs, real=real, measure=measure: measure(real, *inputs))

    def _run_job(self, run: Any, maker: Maker, job: list[Task]) -> list[Any]:
        results = []
        for task in job:
            self.now = self.tasks[task._replace(parts=None)] = Measured()
            start = process_time()
            results += run(maker, [task])
            self.now.own += process_time() - start
        return results

    def _finish(self, finish: Any, maker: Maker, writer: Any, sheet: Any, *more: Any) -> Any:
        self.now.layouts.append(key_of(sheet.html))
        return finish(maker, writer, sheet, *more)

    def _lay_out(self, lay_out: Any, maker: Maker, sheet: Any) -> bytes:
        start = process_time()
        pdf: bytes = lay_out(maker, sheet)
        seconds = self.layouts[key_of(sheet.html)] = process_time() - start
        self.now.own -= seconds
        return pdf

    def _put(self, put: Any, store: Store, key: str, pdf: bytes, *more: int) -> Any:
        self.now.objects += 2
        self.now.size += len(pdf)
        return put(store, key, pdf, *more)


class Binder(NamedTuple):
    """A binder of the model: its own number and its area's, its sheets and packets."""

    number: int
    area: int
    sheets: list[Task]
    packets: list[Task]


class Model:
    """An invented country made of measured binders: the first of an area, and its neighbours.

    A neighbour shares with the first what the measured ones shared.
    """

    def __init__(self, shelf: Shelf, meter: Meter) -> None:
        """Take the first two binders that were measured."""
        binders = [*shelf.binders.values()][:2]
        works = [sheet_build._BinderWork(binder, "", None, Path()) for binder in binders]
        self.kinds = [
            (work.sheet_tasks(), [Task(work.binder.address, name) for name in work.packets]) for work in works
        ]
        self.meter = meter
        ours, theirs = (
            {key for task in [*one, *two] for key in meter.tasks[task].layouts} for one, two in self.kinds
        )
        self.shared = ours & theirs

    def binders(self, count: int) -> list[Binder]:
        """Return so many binders in the order of a build: the first of each area first."""
        areas = -(-count // NEIGHBOURS)
        return [
            Binder(number, number % areas, *self.kinds[min(1, number // areas)]) for number in range(count)
        ]

    def needs(self, binder: Binder, task: Task) -> Iterator[tuple[tuple[int, str], float]]:
        """Yield the layouts of a task, each by its area or its binder, with its seconds."""
        for key in self.meter.tasks[task].layouts:
            if key in self.meter.layouts:
                owner = binder.area if key in self.shared else -1 - binder.number
                yield (owner, key), self.meter.layouts[key]

    def work(self, count: int) -> float:
        """Return the seconds of so many binders when nothing is done twice."""
        done: dict[tuple[int, str], float] = {}
        own = 0.0
        for binder in self.binders(count):
            for task in (*binder.sheets, *binder.packets):
                done |= self.needs(binder, task)
                own += self.meter.tasks[task].own
        return own + sum(done.values())

    def simulate(self, count: int, workers: int, start: float) -> float:
        """Return the seconds until the last of so many workers is done; each begins after ``start``.

        A sheet that another has laid out is found; one that another is just laying out is laid out twice.
        """
        binders = self.binders(count)
        size = max(1, min(sheet_build._BATCH, sum(len(binder.sheets) for binder in binders) // (workers * 4)))
        split = partial(sheet_build._split_into_jobs, size=size)
        jobs = [(binder, job) for binder in binders for job in split(binder.sheets)]
        left = Counter(binder.number for binder, _ in jobs)
        possible = [(0.0, number, *job) for number, job in enumerate(jobs)]
        free = [start] * workers
        ready: dict[tuple[int, str], float] = {}
        number = len(jobs)
        while possible:
            earliest, _, binder, job = heapq.heappop(possible)
            now = max(heapq.heappop(free), earliest)
            for task in job:
                for key, seconds in self.needs(binder, task):
                    if ready.get(key, now + 1) > now:
                        now += seconds
                        ready[key] = min(now, ready.get(key, now))
                now += self.meter.tasks[task].own + self.meter.tasks[task].transfer
            heapq.heappush(free, now)
            left[binder.number] -= 1
            if left[binder.number] == 0:
                for packets in split(binder.packets):
                    number += 1
                    heapq.heappush(possible, (now, number, binder, packets))
        return max(free)


def time_cluster(shelf: Shelf, folder: Path, workers: int) -> tuple[float, float]:
    """Build the first municipality on a cluster of this machine; return seconds by the clock, MB of a worker."""
    memory = Memory()
    start = perf_counter()
    only, store = [*shelf.first_binders][:1], Store(folder / "store")
    build(shelf, folder / "site", only=only, jobs=workers, store=store, cluster=Cluster())
    seconds = perf_counter() - start
    peak, _ = memory.stop()
    return seconds, (peak - read_megabytes(os.getpid())) / workers


def weigh_shelf(packed: bytes) -> float:
    """Return the MB that a shelf takes in a worker."""
    before = read_megabytes(os.getpid())
    shelves = [pickle.loads(zlib.decompress(packed)) for _ in range(5)]
    return (read_megabytes(os.getpid()) - before) / len(shelves)


def time_serial(data: Path, shelf: Shelf) -> tuple[float, float, bytes]:
    """Return the seconds to read, and to pack, send and open the shelf; and the packed shelf."""
    start = process_time()
    load(data, TODAY)
    reading = process_time() - start
    start = process_time()
    packed = pack_shelf(shelf)
    return reading, process_time() - start + 2 * len(packed) / BANDWIDTH, packed


def main(municipalities: int = 2) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as temporary, pytest.MonkeyPatch.context() as patch:
        folder = Path(temporary)
        data = folder / "data"
        generate(data)
        keep(data, municipalities)
        shelf = load(data, TODAY)
        one, _ = time_cluster(shelf, folder / "one", 1)
        two, megabytes = time_cluster(shelf, folder / "two", 2)
        reading, sending, packed = time_serial(data, shelf)
        start = process_time()
        prepare_engine()
        engine = process_time() - start
        meter = Meter(patch)
        start = process_time()
        store = Store(folder / "store")
        report = build(shelf, folder / "site", store=store)
        whole = process_time() - start
        size = sum(file.stat().st_size for file in store.folder.rglob("*") if file.is_file())
        model = Model(shelf, meter)
        in_memory = weigh_shelf(packed)
    binders = len(shelf.binders)
    tasks, layouts = sum(measured.own for measured in meter.tasks.values()), sum(meter.layouts.values())
    serial = (reading + sending + whole - tasks - layouts) / binders
    print(
        f"{municipalities} municipalities, {binders} binders, {len(report.made)} PDFs, {len(meter.layouts)} layouts"
    )
    print(
        f"a binder             {(tasks + layouts) / binders:6.1f} s, of that {layouts / (tasks + layouts):.0%} layout"
    )
    print(f"two real workers     {one / two:6.2f} times one, by the clock, starting them included")
    for name, count in BINDERS.items():
        work, alone = model.work(count), serial * count
        times = {workers: alone + model.simulate(count, workers, engine) for workers in WORKERS}
        print(f"\n{name}, {count} binders (model): {alone / (work + alone):.1%} is serial")
        for workers, seconds in times.items():
            ratio = times[1] / seconds
            print(
                f"  {workers:3} workers        {ratio:6.1f} times one, {ratio / workers:4.0%} of each is used"
            )
        shelf_size, many = len(packed) * count / binders, size * count / binders
        print(
            f"  {(work + alone) / 3600:.2f} core-hours, {times[8] / 60:.0f} minutes with 8 workers, {many / 1e9:.2f} GB of PDFs"
        )
        memory = megabytes + in_memory * (count / binders - 1)
        print(f"  {memory:.0f} MB for each worker, {shelf_size / 1e6:.1f} MB sent to each")
