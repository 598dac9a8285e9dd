"""The pages and sheets that a change shows on are those that differ when all of them are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from macros.changes.compare import compare
from macros.changes.descriptions import Describer
from macros.changes.reach import Reach, reach
from macros.changes.report import figures, report
from macros.changes.shown import Item, Shown, differs
from macros.changes.snapshot import Reading, made_of, read
from macros.changes.trace import trace
from macros.project import ROOT
from tests.changes.conftest import TODAY, Edit, now

NORRBY = "municipalities/norrby.yaml"
AGREEMENT = "agreements/exempelavtalet"

pytestmark = pytest.mark.slow


def reached(before: Reading) -> tuple[Reach, Reading]:
    """Work out what the edits of the copy reach."""
    new = now()
    assert not new.problems
    return reach(before, new, compare(before.source, new.source)), new


@cache
def first_drawn() -> Shown:
    """Draw the example as it is before every test, once."""
    return Shown(read(ROOT / "tests/exempel", TODAY, Path("data")).shelf)


def drawn(before: Reading, new: Reading) -> set[Item]:
    """Draw everything in both, and compare."""
    old, other = first_drawn(), Shown(new.shelf)
    slugs = ["", *{*before.shelf.binders, *new.shelf.binders}]
    every = {item for slug in slugs for shown in (old, other) for item in shown.items(slug)}
    return {item for item in every if differs(old, other, item)}


def names(items: Iterable[Item], sort: str = "page") -> set[str]:
    """Give the names of one sort of things."""
    return {item.name for item in items if item.sort == sort}


EDITS = [
    (NORRBY, "070-174 06 20", "070-174 06 29"),
    (NORRBY, "within: 10 dagar", "within: 8 dagar"),
    (NORRBY, "name: Norrby", "name: Nordby"),
    (NORRBY, "status: member", "status: joining"),
    (f"{AGREEMENT}/revisions.yaml", "title: Två veckor", "title: Tre veckor"),
    (f"{AGREEMENT}/packets.yaml", "title: ", "title: Nya "),
    ("glossary.yaml", "text: ", "text: Numera "),
    ("laws.yaml", "title: ", "title: Om "),
    ("site.yaml", "name: ", "name: Nya "),
]


@pytest.mark.parametrize(("file", "old", "new"), EDITS, ids=[f"{file}-{new}" for file, _, new in EDITS])
def test_nothing_is_missed_and_nothing_is_too_much(
    before: Reading, edit: Edit, file: str, old: str, new: str
) -> None:
    """Drawing only what can have changed gives the same as drawing everything."""
    edit(file, old, new)
    found, after = reached(before)

    assert drawn(before, after) == set(found.items)
    assert found.items


def test_a_phone_reaches_its_own_municipality(before: Reading, edit: Edit) -> None:
    """Each packet that holds a changed sheet has changed too."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    found, after = reached(before)
    packets = {
        packet.id: {part.id for part in packet.parts} for packet in after.shelf.binders["norrby"].packets
    }

    assert {"norrby"} == {item.municipality for item in found.items}
    assert "kontakter" in names(found.items) & names(found.items, "sheet")
    assert names(found.items, "packet") >= {
        name for name, parts in packets.items() if parts & names(found.items, "sheet")
    }
    assert "rutin" not in names(found.items)


def test_changes_are_told_apart(before: Reading, edit: Edit) -> None:
    """Each has its own pages, though one page shows both."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    edit(NORRBY, "within: 10 dagar", "within: 8 dagar")
    found, _ = reached(before)
    by_path = {effect.changes[0].path[-1]: effect.items for effect in found.effects}

    assert {"phone", "within"} == by_path.keys()
    assert "kontakter" in names(by_path["phone"])
    assert "kontakter" not in names(by_path["within"])
    assert set(found.items) == {item for items in by_path.values() for item in items}


def test_changes_that_need_each_other_stay_together(before: Reading, edit: Edit) -> None:
    """A new question and the step that names it cannot be told apart: nothing is lost for it."""
    path = Path("data", NORRBY)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("name: Norrby\n", "name: Norrby\nterms:\n  fika:\n    forms: {fikat: fikan}\n").replace(
            "Här ska {mötet} hållas", "Efter {fikat} ska {mötet} hållas"
        ),
        encoding="utf-8",
    )
    found, after = reached(before)

    assert drawn(before, after) == set(found.items)
    assert "rutin" in names(found.items)


def test_a_new_line_in_nytt_makes_no_other_sheet_new(before: Reading, edit: Edit) -> None:
    """The date in every sheet's foot does not count."""
    edit(
        f"{AGREEMENT}/revisions.yaml",
        "- id: v2-1",
        "- id: v2-2\n  date: 2026-10-01\n  title: Nyast\n- id: v2-1",
    )
    found, _ = reached(before)

    assert {"nytt"} == names(found.items)
    assert set() == names(found.items, "sheet") - {"hela-parmen"}


def test_what_stands_around_every_page_is_told_once(before: Reading, edit: Edit) -> None:
    """A municipality's name stands in the register of its every page."""
    edit(NORRBY, "name: Norrby", "name: Nordby")
    found, _ = reached(before)

    assert ("norrby",) == found.framed


def test_a_new_municipality_is_all_its_pages_and_the_shelf(before: Reading) -> None:
    """The first page of all lists it too."""
    text = Path("data", NORRBY).read_text(encoding="utf-8").replace("name: Norrby", "name: Nyby")
    Path("data/municipalities/nyby.yaml").write_text(text, encoding="utf-8")
    found, after = reached(before)

    assert set(Shown(after.shelf).items("nyby")) <= set(found.items)
    assert "index" in names(item for item in found.items if not item.municipality)
    assert {"", "nyby"} == {item.municipality for item in found.items}


def test_older_data_that_lacks_a_required_field_is_still_compared(before: Reading, edit: Edit) -> None:
    """What the format has come to demand is taken from today's data."""
    edit(NORRBY, "county: Granlands län\n", "")
    older = now()
    assert older.problems
    edit(NORRBY, "state: example\n", "state: example\ncounty: Granlands län\n")
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    found, _ = reached(older)
    phone = next(e for e in found.effects if e.changes[0].path[-1] == "phone")

    assert found.older
    assert "kontakter" in names(phone.items)


def test_figures_are_counted_in_words() -> None:
    """One of each is singular."""
    one = [Item("a", "page", "x"), Item("a", "sheet", "x"), Item("a", "packet", "x")]

    assert "1 sida, 1 blad och 1 paket" == figures(one)
    assert "2 sidor" == figures([one[0], Item("b", "page", "x")])


def test_the_real_data_tells_of_a_phone() -> None:
    """The number of BUM, which four municipalities share, and of a service of one municipality."""
    old, new = read(ROOT / "data", TODAY, Path("data")), read(ROOT / "data", TODAY, Path("data"))
    contacts = new.source.levels
    area = next(level for name, level in contacts.items() if name.slug == "ostra-norrbotten")
    town = next(level for name, level in contacts.items() if name.slug == "kalix")
    changed = {"bum": area, "socialtjanst": town}
    for key, level in changed.items():
        record = next(one for one in level.kinds["contacts"] if one["id"] == key)  # type: ignore[index,call-overload]
        number = record["phone"]
        record["phone"] = type(number)(number[:-2] + "99")
        record["phone"].place = number.place
    new = made_of(new.source, TODAY)
    changes = compare(old.source, new.source)
    found = reach(old, new, changes)
    said = report(found, Describer(old, new), changes).splitlines()

    assert (
        "Telefon till BUM i Östra Norrbotten: 4 sidor, 4 blad och 4 paket i var och en av 4 kommuner" in said
    )
    assert "Telefon till socialtjänsten i Kalix: 3 sidor, 5 blad och 4 paket" in said


FED = {
    "agreements/exempelavtalet/documents.yaml": ("index", ""),
    "agreements/exempelavtalet/terms.yaml": ("rutin", "norrby"),
    "areas/exempelbygden/contacts.yaml": ("kontakter", "soderby"),
    "municipalities/soderby/index.yaml": ("rutin", "soderby"),
    "glossary.yaml": ("ordlista", ""),
    "laws.yaml": ("lagar", ""),
}
"""Files, and a page that shows something of each."""


@pytest.mark.parametrize("file", FED)
def test_what_shows_a_file_can_be_traced(example_reading: Reading, file: str) -> None:
    """By its own words: what other files say on the same page does not count."""
    page, slug = FED[file]
    found, _ = trace(example_reading, lambda name: name == f"tests/exempel/{file}", lambda *_: None)
    shown = {(item.municipality, item.name) for item in found}

    assert (slug or "norrby", page) in shown or ("", page) in shown
    if file.startswith("municipalities"):
        assert {"norrby"}.isdisjoint(town for town, _ in shown)


def test_all_words_can_be_marked_at_once(example_reading: Reading) -> None:
    """No drawing, list or length stumbles on the mark; and every page shows something of the data."""
    found, framed = trace(example_reading, lambda _: True, lambda *_: None)
    every = {item for slug in ("norrby", "soderby") for item in Shown(example_reading.shelf).items(slug)}

    assert every <= set(found)
    assert ["norrby", "soderby"] == sorted(framed)


@pytest.fixture(scope="module")
def example_reading() -> Reading:
    """The example where it lies."""
    return read(ROOT / "tests/exempel", TODAY, Path("tests/exempel"))


def test_a_trace_finds_what_a_change_of_all_words_reaches(before: Reading, edit: Edit) -> None:
    """Where a number stands is where it would change."""
    edit("municipalities/soderby/contacts.yaml", "070-174 06 30", "070-174 06 39")
    found, _ = reached(before)
    shown, _ = trace(
        before, lambda name: name == "data/municipalities/soderby/contacts.yaml", lambda *_: None
    )

    assert set(found.items) <= set(shown)
    assert {"soderby"} == {item.municipality for item in shown}
