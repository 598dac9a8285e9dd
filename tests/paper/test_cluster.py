"""Sheets made on a cluster: the same bytes, whatever becomes of its workers. The heavy proof: ``python -m tests.cluster``.

The cluster runs in this process, and each sheet is a blank page of its own (``quick_layout``).
"""

import errno
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from macros.commands import build_command
from macros.paper import cluster_client, cluster_executor, cluster_worker, fit_workers
from macros.paper.cluster import Cluster, Tls, find_reason_against
from macros.paper.executor import Task, run_job
from macros.paper.faults import ClusterError, PaperError, StoreLostError
from macros.paper.fit_workers import FitWorkers
from macros.paper.pdf_store import Store
from macros.paper.shared_store import SharedStore, can_be_store
from macros.paper.sheet_build import Report, build
from macros.records.whole_shelf import Shelf
from tests.conftest import ROOT, run_parmen

FEW, PACKET = ["checklista", "kontakter-familj", "samtycke"], ["familjepaket"]
KEY = "0" * 64
FILES = Tls("ca.pem", "cert.pem", "key.pem")


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let Dask have its settings and its scratch in a folder of the tests."""
    folder = tmp_path_factory.mktemp("dask")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASK_CONFIG", str(folder / "config"))
        yield folder


@pytest.fixture
def make(
    dask: Path, example: Shelf, tmp_path: Path, quick_layout: object, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Report]:
    """Make documents: with ``told`` on a cluster of two workers, which says there what people should know."""
    from distributed import LocalCluster

    def start_cluster(jobs: int) -> LocalCluster:
        place = {"local_directory": str(dask), "dashboard_address": "127.0.0.1:0"}
        return LocalCluster(n_workers=jobs, threads_per_worker=1, processes=False, **place)

    def build_names(told: list[str] | None = None, names: list[str] = FEW) -> Report:
        cluster = None if told is None else Cluster(tell=told.append)
        folder = tmp_path / ("here" if told is None else "there")
        jobs, store = 1 if told is None else 2, Store(folder / "store")
        return build(example, folder, only=["norrby"], names=names, jobs=jobs, store=store, cluster=cluster)

    monkeypatch.setattr(cluster_client, "_start_cluster", start_cluster)
    monkeypatch.setattr(cluster_worker, "_Kept", SimpleNamespace(recipe=None, maker=None))
    monkeypatch.setattr(cluster_worker.gc, "freeze", lambda: None)
    monkeypatch.setattr(cluster_executor, "_TICK", 0.02)
    return build_names


def hashes(report: Report) -> dict[str, str]:
    assert [] == report.failures
    return {made.full_name: made.sha256 for made in report.made}


def own_address() -> str:
    """Return the address of the worker that calls this."""
    from distributed import get_worker

    return str(get_worker().address)


def test_a_cluster_makes_the_same_bytes_and_says_where_to_watch(make: Callable[..., Report]) -> None:
    told: list[str] = []

    assert hashes(make(names=PACKET)) == hashes(make(told, PACKET))
    assert ["Följ klustret på http://"] == [line[:24] for line in told]


def test_a_job_is_done_by_another_worker_when_its_own_is_lost(
    make: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker dies with its results."""
    from distributed import get_worker

    lost: list[str] = []
    workers: set[str] = set()

    def die_once(maker: object, job: list[Task]) -> object:
        workers.add(own_address())
        if not lost:
            worker, gone = get_worker(), Event()
            lost.append(worker.address)

            async def die() -> None:
                await worker.close(executor_wait=False)
                gone.set()

            worker.loop.add_callback(die)
            assert gone.wait(20)
        return run_job(maker, job)  # type: ignore[arg-type]

    expected = hashes(make())
    monkeypatch.setattr(cluster_worker, "run_job", die_once)

    assert expected == hashes(make([]))
    assert 2 == len({*lost, *workers})


def test_a_worker_with_a_full_disk_is_left_out(
    make: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its jobs go to the others, and people are told."""
    full: list[str] = []

    def fill_up(maker: object, job: list[Task]) -> object:
        full.append(own_address()) if not full else None
        if own_address() == full[0]:
            raise OSError(errno.ENOSPC, "No space left on device", "pdf")
        return run_job(maker, job)  # type: ignore[arg-type]

    told: list[str] = []
    expected = hashes(make())
    monkeypatch.setattr(cluster_worker, "run_job", fill_up)

    assert expected == hashes(make(told))
    assert [f"Arbetsprocessen {full[0]} används inte: disken är full: pdf."] == told[1:]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("program_fingerprint", "annan version av pärmens program"),
        ("tools_fingerprint", "andra versioner av Python"),
    ],
)
def test_another_version_of_the_program_makes_nothing(
    make: Callable[..., Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    monkeypatch.setattr(cluster_worker, name, lambda: "another")

    with pytest.raises(
        ClusterError, match=f"(?s)Ingen av klustrets arbetsprocesser kan göra bladen.*{reason}"
    ):
        make([])
    assert 1 == len(list((tmp_path / "there").glob("*/pdf/*.pdf"))), "more than the probe"


# Without a cluster


def make_workers(client: object, store: Store, told: list[str]) -> FitWorkers:
    return FitWorkers(client, cluster_worker.Recipe("", ""), store, "token", told.append)


def test_a_lost_scheduler_is_told_with_what_to_do(tmp_path: Path) -> None:
    client = Mock(status="running", nthreads=Mock(side_effect=OSError("closed")))

    with pytest.raises(ClusterError, match=r"svarar inte längre.*är sparade: bygg igen"):
        make_workers(client, Store(tmp_path), []).look()


def test_a_cluster_without_workers_is_waited_for_and_then_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    workers = make_workers(Mock(status="running", nthreads=dict), Store(tmp_path), told)

    assert set() == workers.look() == workers.look()
    assert ["Klustret har ingen arbetsprocess just nu. Bygget väntar tills det kommer en."] == told
    monkeypatch.setattr(fit_workers, "PATIENCE", -1)
    with pytest.raises(ClusterError, match="ingen arbetsprocess som kan göra"):
        workers.look()


def test_a_worker_that_may_lay_what_it_holds_on_a_disk_is_refused(
    make: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would read it back as pickle, which is code. One that is started for a build does not."""
    monkeypatch.setitem(cluster_client._SETTINGS, "distributed.worker.memory.spill", 0.7)

    with pytest.raises(ClusterError, match="lägger det den arbetar med på sin disk"):
        make([])


def test_a_worker_without_the_same_store_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that does not find what lies here, nor one whose answer is not found here."""
    monkeypatch.setattr(cluster_worker, "lays_on_disk", lambda: False)
    there = Store(tmp_path / "there")
    elsewhere = cluster_worker.introduce_worker(
        cluster_worker.Recipe("", str(tmp_path / "b")), "token", "tls://w"
    )
    workers = make_workers(Mock(), there, told := [])
    workers._judge("tls://a:1", Mock(result=Mock(return_value=elsewhere)))
    workers._judge("tls://b:1", Mock(result=Mock(return_value=elsewhere._replace(fault=""))))

    assert set() == workers.fit
    assert 2 == len(told)
    assert "inte samma lager" in told[0]
    assert "går inte att använda här" in told[1]


class Killing:
    """A client whose workers die of one document, and of every job that holds it."""

    def __init__(self, deadly: str) -> None:
        self.deadly = deadly
        self.sent: list[list[str]] = []

    def submit(self, function: object, *inputs: Any, key: str = "", **_: object) -> SimpleNamespace:
        def result(timeout: float) -> object:
            from distributed import KilledWorker

            if self.deadly in names:
                raise KilledWorker(key, None, 3)
            return [PaperError(name, ["gjort"]) for name in names]

        names = [task.full_name for task in inputs[-1]] if function is cluster_worker.run_on_worker else []
        self.sent.append(names)
        return SimpleNamespace(
            key=key, result=result, add_done_callback=lambda put: put(SimpleNamespace(key=key))
        )


@pytest.mark.usefixtures("dask")
def test_only_the_document_that_kills_its_workers_fails(example: Shelf, tmp_path: Path) -> None:
    """A job that has killed several workers is taken apart."""
    client = Killing("norrby/rutin")
    maker = SimpleNamespace(shelf=example, store=Store(tmp_path))
    executor = cluster_executor.ClusterExecutor(maker, client, Cluster())  # type: ignore[arg-type]
    executor._look_around = lambda: None  # type: ignore[method-assign]
    executor.workers.fit = {"tls://a:1"}
    job = [Task("norrby", name) for name in ("familj", "rutin", "flode")]
    future = executor.submit(job)
    executor.wait([future])
    results = executor.results_of(job, future)

    assert [task.full_name for task in job] == [result.document for result in results]  # type: ignore[union-attr]
    assert [["gjort"], [cluster_executor.KILLS], ["gjort"]] == [result.causes for result in results]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("scheduler", "tls", "reason"),
    [
        ("tcp://127.0.0.1:8786", None, ""),
        ("tcp://localhost:8786", None, ""),
        ("tcp://[::1]:8786", None, ""),
        ("tls://klustret.example:8786", FILES, ""),
        ("tls://klustret.example:8786", None, "behövs --tls-ca"),
        ("tcp://klustret.example:8786", None, "skulle vem som helst kunna köra kod"),
        ("tcp://192.0.2.1:8786", None, "skulle vem som helst kunna köra kod"),
        ("tcp://127.0.0.1.klustret.example:8786", None, "skulle vem som helst"),
        ("tcp://127.0.0.1:8786", FILES, "börjar med tls://"),
        ("ws://127.0.0.1:8786", None, "börja med tls://"),
        ("inproc://127.0.0.1:8786", None, "börja med tls://"),
        ("tcp://127.0.0.1:8786@klustret.example:1", None, "ingen adress till ett kluster"),
        ("tcp://127.0.0.1:8786/x", None, "ingen adress till ett kluster"),
        ("tcp://127.0.0.1", None, "ingen adress till ett kluster"),
        ("tcp://127.0.0.1:x", None, "ingen adress till ett kluster"),
        ("127.0.0.1:8786", None, "ingen adress till ett kluster"),
        ("", None, "ingen adress till ett kluster"),
    ],
)
def test_a_scheduler_that_others_could_command_is_refused(
    scheduler: str, tls: Tls | None, reason: str
) -> None:
    found = find_reason_against(scheduler, tls)

    assert reason in found
    assert bool(reason) == bool(found)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--scheduler tcp://192.0.2.1:8786", "vem som helst kunna köra kod"),
        ("--cluster local --scheduler tls://a:1", "antingen --cluster local eller --scheduler"),
        ("--store s3://pdf", "hör till --scheduler"),
        ("--cluster local --store http://a/b", "http://a/b går inte att använda"),
        ("--cluster local --tls-ca pyproject.toml", "hör ihop"),
    ],
)
def test_the_command_says_what_does_not_go_together(words: str, message: str) -> None:
    done = run_parmen("build", *words.split())

    assert 2 == done.exit_code
    assert message in " ".join(done.stderr.split())


def test_the_page_about_clusters_names_options_and_files_that_are_there() -> None:
    page = (ROOT / "CLUSTER.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if "parmen build" in line and line.startswith(" " * 3)]
    options = {option for param in build_command.build.params for option in param.opts}
    files = set(re.findall(r"requirements[\w-]*\.txt", page))

    assert lines
    assert set(re.findall(r"--[\w-]+", " ".join(lines))) <= options
    assert [] == [file for file in files if not (ROOT / file).is_file()]


# The store that machines share


@pytest.fixture
def bucket() -> Iterator[str]:
    """Make an empty bucket in this process's memory."""
    import fsspec

    yield "memory://bucket/pärm"
    fsspec.filesystem("memory").store.clear()


def test_what_one_machine_puts_another_finds(bucket: str, tmp_path: Path) -> None:
    """Once it is fetched it is there without the bucket too."""
    here, there = (SharedStore(bucket, tmp_path / name) for name in "ab")
    stored = here.put(KEY, b"%PDF", 3)

    assert stored == there.find(KEY)
    assert b"%PDF" == there.get(KEY) == Store(tmp_path / "b").get(KEY)
    assert there.find("1" * 64) is None


def test_many_are_fetched_at_once(bucket: str, tmp_path: Path) -> None:
    here, there = (SharedStore(bucket, tmp_path / name) for name in "ab")
    keys = [f"{number:064}" for number in range(3)]
    for key in keys[:2]:
        here.put(key, key.encode())
    there.fetch(keys)

    assert [b"0" * 64, keys[1].encode(), None] == [Store(tmp_path / "b").get(key) for key in keys]


@pytest.mark.parametrize("folder", ["pdf", "keys"])
def test_what_others_have_changed_in_the_bucket_is_missing(bucket: str, tmp_path: Path, folder: str) -> None:
    here, there = (SharedStore(bucket, tmp_path / name) for name in "ab")
    here.put(KEY, b"%PDF")
    (place,) = here.bucket.ls(f"{here.root}/{folder}", detail=False)
    here.bucket.pipe_file(place, b"%PDX")

    assert there.get(KEY) is None


def test_a_bucket_that_does_not_answer_says_so(bucket: str, tmp_path: Path) -> None:
    store = SharedStore(bucket, tmp_path)
    store.bucket = Mock(cat_file=Mock(side_effect=PermissionError("no")))

    with pytest.raises(
        StoreLostError, match=r"lagret memory://bucket/pärm går inte att nå .*PermissionError: no"
    ):
        store.find(KEY)


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("s3://pdf", True),
        ("abfs://pdf/parmen", True),
        ("s3://user:word@pdf", False),
        ("s3://pdf/../other", False),
        ("file:///etc", False),
        ("http://127.0.0.1/x", False),
        ("simplecache::s3://pdf", False),
        ("github://a:b@c/", False),
        ("s3://pdf?x=1", False),
    ],
)
def test_only_buckets_without_secrets_may_be_stores(address: str, good: bool) -> None:
    assert good == can_be_store(address)
