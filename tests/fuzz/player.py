"""Play one target: in a process of its own, watched from outside."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import resource
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests.fuzz.targets import TARGETS
from tests.sites import ROOT

FINDS = ROOT / ".cache" / "fuzz"
set_hypothesis_home_dir(FINDS / "hypothesis")  # else it makes a folder beside the data
HANG = 10
"""Seconds. An example that takes longer is a find."""
_MOST_MEMORY = 1_500_000_000
_AT_A_TIME = 50


@dataclass
class Played:
    """What came of a target. The worst are the largest of any example, whole process included."""

    name: str
    seconds: float = 0
    examples: int = 0
    worst_seconds: float = 0
    worst_megabytes: float = 0
    finds: list[Path] = field(default_factory=list)

    def describe(self) -> str:
        """Format the figures, and the commands that repeat the finds."""
        return "\n".join(
            [
                f"{self.name}: {self.examples} examples in {self.seconds / 60:.1f} min, {len(self.finds)} finds; "
                f"worst {self.worst_seconds:.2f} s, {self.worst_megabytes:.0f} MB",
                *(
                    f"  .venv/bin/python -m tests.fuzz --repeat {os.path.relpath(find, ROOT)}"
                    for find in self.finds
                ),
            ]
        )


class Player:
    """Runs a target's examples, and keeps what was found: one input for each place that fails."""

    def __init__(self, name: str, folder: Path = FINDS) -> None:
        self.target, self.folder = TARGETS[name], folder
        self.played = Played(name)
        self.known: set[str] = set()
        self.worst: dict[str, float] = {}
        self.failing: tuple[bytes, str, str] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, start: int, examples: int, until: float = float("inf")) -> None:
        """Run so many examples more; Hypothesis makes the one that fails as small as it can."""

        @seed(start)
        @settings(
            max_examples=examples,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        )
        @given(self.target.inputs())
        def run_example(content: bytes) -> None:
            if time.monotonic() < until:
                self.run_one(content)

        self.failing = None
        try:
            run_example()
        except Exception:
            if self.failing is None:
                raise
            content, place, told = self.failing
            self.known.add(place)
            self.played.finds.append(keep(self.folder, self.played.name, content, told))

    def run_one(self, content: bytes) -> None:
        """Run one example and measure it; raise for what is not known yet."""
        (self.folder / f"{self.played.name}.current").write_bytes(content)
        self.played.examples += 1
        began = time.monotonic()
        try:
            with watch_memory() as megabytes:
                self.target.judge(content)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {last.filename}:{last.lineno}"
            if place not in self.known:
                self.failing = content, place, traceback.format_exc()
                raise
        seconds = time.monotonic() - began
        for measure, value, ending in (
            ("worst_seconds", seconds, "slowest"),
            ("worst_megabytes", megabytes[0], "largest"),
        ):
            if value > self.worst.get(measure, 0):
                self.worst[measure] = value
                setattr(self.played, measure, value)
                (self.folder / f"{self.played.name}.{ending}").write_bytes(content)


@contextmanager
def watch_memory() -> Iterator[list[float]]:
    """Give a list that holds the process' largest memory in MB, in the block alone, once it is left."""
    megabytes = [0.0]
    peak = Path("/proc/self/clear_refs")
    if peak.exists():
        peak.write_text("5", encoding="ascii")
    try:
        yield megabytes
    finally:
        if peak.exists():
            status = Path("/proc/self/status").read_text(encoding="ascii")
            megabytes[0] = int(status.partition("VmHWM:")[2].split()[0]) / 1000


def keep(folder: Path, name: str, content: bytes, told: str) -> Path:
    """Keep a find with what was said about it, and return its file."""
    path = folder / f"{name}-{sha256(content).hexdigest()[:10]}"
    path.write_bytes(content)
    path.with_suffix(".txt").write_text(told, encoding="utf-8")
    return path


def repeat(path: Path) -> None:
    """Run one input that was kept; the target is the first word of its name."""
    TARGETS[path.name.partition("-")[0].partition(".")[0]].judge(path.read_bytes())


def play(name: str, seconds: float, start: int) -> Played:
    """Play a target for some seconds; where its process dies, its input is a find and another goes on."""
    total = Played(name, seconds)
    until = time.monotonic() + seconds
    turn, deadly = 0, set[bytes]()
    while turn == 0 or time.monotonic() < until - 1:
        here, there = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(
            target=_play_here, args=(name, until, start + turn * 10_000, deadly, there)
        )
        process.start()
        there.close()
        try:
            while True:
                last = here.recv()
                total.examples += last.examples
                total.worst_seconds = max(total.worst_seconds, last.worst_seconds)
                total.worst_megabytes = max(total.worst_megabytes, last.worst_megabytes)
                total.finds += last.finds
        except EOFError:
            process.join()
        if process.exitcode:
            current, log = FINDS / f"{name}.current", FINDS / f"{name}.log"
            told = f"The process ended with {process.exitcode}.\n{log.read_text(encoding='utf-8')}"
            total.examples += 1
            total.finds.append(keep(FINDS, name, current.read_bytes(), told))
            deadly.add(current.read_bytes())
        turn += 1
    return total


def _play_here(name: str, until: float, start: int, deadly: set[bytes], report: Connection) -> None:
    """Play a target in this process, and send the figures after each round."""
    player = Player(name)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    with (FINDS / f"{name}.log").open("w", encoding="utf-8") as log:
        judge = player.run_one

        def run_watched(content: bytes) -> None:
            if content in deadly:  # Hypothesis always begins with its smallest example
                return
            faulthandler.dump_traceback_later(HANG, exit=True, file=log)
            try:
                judge(content)
            finally:
                faulthandler.cancel_dump_traceback_later()

        player.run_one = run_watched  # type: ignore[method-assign]
        turn = 0
        while time.monotonic() < until:
            player.played = Played(name)
            player.run(start + turn, _AT_A_TIME, until)
            report.send(player.played)
            turn += 1
