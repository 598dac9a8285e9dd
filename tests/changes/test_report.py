"""The report of a comparison: what is counted, how many places are named, how long texts are shown."""

from types import SimpleNamespace
from typing import Any

import pytest

from macros.changes.compare import compare
from macros.changes.descriptions import Describer
from macros.changes.reader_view import Item
from macros.changes.report import count_items, describe_places
from tests.changes.conftest import edit, now


def test_counts_are_in_words() -> None:
    """One of each is singular."""
    items = [Item("a", "page", "x"), Item("a", "sheet", "x"), Item("a", "packet", "x")]

    assert "1 sida, 1 blad och 1 paket" == count_items(items)
    assert "2 sidor" == count_items([items[0], Item("b", "page", "x")])


@pytest.mark.parametrize(
    ("areas", "left_out", "expected"),
    [
        ({"Norr": 2}, 0, "Norr-0 och Norr-1"),
        ({"Norr": 9}, 0, "alla 9 kommuner"),
        ({"Norr": 6, "Syd": 5}, 1, "10 kommuner: 6 i Norr och 4 i Syd"),
        ({f"Område {n}": 2 for n in range(10)}, 1, "19 kommuner i 10 områden"),
    ],
    ids=["few", "all", "some areas", "many areas"],
)
def test_municipalities_are_named_only_when_they_are_few(
    areas: dict[str, int], left_out: int, expected: str
) -> None:
    """Eight at most; then the areas, eight at most; then the numbers."""
    binders: dict[str, Any] = {
        f"{area}-{number}": SimpleNamespace(
            name=f"{area}-{number}", slug=f"{area}-{number}", area=SimpleNamespace(name=area)
        )
        for area, count in areas.items()
        for number in range(count)
    }

    assert expected == describe_places(list(binders)[: len(binders) - left_out], binders)


@pytest.mark.usefixtures("before")
def test_only_the_changed_part_of_a_long_text_is_shown() -> None:
    """With four words on each side; what was left out is marked."""
    words = " ".join(f"ord{number}" for number in range(200))
    edit("municipalities/norrby.yaml", "\nroutine:\n", f"\nroutine:\n  lead: {words}.\n")
    old = now()
    edit("municipalities/norrby.yaml", "ord100", "annat")
    new = now()
    (change,) = compare(old.source, new.source)
    description = Describer(old, new).describe(change)

    assert [
        f"… ord96 ord97 ord98 ord99 {word} ord101 ord102 ord103 ord104 …" for word in ("ord100", "annat")
    ] == [
        description.before,
        description.after,
    ]
