"""Answers to a survey as a test knows them, and the file of figures that may be kept of them."""

import shutil
from pathlib import Path

from macros.checks import load
from macros.records.binder import Binder
from macros.records.whole_shelf import Shelf
from tests.conftest import Copy
from tests.sites import TODAY

FOLLOW_UP = "agreements/exempelavtalet/follow_up.yaml"
FIGURES = "areas/exempelbygden/figures/2026.yaml"
TOOK_PART = {(1, 3): [True] * 12 + [False] * 6, (4, 6): [True] * 16 + [False] * 3, (10, 10): [True] * 9}
"""Whether the child took part, for each plan, by the first and last month that were counted together.

In the second three said no, which may not be told; in the third nobody did. July to September are missing.
"""
COORDINATES = {
    (1, 3): ["Elevhälsan"] * 9 + ["Socialtjänsten"] * 7 + ["BVC"] * 2,
    (4, 6): ["Elevhälsan"] * 10 + ["Socialtjänsten"] * 9,
}
"""Who coordinates each plan. Two and none with BVC: so what Socialtjänsten has is not told either."""


def write_figures(state: str = "example") -> str:
    """Return the file: numbers under five are not in it, nor what would give them away."""
    lines = [f"state: {state}", "tables:"]
    for (first, last), answers in TOOK_PART.items():
        lines += [
            f"  - id: enkat-samordnare-2026-{first:02}",
            "    survey: enkat-samordnare",
            f"    first: 2026-{first:02}",
            f"    last: 2026-{last:02}",
            f"    answers: {len(answers)}",
            "    counts:",
            f"      - {{id: barnet-med, answered: {len(answers)}, values: [{_yes(answers)}]}}",
        ]
        if chosen := COORDINATES.get((first, last)):
            known = chosen.count("Elevhälsan")
            values = f"{_value('elevhalsa', 'Elevhälsan', known)}, {{id: soc, answer: Socialtjänsten}}"
            values += ", {id: bvc, answer: BVC, fewer: ja}"
            lines.append(f"      - {{id: samordnare, answered: {len(chosen)}, values: [{values}]}}")
    return "\n".join([*lines, ""])


def load_answered(copy: Copy, more: dict[str, str] | None = None) -> tuple[Shelf, Binder]:
    """Return the example with these figures instead of its own, counted by month, and Norrby's binder."""
    folder = copy({FIGURES: write_figures(), **(more or {})})
    with (folder / FOLLOW_UP).open("a", encoding="utf-8") as file:
        file.write("grain: month\n")
    shelf = load(folder, TODAY)
    return shelf, shelf.binders["norrby"]


def load_unanswered(copy: Copy) -> tuple[Shelf, Binder]:
    """Return the example without figures, and Norrby's binder."""
    folder: Path = copy()
    shutil.rmtree((folder / FIGURES).parent)
    shelf = load(folder, TODAY)
    return shelf, shelf.binders["norrby"]


def _yes(answers: list[bool]) -> str:
    yes, no = answers.count(True), answers.count(False)
    if no < 5:
        return "{id: ja, answer: Ja}, {id: nej, answer: Nej, fewer: ja}"
    return f"{_value('ja', 'Ja', yes)}, {_value('nej', 'Nej', no)}"


def _value(id: str, answer: str, count: int) -> str:
    number = f"count: {count}" if count >= 5 else "fewer: ja"
    return f"{{id: {id}, answer: {answer}, {number}}}"
