"""A municipality's mark has a plain name, and is there. What it holds is for the file gate to judge."""

from pathlib import Path

import pytest

from macros.checks.marks import mark_is_a_picture
from macros.records import content_folder
from macros.records.whole_shelf import Shelf


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("norrby.svg", []),
        ("sodra-by.png", ["mark-missing"]),
        ("../norrby.svg", ["mark-name"]),
        ("Norrby.svg", ["mark-name"]),
        ("norrby.gif", ["mark-name"]),
        (None, []),
    ],
)
def test_a_mark_is_a_picture_that_is_there(
    name: str | None, rules: list[str], example: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content_folder, "MARKS", tmp_path)
    (tmp_path / "norrby.svg").touch()
    binder = example.binders["norrby"]
    town = binder.municipality.model_copy(update={"mark": name})
    faults = list(mark_is_a_picture(example, binder.model_copy(update={"municipality": town})))

    assert rules == [rule for _, rule, _, _ in faults]
    assert all(path == "municipality.mark" and advice for path, _, _, advice in faults)


def test_real_municipalities_have_none(real: Shelf) -> None:
    """A real municipality's arms are protected."""
    assert [] == [slug for slug, town in real.municipalities.items() if town.mark]
