"""Play one target: in a process of its own, watched from outside."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import resource
import time
import traceback
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TextIO

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
_PEAK = Path("/proc/self/clear_refs")
"""Linux counts the largest memory anew when 5 is written here."""


@dataclass
class Played:
    """What came of a target. The worst is the largest of any example: seconds, and MB of the whole process."""

    name: str
    folder: Path = FINDS
    examples: int = 0
    worst: dict[str, float] = field(default_factory=lambda: {"s": 0.0, "MB": 0.0})
    finds: list[Path] = field(default_factory=list)

    def keep(self, content: bytes, message: str) -> None:
        """Keep a find, and what was said about it."""
        path = self.folder / f"{self.name}-{sha256(content).hexdigest()[:10]}"
        path.write_bytes(content)
        path.with_suffix(".txt").write_text(message, encoding="utf-8")
        self.finds.append(path)

    def describe(self, minutes: float) -> str:
        """Format the figures, and the commands that repeat the finds."""
        worst = ", ".join(f"{value:.2f} {unit}" for unit, value in self.worst.items())
        head = f"{self.name}: {self.examples} examples in {minutes:.1f} min, {len(self.finds)} finds; worst {worst}"
        paths = [os.path.relpath(find) for find in self.finds]
        return "\n".join([head, *(f"  .venv/bin/python -m tests.fuzz --repeat {path}" for path in paths)])


class Player:
    """Runs a target's examples, and keeps one input for each place that fails.

    ``log`` gets the traceback of a hang, which ends the process. Without it nothing is watched.
    """

    def __init__(self, name: str, folder: Path = FINDS, log: TextIO | None = None) -> None:
        self.target, self.log = TARGETS[name], log
        self.played = Played(name, folder)
        self.known: set[str] = set()
        self.failing = (b"", "", "")
        folder.mkdir(parents=True, exist_ok=True)

    def run(
        self, start: int, examples: int, until: float = float("inf"), deadly: frozenset[bytes] = frozenset()
    ) -> None:
        """Run so many examples more; Hypothesis makes the one that fails as small as it can.

        Left out are those that ended a process: Hypothesis begins each time with its smallest.
        """

        @seed(start)
        @settings(
            max_examples=examples, database=None, deadline=None, phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        )  # fmt: skip
        @given(self.target.inputs())
        def run_example(content: bytes) -> None:
            if time.monotonic() < until and content not in deadly:
                self.run_one(content)

        self.failing = (b"", "", "")
        try:
            run_example()
        except Exception:
            content, place, message = self.failing
            if not place:
                raise
            self.known.add(place)
            self.played.keep(content, message)

    def run_one(self, content: bytes) -> None:
        """Run one example and measure it; raise for what is not known yet."""
        self.write("current", content)
        self.played.examples += 1
        if _PEAK.exists():
            _PEAK.write_text("5", encoding="ascii")
        if self.log:
            faulthandler.dump_traceback_later(HANG, exit=True, file=self.log)
        began = time.monotonic()
        try:
            self.target.judge(content)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {last.filename}:{last.lineno}"
            if place not in self.known:
                self.failing = content, place, traceback.format_exc()
                raise
        finally:
            faulthandler.cancel_dump_traceback_later()
        measured = {"s": time.monotonic() - began, "MB": read_peak()}
        for unit, value in measured.items():
            if value > self.played.worst[unit]:
                self.played.worst[unit] = value
                self.write(f"worst-{unit}", content)

    def write(self, ending: str, content: bytes) -> None:
        (self.played.folder / f"{self.played.name}.{ending}").write_bytes(content)


def read_peak() -> float:
    """Return this process' largest memory in MB since it was counted anew; 0 where Linux does not say."""
    if not _PEAK.exists():
        return 0
    return int(Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) / 1000


def repeat(path: Path) -> None:
    """Run one input that was kept; the target is the first word of its name."""
    TARGETS[path.name.partition("-")[0].partition(".")[0]].judge(path.read_bytes())


def play(name: str, seconds: float, start: int) -> Played:
    """Play a target for some seconds; where its process dies, its input is a find and another goes on."""
    FINDS.mkdir(parents=True, exist_ok=True)
    total = Played(name)
    until = time.monotonic() + seconds
    deadly = frozenset[bytes]()
    while time.monotonic() < until - 1:
        here, there = multiprocessing.Pipe(duplex=False)
        begin = start + 10_000 * len(deadly)
        process = multiprocessing.Process(target=_play_here, args=(name, until, begin, deadly, there))
        process.start()
        there.close()
        played = Played(name)
        try:
            while True:
                played = here.recv()
        except EOFError:
            process.join()
        total.examples += played.examples
        total.finds += played.finds
        total.worst = {unit: max(value, total.worst[unit]) for unit, value in played.worst.items()}
        if process.exitcode:
            current = (FINDS / f"{name}.current").read_bytes()
            log = (FINDS / f"{name}.log").read_text(encoding="utf-8")
            total.keep(current, f"The process ended with {process.exitcode}.\n{log}")
            deadly |= {current}
    return total


def _play_here(name: str, until: float, start: int, deadly: frozenset[bytes], report: Connection) -> None:
    """Play a target in this process, and send the figures so far after each round."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    with (FINDS / f"{name}.log").open("w", encoding="utf-8") as log:
        player = Player(name, log=log)
        while time.monotonic() < until:
            player.run(start, _AT_A_TIME, until, deadly)
            report.send(player.played)
            start += 1
