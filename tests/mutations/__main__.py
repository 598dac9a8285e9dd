"""Thousands of edits gone wrong, and what the check said: ``python -m tests.mutations SOURCE NUMBER SEED``.

Runs in a folder of its own. Prints every complaint with the edit that led to it; leaves with 1 when there are any.
Names of mutations after the seed play only those.
"""

import contextlib
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from macros.checks import check
from tests.mutations.judge import complaints
from tests.mutations.play import MUTATIONS, Play


def main() -> int:
    """Break, check, judge and mend as many times as asked."""
    source, number, seed = Path(sys.argv[1]).resolve(), int(sys.argv[2]), sys.argv[3]
    mutations = [m for m in MUTATIONS if m.__name__ in sys.argv[4:] or not sys.argv[4:]]
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary, contextlib.chdir(temporary):
        play = Play(source, Path("data"))
        for turn in range(number):
            mutation = mutations[turn % len(mutations)]
            edit = play.edit(mutation, Random(f"{seed}-{turn}"))
            head = f"{seed}-{turn} {mutation.__name__} {', '.join(sorted(edit.touched))}"
            try:
                _, problems = check(Path("data"))
            except Exception as error:
                error.add_note(head)
                raise
            for problem in problems:
                faults = complaints(problem, edit)
                counted.update(f"{fault.partition(':')[0]} ({problem.rule})" for fault in faults)
                print(*(f"{head}\n  {fault}\n    {str(problem)[:400]}\n" for fault in faults), sep="", end="")
            play.undo()
        assert check(Path("data"))[1] == []
    print(dict(counted.most_common()))
    return 1 if counted else 0


if __name__ == "__main__":
    sys.exit(main())
