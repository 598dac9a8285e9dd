"""Worker processes that end with their parent, and commands that can be stopped.

A worker is forked: it has everything its parent had, and nothing is sent to it but its jobs. It must not
outlive the parent, however that ends, because it holds memory and the locks that the parent held. So it asks
the kernel to kill it then. Everything a worker writes is whole at any moment, so it may die anywhere.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn

WORKER_DIED = "arbetsprocessen dog. Räckte minnet inte? Pröva --jobs 1"

_PR_SET_PDEATHSIG = 1
"""From Linux's ``<sys/prctl.h>``: the signal that a process gets when the thread that forked it ends."""


def can_fork() -> bool:
    """Report whether this machine can fork processes."""
    return "fork" in multiprocessing.get_all_start_methods()


def start_worker(work: Callable[..., object], *inputs: Any) -> BaseProcess:
    """Fork a worker that does one piece of work. It may have workers of its own.

    Call it from the main thread: to the kernel the thread that forks is the parent.
    """
    process = multiprocessing.get_context("fork").Process(target=_work_once, args=(work, inputs))
    process.start()
    return process


def _work_once(work: Callable[..., object], inputs: tuple[Any, ...]) -> None:
    end_with_parent()
    with suppress(Terminated), stop_at_sigterm():
        work(*inputs)


def start_workers(
    jobs: int, work: Callable[[Any], Any], prepare: Callable[[], object] = lambda: None
) -> ProcessPoolExecutor:
    """Start a pool of workers that each inherit ``work``, a function of a job.

    Submit ``do_job`` with each job, from the main thread. ``prepare`` is called once in each worker.
    """
    fork = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(jobs, fork, _begin_worker, (work, prepare))


_WORK: Callable[[Any], Any] | None = None
"""What this worker does with a job."""


def _begin_worker(work: Callable[[Any], Any], prepare: Callable[[], object]) -> None:
    global _WORK
    end_with_parent()
    _WORK = work
    prepare()


def do_job(job: Any) -> Any:
    """Do a job in a worker of ``start_workers``."""
    assert _WORK is not None
    return _WORK(job)


def end_with_parent() -> None:
    """Let this forked process be killed when its parent ends. Call it first of all.

    A Ctrl-C in the terminal reaches workers too, and is ignored: the parent ends them.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if not _ask_kernel():
        threading.Thread(target=_wait_for_end, args=(parent,), daemon=True).start()
    if os.getppid() != parent.pid:  # it ended before it could be asked for
        os._exit(1)


def _ask_kernel() -> bool:
    """Ask for SIGKILL at the parent's end; return whether this system can do it."""
    if sys.platform != "linux":
        return False
    status: int = ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    return status == 0


def _wait_for_end(parent: BaseProcess) -> None:
    """End this process when its parent has ended.

    ``join`` waits at a pipe whose other end closes with the parent. Workers that were forked later hold
    copies of that end; nobody holds one of the last worker's, so they end from the last to the first.
    """
    parent.join()
    os._exit(1)


@contextmanager
def end_workers_on_failure() -> Iterator[None]:
    """End this process's workers when the block fails or is stopped.

    Otherwise their pool would wait until they have done what nobody needs any more. Those of a pool end at
    once, one of ``start_worker`` when it has ended its own.
    """
    try:
        yield
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise


class Terminated(KeyboardInterrupt):
    """SIGTERM: the command stops as it does at Ctrl-C."""


@contextmanager
def stop_at_sigterm() -> Iterator[None]:
    """Raise Terminated in the block when this process gets SIGTERM."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread gets signals
        yield
        return
    earlier = signal.signal(signal.SIGTERM, _raise_terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, earlier or signal.SIG_DFL)


def _raise_terminated(*_: object) -> NoReturn:
    raise Terminated


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ignore Ctrl-C and SIGTERM in the block, which is short and must be whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signals = (signal.SIGINT, signal.SIGTERM)
    earlier = [signal.signal(number, signal.SIG_IGN) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, earlier, strict=True):
            signal.signal(number, handler or signal.SIG_DFL)
