"""A revision out of order in its list is asked about: its date may be wrong."""

import pytest

from macros.checks import load
from macros.checks.revision_order import find_disordered, list_disordered
from macros.records.shared_records import Revision
from macros.records.values import When
from macros.records.whole_shelf import Shelf
from tests.conftest import Copy
from tests.sites import TODAY

FILE = "agreements/exempelavtalet/revisions.yaml"


@pytest.mark.parametrize(
    ("dates", "disordered"),
    [
        ("2026-09 2026-10 2026-11", []),
        ("2026-11 2026-10 2026-09", []),
        ("2026-11-20 2026-11 2026-10-02 2026", []),
        ("2026-11 2025-10", []),
        ("2026-07 2026-08 2062-09 2026-10", [2]),
        ("2026-07 2026-06 2026-05 2026-08 2026-04", [3]),
        ("2026-09 2026-10 2025-11 2026-11", [2]),
    ],
)
def test_one_that_breaks_the_order_is_found(dates: str, disordered: list[int]) -> None:
    """Newest or oldest first, a month or a day: whichever most of them follow."""
    assert disordered == find_disordered([Revision.model_construct(date=When(day)) for day in dates.split()])


def test_its_line_is_told(example_copy: Copy) -> None:
    """In the file where it is written, once for all the binders that show it."""
    entries = [
        f"- id: rad-{number}\n  date: {day}\n  title: Ändrat\n  pages: [rutin]\n"
        for number, day in enumerate(("2026-07", "2026-08", "2062-09", "2026-10"))
    ]
    (warning,) = list_disordered(load(example_copy({FILE: "".join(entries)}), TODAY))

    assert (f"data/{FILE}", 10) == (warning.file, warning.line)
    assert "raden är från september 2062, men står bland andra datum" == warning.message


def test_the_real_lists_are_in_order(real: Shelf) -> None:
    """So the check says nothing of them."""
    assert [] == list_disordered(real)
