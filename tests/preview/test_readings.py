"""What the preview remembers of files changes nothing of what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks import check
from macros.preview.readings import Readings
from macros.records.written import Node
from tests.edits import copy_example, replace_text

TOWN = "municipalities/norrby.yaml"


@pytest.fixture
def readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Readings:
    """Readings of a copy of the example, which has been read once."""
    copy_example(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    readings = Readings(Path("data"))
    readings.read_all()
    return readings


def describe(readings: Readings) -> tuple[list[str], dict[str, list[Node]]]:
    """Return the problems and the merged nodes of the latest reading."""
    shelf = readings.shelf
    assert shelf is not None
    nodes = {address: list(binder.nodes) for address, binder in shelf.binders.items()}
    return [str(problem) for problem in readings.problems], nodes


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TOWN, "phone: 070-174 06 20", "phone: 070-174 06 29"),
        (TOWN, "phone: 070-174 06 20", "telefn: 070-174 06 20"),
        (TOWN, "contacts:", "contacts: ["),
        (TOWN, "phone: 070-174 06 20", "phone: 070-174 06 20\n    phone: 070-174 06 21"),
        ("site.yaml", "name:", "nmae:"),
    ],
)
def test_a_reading_with_a_memory_is_as_a_first_one(readings: Readings, file: str, old: str, new: str) -> None:
    """Twice in a row, and again once the fault is mended."""
    before = describe(readings)
    replace_text(Path("data") / file, (old, new), count=1)
    for _ in range(2):
        readings.read_all()
        fresh, problems = check(Path("data"))

        assert (problems, fresh is None) == (readings.problems, bool(readings.problems))
    replace_text(Path("data") / file, (new, old), count=1)
    readings.read_all()

    assert before == describe(readings)


def test_the_municipality_that_is_looked_at_is_read_alone(readings: Readings) -> None:
    """Its pages are as if everything had been read, and the others stay as they were."""
    replace_text(Path("data") / TOWN, ("070-174 06 20", "070-174 06 29"))

    assert readings.read_town("norrby")
    one, whole = readings.shelf_for("norrby"), readings.shelf_for("soderby")
    readings.read_all()
    after = readings.shelf_for("norrby")

    assert one is not whole
    assert one.fingerprint(one.binders["norrby"]) == after.fingerprint(after.binders["norrby"])
    assert "070-174 06 29" in [str(contact.phone) for contact in one.binders["norrby"].contacts]


def test_a_municipality_with_a_fault_is_not_read_alone(readings: Readings) -> None:
    """The last one without faults stays."""
    replace_text(Path("data") / TOWN, ("phone: 070-174 06 20", "telefn: 070-174 06 20"))

    assert not readings.read_town("norrby")
    assert readings.shelf_for("norrby") is readings.shelf
