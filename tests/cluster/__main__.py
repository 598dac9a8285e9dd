"""The heavy proof that a cluster makes the same bytes, whatever happens. By hand.

``python -m tests.cluster [WHAT …]`` builds the sheets of the real binders here, then on clusters of real
processes on this machine, and compares every file. What happens there:

* ``kill``: one of two workers is killed at random, ten times (the seed is printed)
* ``tls``: ``dask scheduler`` and ``dask worker`` with certificates; a client without any is turned away
* ``version``: a worker with another program is left out
* ``stop``: a worker stands still (SIGSTOP), and others do its jobs
* ``lost``: the scheduler is killed half way; the next build makes the rest
* ``bucket``: PDFs meet in S3, and so does a build on an empty machine. ``AWS_ENDPOINT_URL`` is the address of a
  server that plays S3 on 127.0.0.1: ``pip install moto[server]`` in an environment of its own, ``moto_server``

``ONLY=kalix,haparanda`` takes some municipalities, ``NAMES=rutin,familj`` some sheets and packets. Leaves with 1 when anything differs.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from macros.checks import load
from macros.files import hash_file
from macros.paper import cluster_client, cluster_executor
from macros.paper.cluster import Cluster, Tls
from macros.paper.faults import ClusterError
from macros.paper.pdf_store import Store
from macros.paper.shared_store import SharedStore
from macros.paper.sheet_build import Report, build
from macros.records.whole_shelf import Shelf
from tests.sites import ROOT, TODAY

KILLS = 10
Files = dict[str, str]


def make(
    shelf: Shelf, folder: Path, cluster: Cluster | None, progress: Any = None, store: Store | None = None
) -> tuple[Report, float]:
    """Build all sheets of the chosen municipalities into a folder; return the report and the seconds."""
    only, names = ([word for word in os.environ.get(key, "").split(",") if word] for key in ("ONLY", "NAMES"))
    start = perf_counter()
    report = build(
        shelf,
        folder / "site",
        only=only or None,
        names=names or None,
        jobs=1 if store and not cluster else 2,  # what talks to S3 must not be forked
        progress=progress,
        store=store or Store(folder / "store"),
        cluster=cluster,
    )
    return report, perf_counter() - start


def hash_site(folder: Path) -> Files:
    """Return the hash of every file of a site by its path, index files too."""
    site = folder / "site"
    return {path.relative_to(site).as_posix(): hash_file(path) for path in site.rglob("*") if path.is_file()}


def compare(what: str, expected: Files, folder: Path, seconds: float, more: str = "") -> bool:
    """Print how a site differs from what was expected; return whether it does not."""
    found = hash_site(folder)
    differing = sorted(
        path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path)
    )
    halves = [path.name for path in folder.rglob("*.part")]
    good = not differing and not halves
    print(
        f"{what:8} {len(found)} files, {seconds:.0f} s, {'the same' if good else 'DIFFERS'}. {more}",
        flush=True,
    )
    for name in [*differing[:9], *halves[:9]]:
        print(f"         {name}")
    return good


def kill(shelf: Shelf, expected: Files, folder: Path) -> bool:
    """Kill one of two workers at ten random moments of a build."""
    seed = int(os.environ.get("SEED", random.randrange(10_000)))
    dice = random.Random(seed)
    moments = sorted(dice.uniform(0.02, 0.97) for _ in range(KILLS))
    started: list[Any] = []
    killed: list[int] = []
    start_cluster = cluster_client._start_cluster

    def start(jobs: int) -> Any:
        started.append(start_cluster(jobs))
        return started[0]

    def watch(done: int, total: int, _: str) -> None:
        while len(killed) < KILLS and done / total >= moments[len(killed)]:
            pids = [worker.pid for worker in started[0].workers.values() if worker.pid]
            while not pids:  # both have just been killed, and are on their way
                sleep(0.1)
                pids = [worker.pid for worker in started[0].workers.values() if worker.pid]
            killed.append(dice.choice(sorted(pids)))
            os.kill(killed[-1], signal.SIGKILL)

    cluster_client._start_cluster = start
    try:
        report, seconds = make(shelf, folder, Cluster(tell=print), watch)
    finally:
        cluster_client._start_cluster = start_cluster
    print(f"         failures: {list(map(str, report.failures))}") if report.failures else None
    good = compare("kill", expected, folder, seconds, f"{len(killed)} workers killed, seed {seed}")
    return good and len(killed) == KILLS and not report.failures


def write_certificates(folder: Path) -> Tls:
    """Write a certificate for this one run."""
    from distributed.security import Security

    made = Security.temporary()
    folder.mkdir(parents=True, exist_ok=True)
    files = Tls(*(str(folder / name) for name in ("ca.pem", "cert.pem", "key.pem")))
    for file, text in zip(files, (made.tls_ca_file, made.tls_client_cert, made.tls_client_key), strict=True):
        Path(file).write_text(text, encoding="ascii")
    return files


IN_MEMORY = {f"DASK_DISTRIBUTED__WORKER__MEMORY__{name}": "False" for name in ("TARGET", "SPILL")}
"""What CLUSTER.md tells one to set where workers are started."""


class Machines:
    """A scheduler and workers, each a process of Dask's own command."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Start a scheduler with a certificate."""
        self.folder, self.stack = folder, stack
        self.tls = write_certificates(folder / "tls")
        self.options = [
            *("--tls-ca-file", self.tls.authority),
            *("--tls-cert", self.tls.certificate),
            *("--tls-key", self.tls.key),
        ]
        file = folder / "scheduler.json"
        self.scheduler = self.start(
            "scheduler", "--protocol", "tls", "--host", "127.0.0.1", "--port", "0",
            "--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(file), *self.options,
        )  # fmt: skip
        while not file.exists() or not (text := file.read_text()).rstrip().endswith("}"):
            sleep(0.1)
        self.address = next(word.strip('", ') for word in text.split() if word.startswith('"tls://'))

    def start(self, *words: str, root: Path = ROOT, **environment: str) -> subprocess.Popen[bytes]:
        """Start one of Dask's commands, with the program that lies in ``root``."""
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
            cwd=root,
            env=os.environ | IN_MEMORY | {"PYTHONPATH": str(root), **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process

    def add_worker(self, root: Path = ROOT, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker."""
        place = str(self.folder / "scratch")
        return self.start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1",
            "--local-directory", place, *self.options, root=root, **environment,
        )  # fmt: skip

    def cluster(self, told: list[str], store: str = "") -> Cluster:
        """Return the cluster for a build."""

        def tell(words: str) -> None:
            told.append(words)
            print(f"         {words}", flush=True)

        return Cluster(self.address, store, self.tls, tell)


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    """Yield a scheduler; end all processes afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        yield Machines(folder, stack)


def tls(shelf: Shelf, expected: Files, folder: Path) -> bool:
    """Build with certificates; others are turned away."""
    with machines(folder) as here:
        here.add_worker(), here.add_worker()
        stranger = write_certificates(folder / "stranger")
        try:
            with cluster_client.connect(Cluster(here.address, "", stranger), 2):
                turned_away = False
        except ClusterError:
            turned_away = True
        report, seconds = make(shelf, folder, here.cluster([]))
    good = compare(
        "tls", expected, folder, seconds, f"a stranger was {'' if turned_away else 'NOT '}turned away"
    )
    return good and turned_away and not report.failures


def version(shelf: Shelf, expected: Files, folder: Path) -> bool:
    """Leave out a worker with another template."""
    other = folder / "other"
    for name in ("macros", "overrides", "docs"):
        shutil.copytree(ROOT / name, other / name)
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copyfile(ROOT / name, other / name)
    with (other / "overrides/components/phone.html").open("a", encoding="utf-8") as file:
        file.write("<!-- other -->")
    told: list[str] = []
    with machines(folder) as here:
        here.add_worker(), here.add_worker(other)
        report, seconds = make(shelf, folder, here.cluster(told))
    refused = [line for line in told if "en annan version av pärmens program" in line]
    return compare("version", expected, folder, seconds) and len(refused) == 1 and not report.failures


def stop(shelf: Shelf, expected: Files, folder: Path) -> bool:
    """Stop a worker at a quarter of the way; it never goes on."""
    told: list[str] = []
    with machines(folder) as here:
        here.add_worker()
        slow = here.add_worker()

        def watch(done: int, total: int, _: str) -> None:
            if done > total / 4:
                slow.send_signal(signal.SIGSTOP)

        cluster_executor._LEAST, cluster_executor._SLOW, cluster_executor._ANSWER = 5.0, 2, 5.0
        report, seconds = make(shelf, folder, here.cluster(told), watch)
    slow_ones = [line for line in told if "den har stannat" in line]
    more = "it was left out" if slow_ones else "it had nothing that others waited for"
    return compare("stop", expected, folder, seconds, more) and not report.failures


def lost(shelf: Shelf, expected: Files, folder: Path) -> bool:
    """Kill the scheduler half way, and build the rest with another."""
    said = ""
    with machines(folder) as here:
        here.add_worker(), here.add_worker()

        def watch(done: int, total: int, _: str) -> None:
            if done > total / 2:
                here.scheduler.kill()

        try:
            make(shelf, folder, here.cluster([]), watch)
        except ClusterError as error:
            said = str(error)
    kept = len(list((folder / "store/keys").iterdir()))
    with machines(folder / "again") as here:
        here.add_worker(), here.add_worker()
        _, seconds = make(shelf, folder, here.cluster([]))
    return compare("lost", expected, folder, seconds, f"{kept} were kept. Told: {said}") and bool(said)


def bucket(shelf: Shelf, expected: Files, folder: Path) -> bool:
    """Let PDFs meet in S3, and build on a machine that has nothing yet."""
    import s3fs

    settings = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}
    os.environ |= settings
    assert os.environ["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:")
    s3fs.S3FileSystem().mkdir("pdf")
    with machines(folder) as here:
        for name in ("c", "d"):  # each as if on a machine of its own
            here.add_worker(PARMEN_CACHE=str(folder / name), **settings)
        own = SharedStore("s3://pdf/parmen", folder / "own")
        report, seconds = make(shelf, folder, here.cluster([], "s3://pdf/parmen"), store=own)
    good = compare("bucket", expected, folder, seconds) and not report.failures
    fresh = SharedStore("s3://pdf/parmen", folder / "other")
    report, seconds = make(shelf, folder / "fresh", None, store=fresh)
    more = f"on an empty machine, {len(report.made)} PDFs fetched"
    return compare("bucket", expected, folder / "fresh", seconds, more) and good


PROOFS: dict[str, Callable[[Shelf, Files, Path], bool]] = {
    proof.__name__: proof for proof in (kill, tls, version, stop, lost, bucket)
}


def main(*chosen: str) -> int:
    """Build here, then on each cluster. Return 1 when anything differs."""
    names = chosen or tuple(name for name in PROOFS if name != "bucket" or "AWS_ENDPOINT_URL" in os.environ)
    shelf = load(ROOT / "data", TODAY)
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary, "here")
        report, seconds = make(shelf, here, None)
        expected = hash_site(here)
        print(
            f"here     {len(report.made)} PDFs of {len(shelf.binders)} binders, {seconds:.0f} s", flush=True
        )
        good = [PROOFS[name](shelf, expected, Path(temporary, name)) for name in names]
    print(
        "good" if all(good) else f"FAILED: {[name for name, ok in zip(names, good, strict=True) if not ok]}"
    )
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
