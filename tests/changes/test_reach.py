"""The pages and sheets that a change shows on are those that differ when all of them are built."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from macros.changes.compare import compare
from macros.changes.descriptions import Describer
from macros.changes.pretended_edit import pretend_edit
from macros.changes.reach import Reach, find_reach
from macros.changes.reader_view import Item, View, list_differences, make_view
from macros.changes.report import count_items, describe_reach
from macros.changes.snapshot import Reading, read_folder
from macros.project import ROOT
from tests.changes.conftest import TODAY, Edit, now

NORRBY = "municipalities/norrby.yaml"
SODERBY_CONTACTS = "municipalities/soderby/contacts.yaml"
AGREEMENT = "agreements/exempelavtalet"
SLUGS = ["norrby", "soderby"]


def reach_of_edits(before: Reading) -> Reach:
    """Find what the edits of the copy reach."""
    new = now()
    assert not new.problems
    return find_reach(before, new, compare(before.source, new.source))


@cache
def example_view() -> View:
    """Build the example as it is before every test, once."""
    return make_view(read_folder(ROOT / "tests/exempel", TODAY, Path("data")).shelf, SLUGS, shared=True)


def names(items: Iterable[Item], sort: str = "page") -> set[str]:
    """Return the names of one sort of things."""
    return {item.name for item in items if item.sort == sort}


def municipalities(items: Iterable[Item]) -> set[str]:
    """Return the slugs of those that have the items; nothing for shared pages."""
    return {item.municipality for item in items}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (NORRBY, "status: member", "status: joining"),
        (f"{AGREEMENT}/packets.yaml", "title: ", "title: Nya "),
        ("glossary.yaml", "text: ", "text: Numera "),
    ],
)
def test_nothing_is_missed_and_nothing_is_too_much(
    before: Reading, edit: Edit, file: str, old: str, new: str
) -> None:
    """Building only what can have changed gives the same as building everything."""
    edit(file, old, new)
    reach = reach_of_edits(before)

    assert list_differences(example_view(), make_view(now().shelf, SLUGS, shared=True)) == reach.items
    assert reach.items


def test_phone_reaches_its_own_municipality(before: Reading, edit: Edit) -> None:
    """Each packet that holds a changed sheet has changed too, and whatever shows the file may show its edit."""
    shown = show_file(f"data/{NORRBY}", before).items
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    items = reach_of_edits(before).items
    packets = {
        packet.id: {part.id for part in packet.parts} for packet in before.shelf.binders["norrby"].packets
    }

    assert {"norrby"} == municipalities(items)
    assert "kontakter" in names(items) & names(items, "sheet")
    assert names(items, "packet") >= {
        name for name, parts in packets.items() if parts & names(items, "sheet")
    }
    assert "rutin" not in names(items)
    assert set(items) < set(shown)


def test_changes_of_different_kinds_are_told_apart(before: Reading, edit: Edit) -> None:
    """Each has its own pages, though one page shows both. Two of the same kind are told together."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    edit(NORRBY, "070-174 06 22", "070-174 06 28")
    edit(NORRBY, "within: 10 dagar", "within: 8 dagar")
    reach = reach_of_edits(before)
    routine, phones = reach.effects
    report = describe_reach(reach, Describer(before, now()))

    assert [["within"], ["phone", "phone"]] == [
        [change.path[-1] for change in effect.changes] for effect in (routine, phones)
    ]
    assert "kontakter" in names(phones.items)
    assert "kontakter" not in names(routine.items)
    assert set(reach.items) == {*routine.items, *phones.items}
    assert "\n2 ändringar som hör ihop: " in report
    assert f"\nTillsammans: 3 ändringar, {count_items(reach.items)} i Norrby." in report


def test_changes_that_need_each_other_stay_together(before: Reading, edit: Edit) -> None:
    """The agreement uses an expression that the area adds: the one cannot be built without the other."""
    edit(f"{AGREEMENT}/routine.yaml", "lead: ", "lead: Efter {fikat}. ")
    Path("data/areas/exempelbygden/terms.yaml").write_text("fika:\n  forms: {fikat: fikan}\n", "utf-8")
    (effect,) = reach_of_edits(before).effects

    assert {"agreements", "areas"} == {change.level.kind for change in effect.changes if change.level}
    assert "rutin" in names(effect.items)


def test_area_contact_is_told_once_for_all_its_municipalities(before: Reading, edit: Edit) -> None:
    """With the pages and sheets that are the same in each."""
    edit("areas/exempelbygden/contacts.yaml", "email: bvc@", "email: barn@")
    reach = reach_of_edits(before)
    report = describe_reach(reach, Describer(before, now())).splitlines()

    assert set(SLUGS) == municipalities(reach.items)
    assert report[0].endswith(" i var och en av 2 kommuner")
    assert "  i Norrby och Söderby" in report


def test_new_line_in_nytt_makes_no_other_sheet_new(before: Reading, edit: Edit) -> None:
    """The date in every sheet's foot does not count."""
    newest = "- id: v2-2\n  date: 2026-10-01\n  title: Nyast\n- id: v2-1"
    edit(f"{AGREEMENT}/revisions.yaml", "- id: v2-1", newest)
    items = reach_of_edits(before).items

    assert {"nytt"} == names(items)
    assert set() == names(items, "sheet") - {"hela-parmen"}


def test_name_around_every_page_is_told_once(before: Reading, edit: Edit) -> None:
    """A municipality's name stands in the register of its every page, and changes no page by that."""
    edit(NORRBY, "name: Norrby", "name: Nordby")
    reach = reach_of_edits(before)

    assert ["norrby"] == reach.framed
    assert "uppfoljning" not in names(reach.items)
    assert "har ändrats i Nordby." in describe_reach(reach, Describer(before, now()))


def test_new_municipality_is_all_its_pages_and_the_first_of_all(before: Reading) -> None:
    """And nothing in the others."""
    text = Path("data", NORRBY).read_text(encoding="utf-8").replace("name: Norrby", "name: Nyby")
    Path("data/municipalities/nyby.yaml").write_text(text, encoding="utf-8")
    items = reach_of_edits(before).items

    assert {item.name for item in example_view().texts if item.municipality == "norrby"} == {
        item.name for item in items if item.municipality == "nyby"
    }
    assert "index" in names(item for item in items if not item.municipality)
    assert {"", "nyby"} == municipalities(items)


def test_older_data_that_lacks_a_required_field_is_still_compared(before: Reading, edit: Edit) -> None:
    """What cannot be read of it is taken from today's data, and the report says so."""
    edit(NORRBY, "county: Granlands län\n", "")
    older = now()
    edit(NORRBY, "state: example\n", "state: example\ncounty: Granlands län\n")
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    reach = reach_of_edits(older)

    assert older.problems
    assert "kontakter" in names(reach.items)
    assert "Den äldre versionen har ett äldre format." in describe_reach(reach, Describer(older, now()))


def show_file(file: str, reading: Reading) -> Reach:
    """Find what shows something of a file of the copy."""
    edited = pretend_edit(Path("data"), TODAY, lambda name: name.startswith(file))
    assert not edited.problems
    return find_reach(edited, reading, compare(edited.source, reading.source), by_group=False)


@pytest.mark.parametrize(
    ("file", "page", "slug"),
    [
        (f"{AGREEMENT}/documents.yaml", "index", "norrby"),
        (f"{AGREEMENT}/terms.yaml", "rutin", "norrby"),
        (SODERBY_CONTACTS, "kontakter", "soderby"),
        ("glossary.yaml", "ordlista", ""),
    ],
)
def test_what_shows_a_file_can_be_found(before: Reading, file: str, page: str, slug: str) -> None:
    """By its own words: what other files say on the same page does not count."""
    items = show_file(f"data/{file}", before).items

    assert Item(slug, "page", page) in items
    if file.startswith("municipalities"):
        assert {slug} == municipalities(items)


def test_all_values_can_be_edited_at_once(before: Reading) -> None:
    """No drawing, list or length stumbles on it; and every page and sheet shows something of the data."""
    reach = show_file("data", before)

    assert {item for item in example_view().texts if item.municipality} <= set(reach.items)
    assert SLUGS == reach.framed
