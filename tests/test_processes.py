"""No worker outlives its parent, and a command that is stopped leaves all whole and nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.paper.pdf_store import Store
from macros.processes import uninterrupted
from macros.web.site_build import BUILT, lock_site, replace_site
from tests.conftest import EXAMPLE, ROOT

linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads Linux's list of processes")
DEADLINE = 120
"""Seconds until a test gives up waiting. Never reached by what works."""

TREE = """
import os, signal, sys, time
from macros import processes

def wait(*_):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(600)

def manage():
    pool = processes.start_workers(2, wait)
    [pool.submit(processes.do_job, n) for n in range(2)]
    wait()
"""
"""A parent with a worker that has a pool of its own. Each prints its process id and waits."""
ALONE = """
def outlive():
    from multiprocessing import parent_process
    os.write(1, b"%d\\n" % os.getpid())
    parent = parent_process().pid
    if os.getppid() == parent: os.kill(parent, signal.SIGKILL)
    while os.getppid() == parent: time.sleep(0.01)
    return True
processes._ask_kernel = outlive
"""
"""The parent is dead before the worker has asked the kernel for anything."""


@pytest.fixture(autouse=True)
def _hear_ctrl_c() -> Iterator[None]:
    """A shell's background job, as a forge's may be, is deaf to Ctrl-C unless it asks for it."""
    earlier = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, earlier)


def list_living(pids: set[int]) -> set[int]:
    """Return those of some processes that are there and no zombies."""
    living = set()
    for pid in pids:
        try:
            state = (
                Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(") ")[2]
            )
        except OSError:
            continue
        living |= {pid} if state[0] not in "ZX" else set()
    return living


def list_descendants(pid: int) -> set[int]:
    """Return the processes that a process has started, and those that they have."""
    found: set[int] = set()
    tasks = {pid}
    while tasks:
        children: set[int] = set()
        for task in tasks:
            with suppress(OSError):
                for file in Path(f"/proc/{task}/task").glob("*/children"):
                    children |= {*map(int, file.read_text(encoding="ascii").split())}
        tasks = children - found
        found |= tasks
    return found


def wait_until(holds: Callable[[], object]) -> None:
    """Ask until something holds; fail after the deadline."""
    end = monotonic() + DEADLINE
    while not holds():
        os.sched_yield()
        assert monotonic() < end, "waited in vain"


@linux
@pytest.mark.parametrize(
    ("how", "count"),
    [
        ("", 5),
        ("processes._ask_kernel = lambda: False", 5),
        (ALONE, 1),
    ],
    ids=["by the kernel", "by a pipe", "too late"],
)
def test_workers_end_with_a_parent_that_is_killed(how: str, count: int) -> None:
    """Children and grandchildren, whether the kernel can do it or not."""
    code = f"{TREE}{how}\nfor _ in range(2): processes.start_worker(wait if _ else manage)\nwait()"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    try:
        pids = {int(parent.stdout.readline()) for _ in range(count)}
    finally:
        parent.kill()
        parent.wait()
        parent.stdout.close()

    wait_until(lambda: not list_living(pids))


@contextmanager
def building(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Start ``parmen build`` of the example, over an old site, with a cache and temporary folder of its own."""
    data = Path(shutil.copytree(EXAMPLE, folder / "data"))
    with replace_site(folder / "site") as new:
        (new / "index.html").write_text("old", encoding="utf-8")
    (folder / "tmp").mkdir()
    command = [sys.executable, "-m", "macros", "build", "--today", "2026-11-21", *options]
    process = subprocess.Popen(
        [*command, "--data", str(data), "--site", str(folder / "site")],
        cwd=ROOT,
        env={**os.environ, "PARMEN_CACHE": str(folder / "cache"), "TMPDIR": str(folder / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@linux
@pytest.mark.site
@pytest.mark.paper
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGTERM, 143, "Avbrutet. Den förra webbplatsen ligger kvar."), (signal.SIGKILL, -9, "")],
)
def test_a_build_that_is_stopped_leaves_the_old_site_and_no_process(
    tmp_path: Path, number: signal.Signals, code: int, said: str
) -> None:
    """With the pages' process, the sheets' and its two workers at work. What a kill leaves, the next clears up."""
    with building(tmp_path, "--jobs", "2") as process:
        wait_until(lambda: len(list_descendants(process.pid)) >= 3 or process.poll() is not None)
        workers = list_descendants(process.pid)
        process.send_signal(number)
        _, printed = process.communicate(timeout=DEADLINE)

    wait_until(lambda: not list_living(workers))
    assert (True, code, said) == (len(workers) >= 3, process.returncode, printed.strip())
    with lock_site(tmp_path / "site", lambda: pytest.fail("waited for the dead")):
        if number == signal.SIGKILL:
            with pytest.raises(KeyboardInterrupt), replace_site(tmp_path / "site"):
                raise KeyboardInterrupt
    assert {".site.lock", "cache", "data", "site", "tmp"} == {path.name for path in tmp_path.iterdir()}
    assert {"index.html", BUILT} == {path.name for path in (tmp_path / "site").iterdir()}
    left = [*(tmp_path / "tmp").iterdir(), *(tmp_path / "cache").rglob("*.part")]
    assert [] == left or (number == signal.SIGKILL and left == [*(tmp_path / "cache").rglob("*.part")])
    with Store(tmp_path / "cache" / "parmen").lock():
        assert [] == [*(tmp_path / "cache").rglob("*.part")]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_command_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    """SIGTERM is as Ctrl-C. Afterwards the signal means what it did before."""
    earlier = signal.getsignal(number)
    monkeypatch.setattr("macros.checks.check", lambda *_: os.kill(os.getpid(), number))

    done = CliRunner().invoke(main, ["check"])

    assert (code, "Avbrutet.\n") == (done.exit_code, done.output)
    assert signal.getsignal(number) == earlier


NEWBORN = """
import os, signal
from macros.processes import stop_at_sigterm
with stop_at_sigterm():
    if child := os.fork():
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    else:
        os.kill(os.getpid(), signal.SIGTERM)
"""


@linux
def test_a_worker_that_is_stopped_before_it_has_begun_ends_at_once() -> None:
    """It still has its parent's handler, and would go through its parent's work."""
    done = subprocess.run(
        [sys.executable, "-c", NEWBORN], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )

    assert ("143\n", "") == (done.stdout, done.stderr)


def test_a_stop_comes_too_late_while_the_site_is_moved_in() -> None:
    """The old site or the new one: nothing between."""
    with uninterrupted():
        for number in (signal.SIGINT, signal.SIGTERM):
            os.kill(os.getpid(), number)

    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)
