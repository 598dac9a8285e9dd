"""Try the readers with files that nobody thought of: ``python -m tests.fuzz [MINUTES] [TARGET]``.

Each target (``tests/fuzz/targets.py``) gets its part of the minutes, in a process of its own with a limit on
memory and on the time for each example. A find is an exception, a hang, too much memory or a broken promise;
its input is kept in ``.cache/fuzz``, beside each target's ``.slowest`` and ``.largest``. The same ``--seed`` gives
the same examples in the same order. Leaves with 1 when there are finds.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from pathlib import Path

from tests.fuzz.player import HANG, play, repeat
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Play the targets, or repeat one find."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=10)
    parser.add_argument("target", nargs="?", choices=sorted(TARGETS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=Path, metavar="FILE", help="run one input that was kept")
    options = parser.parse_args()
    if options.repeat:
        repeat(options.repeat)
        print("No find.")
        return 0
    names = [options.target] if options.target else list(TARGETS)
    finds = 0
    for name in names:
        played = play(name, options.minutes * 60 / len(names), options.seed)
        print(played.describe(), flush=True)
        finds += len(played.finds)
    print(f"{finds} finds. A hang is {HANG} s; the aim for the worst is 2 s and 500 MB.")
    return 1 if finds else 0


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    sys.exit(main())
