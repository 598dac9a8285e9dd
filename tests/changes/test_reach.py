"""The pages and sheets that a change shows on are those that differ when all of them are built."""

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
from macros.changes.snapshot import Reading
from macros.checks import load
from macros.records.whole_shelf import Shelf
from tests.changes.conftest import TODAY, add_nyby, edit, now, read_example
from tests.edits import copy_example
from tests.several import several

NORRBY = "municipalities/norrby.yaml"
AGREEMENT = "agreements/exempelavtalet"
SLUGS = ["norrby", "soderby"]

quick = pytest.mark.usefixtures("quick_views")
pytestmark = pytest.mark.slow


def reach_of_edits(before: Reading) -> Reach:
    """Find what the edits of the copy reach."""
    new = now()
    assert not new.problems
    return find_reach(before, new, compare(before.source, new.source))


def show_file(file: str, reading: Reading) -> Reach:
    """Find what shows something of a file of the copy."""
    edited = pretend_edit(Path("data"), TODAY, lambda name: name.startswith(file))
    assert not edited.problems
    return find_reach(edited, reading, compare(edited.source, reading.source), by_group=False)


@cache
def draw_example(slugs: tuple[str, ...] = ("norrby", "soderby"), shared: bool = True) -> View:
    """Draw the example as it is before every test, once. Only for quick tests."""
    return make_view(read_example().shelf, slugs, shared)


@pytest.fixture
def quick_views(quick_pages: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw pages without MkDocs, and those of the unedited example once for all tests."""

    def draw(shelf: Shelf, slugs: list[str], shared: bool) -> View:
        unedited = shelf is read_example().shelf
        return draw_example(tuple(slugs), shared) if unedited else make_view(shelf, slugs, shared)

    monkeypatch.setattr("macros.changes.reach.make_view", draw)


def names(items: Iterable[Item], sort: str = "page") -> set[str]:
    """Return the names of one sort of things."""
    return {item.name for item in items if item.sort == sort}


def municipalities(items: Iterable[Item]) -> set[str]:
    """Return the slugs of those that have the items; nothing for shared pages."""
    return {item.municipality for item in items}


@quick
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (NORRBY, "status: member", "status: joining"),
        (f"{AGREEMENT}/packets.yaml", "title: ", "title: Nya "),
        ("glossary.yaml", "text: ", "text: Numera "),
    ],
)
def test_nothing_is_missed_and_nothing_is_too_much(before: Reading, file: str, old: str, new: str) -> None:
    """Building only what can have changed gives the same as building everything."""
    edit(file, old, new)
    reach = reach_of_edits(before)

    assert list_differences(draw_example(), make_view(now().shelf, SLUGS, shared=True)) == reach.items
    assert reach.items


@quick
def test_phone_reaches_its_own_municipality(before: Reading) -> None:
    """Each packet that holds a changed sheet has changed too, and whatever shows the file may show its edit."""
    shown = show_file(f"data/{NORRBY}", before).items
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    items = reach_of_edits(before).items
    packets = before.shelf.binders["norrby"].packets
    changed_sheets = names(items, "sheet")

    assert {"norrby"} == municipalities(items)
    assert "kontakter" in names(items) & changed_sheets
    assert "rutin" not in names(items)
    assert set(items) < set(shown)
    assert names(items, "packet") >= {
        packet.id for packet in packets if changed_sheets & {part.id for part in packet.parts}
    }


@quick
def test_changes_of_different_kinds_are_told_apart(before: Reading) -> None:
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
    assert "kontakter" in names(phones.items) - names(routine.items)
    assert set(reach.items) == {*routine.items, *phones.items}
    assert "\n2 ändringar som hör ihop: " in report
    assert f"\nTillsammans: 3 ändringar, {count_items(reach.items)} i Norrby." in report


@quick
def test_changes_that_need_each_other_stay_together(before: Reading) -> None:
    """The agreement uses an expression that the area adds: the one cannot be built without the other."""
    edit(f"{AGREEMENT}/routine.yaml", "lead: ", "lead: Efter {fikat}. ")
    Path("data/areas/exempelbygden/terms.yaml").write_text("fika:\n  forms: {fikat: fikan}\n", "utf-8")
    (effect,) = reach_of_edits(before).effects

    assert {"agreements", "areas"} == {change.level.kind for change in effect.changes if change.level}
    assert "rutin" in names(effect.items)


@quick
def test_area_contact_is_told_once_for_all_its_municipalities(before: Reading) -> None:
    """With the pages and sheets that are the same in each."""
    edit("areas/exempelbygden/contacts.yaml", "email: bvc@", "email: barn@")
    reach = reach_of_edits(before)
    report = describe_reach(reach, Describer(before, now())).splitlines()

    assert set(SLUGS) == municipalities(reach.items)
    assert report[0].endswith(" i var och en av 2 kommuner")
    assert "  i Norrby och Söderby" in report


@quick
def test_new_line_in_nytt_makes_no_other_sheet_new(before: Reading) -> None:
    """But those that tell of it. The date in every sheet's foot does not count."""
    newest = "- id: v2-2\n  date: 2026-10-01\n  title: Nyast\n- id: v2-1"
    edit(f"{AGREEMENT}/revisions.yaml", "- id: v2-1", newest)
    items = reach_of_edits(before).items

    assert {"nytt", "nytt/1", "nytt/2", "chef/visa"} == names(items)
    told = {"apt-bilder", "apt-bilder-manus", "informationsblad-2"}
    assert told == names(items, "sheet") - {"hela-parmen"}


@pytest.mark.site
def test_name_around_every_page_is_told_once(before: Reading) -> None:
    """A municipality's name stands in the register of its every page, and changes no page by that."""
    edit(NORRBY, "name: Norrby", "name: Nordby")
    reach = reach_of_edits(before)

    assert ["norrby"] == reach.framed
    assert "uppfoljning" not in names(reach.items)
    assert "har ändrats i Nordby." in describe_reach(reach, Describer(before, now()))


@quick
def test_new_municipality_is_all_its_pages_and_the_first_of_all(before: Reading) -> None:
    """And nothing in the others."""
    add_nyby()
    items = reach_of_edits(before).items
    pages_of_norrby = {item.name for item in draw_example().texts if item.municipality == "norrby"}

    assert pages_of_norrby == {item.name for item in items if item.municipality == "nyby"}
    assert Item("", "page", "index") in items
    assert {"", "nyby"} == municipalities(items)


@quick
def test_older_data_that_lacks_a_required_field_is_still_compared(before: Reading) -> None:
    """What cannot be read of it is taken from today's data, and the report says so."""
    edit(NORRBY, "county: Granlands län\n", "")
    older = now()
    edit(NORRBY, "state: example\n", "state: example\ncounty: Granlands län\n")
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    reach = reach_of_edits(older)

    assert older.problems
    assert "kontakter" in names(reach.items)
    assert "Den äldre versionen har ett äldre format." in describe_reach(reach, Describer(older, now()))


@quick
@pytest.mark.parametrize(
    ("file", "page", "slugs"),
    [
        (f"{AGREEMENT}/documents.yaml", "index", {"norrby", "soderby"}),
        (f"{AGREEMENT}/terms.yaml", "rutin", {"norrby", "soderby"}),
        ("municipalities/soderby/contacts.yaml", "kontakter", {"soderby"}),
        ("glossary.yaml", "ordlista", {"", "norrby", "soderby"}),
    ],
)
def test_what_shows_a_file_can_be_found(before: Reading, file: str, page: str, slugs: set[str]) -> None:
    """By its own words: what other files say on the same page does not count."""
    items = show_file(f"data/{file}", before).items

    assert page in names(items)
    assert slugs == municipalities(items)


@pytest.mark.site
def test_all_values_can_be_edited_at_once(before: Reading) -> None:
    """No drawing, list or length stumbles on it; and every page and sheet shows something of the data."""
    reach = show_file("data", before)

    assert {item for item in reach.titles if item.municipality} <= set(reach.items)
    assert SLUGS == reach.framed


def test_pages_and_sheets_of_a_further_binder_say_which(tmp_path: Path) -> None:
    """A municipality may have several routines."""
    shelf = load(copy_example(tmp_path / "data", several()), TODAY)
    titles = make_view(shelf, ["norrby"], shared=False).titles

    for sort in ("page", "sheet"):
        assert {"rutin": "Rutin", "a-bygden/rutin": "Rutin (Andra avtalet)"} == {
            name: titles[Item("norrby", sort, name)] for name in ("rutin", "a-bygden/rutin")
        }
