"""Thousands of edits gone wrong, and what the check said: ``python -m tests.mutations SOURCE NUMBER SEED``.

Runs in a folder of its own. Prints every complaint with the edit that led to it; leaves with 1 when there are any.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from macros.checks import check
from tests.mutations.judge import complaints
from tests.mutations.play import MUTATIONS, Play


def main() -> int:
    """Break, check, judge and mend as many times as asked."""
    source, number, seed = Path(sys.argv[1]).resolve(), int(sys.argv[2]), sys.argv[3]
    only = sys.argv[4:]
    mutations = [m for m in MUTATIONS if not only or m.__name__ in only]
    told: Counter[str] = Counter()
    cascades: list[tuple[int, int, str]] = []
    with tempfile.TemporaryDirectory() as temporary, contextlib.chdir(temporary):
        play = Play(source, Path("data"))
        for turn in range(number):
            random = Random(f"{seed}-{turn}")
            mutation = mutations[turn % len(mutations)]
            edit = play.edit(mutation, random)
            head = f"{seed}-{turn} {mutation.__name__} {', '.join(sorted(edit.touched))}"
            try:
                _, problems = check(Path("data"))
            except Exception:
                told["traceback"] += 1
                print(f"{head}\n{traceback.format_exc()}")
                problems = []
            found = [(problem, complaint) for problem in problems for complaint in complaints(problem, edit)]
            for problem, complaint in found[:3]:
                told[f"{complaint.partition(':')[0]} ({problem.rule})"] += 1
                print(f"{head}\n  {complaint}\n    {str(problem)[:400]}")
            cascades.append((len(problems), turn, head))
            if problems and "PRINT" in os.environ:
                print(head, *(str(p)[:300] for p in problems[:4]), sep="\n  ")
            play.undo()
        assert check(Path("data"))[1] == []
    for size, _, head in sorted(cascades, reverse=True)[:15]:
        print(size, head)
    print(
        sum(1 for c in cascades if c[0] == 0), "clean,", sum(1 for c in cascades if c[0] == 1), "one problem"
    )
    print(dict(told.most_common()))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
