"""The years of holidays run out, and somebody is told in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from macros.checks import load
from macros.checks.freshness import list_warnings
from macros.records.due import Due, falling_due
from macros.records.shelf import Shelf
from tests.conftest import TODAY


def of_holidays(shelf: Shelf, day: date) -> list[Due]:
    """Give what falls due of the holidays within sixty days."""
    return [due for due in falling_due(replace(shelf, today=day), 60) if due.kind == "holidays"]


def test_the_last_year_is_told_of_sixty_days_ahead(example: Shelf) -> None:
    """The example knows 2026 to 2030: told of from 1 November 2030, overdue with the new year."""
    assert [] == of_holidays(example, date(2030, 10, 31))
    (soon,) = of_holidays(example, date(2030, 11, 1))
    (late,) = of_holidays(example, date(2031, 1, 1))

    assert (date(2030, 12, 31), False, True) == (soon.day, soon.overdue, late.overdue)
    assert "Helgdagarna som räknas bort på sidan Rutin räcker till och med 31 december 2030" == soon.said
    assert "Helgdagarna som räknas bort på sidan Rutin räckte till och med 31 december 2030" == late.said
    assert "Exempelutgivaren" == soon.function
    line = Path(soon.place.file).read_text(encoding="utf-8").splitlines()[soon.place.line - 1]
    assert "last: 2030" == line.strip()


def test_the_check_warns(example: Shelf) -> None:
    """With what to write."""
    found = list_warnings(replace(example, today=date(2030, 12, 1)))

    (ours,) = [one for one in found if "helgdagarna" in one.message]
    assert "soon-due" == ours.rule
    assert "Skriv ett senare år i last (till och med)" in ours.advice


def test_a_shelf_may_have_no_years(example_copy: Callable[..., Path]) -> None:
    """Then nothing falls due."""
    site = Path("tests/exempel/site.yaml")
    folder = example_copy()
    text = (folder / site.name).read_text(encoding="utf-8")
    (folder / site.name).write_text(
        text.replace("holidays:\n  first: 2026\n  last: 2030\n", ""), encoding="utf-8"
    )
    shelf = load(folder, TODAY)

    assert shelf.site.holidays is None
    assert [] == of_holidays(shelf, date(2031, 1, 1))
