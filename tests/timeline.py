"""The example with something coming and something ending of every kind, for tests that move today."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from macros.records.validity import a_year_after
from macros.records.values import When
from tests.edits import replace_text

AGREEMENT = "agreements/exempelavtalet"
EDITS: dict[str, list[tuple[str, str]]] = {
    f"{AGREEMENT}/index.yaml": [
        (
            "  valid_from: 2025-01-01\n  valid_to: 2027-12-31\n",
            "  valid_from: 2027-01-01\n  valid_to: 2029-12\n",
        ),
        ("  revise_by: 2027-06-30\n", "  revise_by: 2028-02-29\n"),
        ("laws: [sol-sip]", "laws: [sol-sip, sol-2027-sip, osl-samtycke]"),
        ("    when: 2025-01\n", "    when: 2027-08\n"),
    ],
    f"{AGREEMENT}/routine.yaml": [
        ("  valid_from: 2025-01-15\n", "  valid_from: 2027-02\n  valid_to: 2028-02\n")
    ],
    f"{AGREEMENT}/revisions.yaml": [("  date: 2025-01-15\n", "  date: 2027-03-28\n")],
    "laws.yaml": [
        (
            "  title: Samtycke bryter sekretess\n",
            "  title: Samtycke bryter sekretess\n  valid_to: 2027-10-31\n",
        ),
        (
            "- id: sol-2001-sip\n",
            "- id: sol-2027-sip\n  law: Socialtjänstlag (2025:400)\n  paragraph: 11 kap. 1 §\n  title: Den nya planen\n"
            "  text: En plan för alla.\n  valid_from: 2027-07-01\n  replaces: Socialtjänstlag (2025:400) 10 kap. 8 §\n"
            "  sure: medium\n- id: sol-2001-sip\n",
        ),
    ],
    "municipalities/norrby.yaml": [
        ("  since: 2019\n", "  since: 2027-05-01\n  until: 2029-06-30\n"),
        (
            "    within: 10 dagar\n",
            "    within: 10 dagar\n    valid_from: 2027-03-01\n    valid_to: 2028-06-30\n    window:\n      weekday: fredag\n"
            '      start: "10:00"\n      end: "15:00"\n      valid_from: 2027-04-01\n      valid_to: 2027-12-31\n',
        ),
    ],
    "municipalities/soderby/index.yaml": [
        ("  status: joining\n  since: 2025-01\n", "  status: left\n  since: 2025-01\n  until: 2027-06-30\n"),
    ],
}
"""In each file of ``tests/exempel``: what stands there, and what stands there instead."""

_DATE = re.compile(r"\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b")


def lay_out(folder: Path) -> Path:
    """Edit a copy of the example. Raise AssertionError where the example no longer holds what is replaced."""
    for name, edits in EDITS.items():
        replace_text(folder / name, *edits)
    return folder


def boundaries(folder: Path, first: date, last: date) -> list[date]:
    """Give every day before, on and after a boundary that the files name, within two days.

    A month or a year has two; what was checked has one more, a year later.
    """
    texts = [file.read_text(encoding="utf-8") for file in folder.rglob("*.yaml")]
    parts = {part for text in texts for part in _DATE.findall(text)}
    return sorted({day for part in parts for day in _around(part) if first <= day <= last})


def _around(part: str) -> Iterator[date]:
    with suppress(ValueError):
        when = When(part)
        for middle in {when.first, when.last, a_year_after(when.last)}:
            for step in (-1, 0, 1):
                day = middle + timedelta(days=step)
                yield date(day.year, day.month, day.day)
