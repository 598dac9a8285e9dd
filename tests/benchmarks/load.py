"""How long 290 municipalities take, against bare YAML: ``python -m tests.benchmarks.load``.

Reading, merging and validating all of them (``read``) should take at most 2.5 times as long as ``yaml.load``
with ``CSafeLoader`` over the same files. The whole check, which also searches the texts for persons and the
folders for what does not belong there, is printed beside it. Times are the processor's, so that other programs do not count;
the three are measured in turn, and the median of five rounds tells.
"""

import gc
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import yaml

from macros.checks import check
from macros.records.shelf import read
from tests.country.generate import generate
from tests.sites import TODAY

ROUNDS = 5
ALLOWED = 2.5


def bare(folder: Path) -> None:
    """Load every file with the yardstick."""
    for path in folder.rglob("*.yaml"):
        with path.open(encoding="utf-8") as file:
            yaml.load(file, yaml.CSafeLoader)


def seconds(work: Callable[[], object]) -> float:
    """Time one run, with the garbage of the last one gone."""
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


def main() -> int:
    """Print the ratios. Leave with 1 when reading takes too long."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sizes = generate(folder)
        works: dict[str, Callable[[], object]] = {
            "yaml": lambda: bare(folder),
            "read": lambda: read(folder, TODAY),
            "check": lambda: check(folder, TODAY),
        }
        _, problems = check(folder, TODAY)
        assert not problems, problems[:3]
        rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(ROUNDS)]
    median = {name: statistics.median(times[name] for times in rounds) for name in works}
    print(f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB")
    for name, value in median.items():
        print(f"{name:6} {value:.3f} s  {value / median['yaml']:.2f} x yaml")
    return 0 if median["read"] <= ALLOWED * median["yaml"] else 1


if __name__ == "__main__":
    sys.exit(main())
