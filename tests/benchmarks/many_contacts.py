"""How a build grows with a municipality's contacts: ``python -m tests.benchmarks.many_contacts [COUNT ...]``.

Builds Norrby of the example, pages and sheets, from nothing, with 250, 500 and 1,000 contacts, two jobs and
an empty cache. Prints seconds by the clock, which other programs lengthen, and of the processor. Leaves with
1 where the last build takes the processor more than 40 s, which is 20 s on two cores, or where a contact
costs 1.3 times as much in the last as in the first.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from macros.project import EXAMPLES, ROOT
from tests.sites import TODAY

ALLOWED = 40.0
ALLOWED_GROWTH = 1.3
SERVICES = ("elevhalsa", "socialtjanst", "bvc")


def write_contacts(data: Path, count: int) -> None:
    """Copy the example, with so many contacts added to Norrby."""
    shutil.copytree(EXAMPLES, data)
    rows = (
        f"  - id: nummer-{number}\n    service: {SERVICES[number % 3]}\n    role: Mottagningen\n"
        f"    location: Skola {number}\n    phone: 070-174 06 {5 + number % 90:02}\n"
        f"    email: mottagning{number}@norrby.example\n    address: Exempelgatan {number % 200}, Norrby\n"
        for number in range(count)
    )
    file = data / "municipalities" / "norrby.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nlocal:\n", f"{''.join(rows)}\nlocal:\n", 1), encoding="utf-8")


def read_processor_time() -> float:
    """Return the processor's seconds of all finished child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def build(count: int) -> tuple[float, float]:
    """Build Norrby with so many more contacts; return seconds by the clock and of the processor."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_contacts(folder / "data", count)
        words = ["build", "--data", "data", "--site", "site", "--only", "norrby", "--jobs", "2"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PARMEN_CACHE": str(folder / "cache")}
        used, start = read_processor_time(), perf_counter()
        subprocess.run(
            [sys.executable, "-m", "macros", *words, "--today", TODAY.isoformat()],
            cwd=folder,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return perf_counter() - start, read_processor_time() - used


def main(counts: list[int]) -> int:
    """Print the times. Leave with 1 where the last is too slow, or grows too fast."""
    base = build(0)
    print(f"{0:5} contacts {base[0]:6.1f} s {base[1]:6.1f} s of the processor")
    added = []
    for count in counts:
        clock, processor = build(count)
        added.append((processor - base[1]) / count)
        print(
            f"{count:5} contacts {clock:6.1f} s {processor:6.1f} s of the processor,"
            f" {1000 * added[-1]:.1f} ms for each contact"
        )
    growth = added[-1] / added[0]
    print(f"the last {growth:.2f} times the first for each contact (at most {ALLOWED_GROWTH})")
    return int(processor > ALLOWED or growth > ALLOWED_GROWTH)


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or [250, 500, 997]))
