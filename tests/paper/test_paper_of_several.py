"""The paper of a municipality with several binders: a folder for each, and a packet across them."""

import json
from pathlib import Path

import pytest

from macros.checks import check
from macros.paper.pdf_index import read_index, write_index
from macros.paper.pdf_store import Store
from macros.paper.preview import write_html
from macros.paper.sheet_build import build
from macros.records.shelf import load
from macros.records.whole_shelf import Shelf
from tests.conftest import TODAY, Copy
from tests.edits import Files, copy_example, replace_in
from tests.several import several

PACKET = """\
    packets:
      - id: chefspaket
        title: Chefens paket
        lead: För dig som leder.
        parts:
          - id: checklista
          - id: andra-checklistan
            document: checklista
            area: {area}
"""


def with_packet(area: str = "a-bygden") -> Files:
    """Return the files of three binders, with a packet in the first that has a sheet of another."""
    files = several()
    name = "municipalities/norrby.yaml"
    text = replace_in(
        files[name],
        ("    routine:\n      meeting:", f"{PACKET.format(area=area)}    routine:\n      meeting:"),
    )
    return {**files, name: text}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Norrby with three binders."""
    return load(copy_example(tmp_path_factory.mktemp("several") / "data", with_packet()), TODAY)


@pytest.mark.usefixtures("quick_layout")
def test_each_binder_has_its_own_folder_of_paper(shelf: Shelf, tmp_path: Path) -> None:
    """The site's list says which area a sheet is for; the packet has a sheet of each binder."""
    names = ["checklista", "chefspaket"]
    report = build(shelf, tmp_path / "site", only=["norrby"], names=names, store=Store(tmp_path / "store"))
    write_index(tmp_path / "site")
    rows = json.loads((tmp_path / "site" / "pdf" / "index.json").read_text("utf-8"))

    assert [] == report.failures
    assert [
        ("norrby", "", "checklista"),
        ("norrby", "", "chefspaket"),
        ("norrby", "a-bygden", "checklista"),
        ("norrby", "delbygden", "checklista"),
    ] == [(row["municipality"], row["area"], row["name"]) for row in rows]
    assert 3 <= next(row["pages"] for row in rows if row["name"] == "chefspaket")
    assert ["checklista"] == [row["name"] for row in read_index(tmp_path / "site" / "norrby" / "a-bygden")]


def test_a_packet_across_binders_is_made_again_when_the_other_changes(example_copy: Copy) -> None:
    """The first binder's paper hangs on the second's files too."""
    before = load(example_copy(with_packet()), TODAY)
    name = "agreements/a-avtalet/checklists/samverkan.yaml"
    changed = replace_in(with_packet()[name], ("title: ", "title: Ändrad "), count=1)
    after = load(example_copy({**with_packet(), name: changed}), TODAY)

    assert {"norrby", "norrby/a-bygden"} == {
        key
        for key, binder in before.binders.items()
        if before.fingerprint(binder) != after.fingerprint(after.binders[key])
    }


def test_parts_of_the_same_name_are_previewed_side_by_side(shelf: Shelf, tmp_path: Path) -> None:
    """The other binder's sheet is called by its binder too."""
    files = write_html(shelf, "norrby", ["chefspaket"], tmp_path / "html")

    assert ["checklista.html", "norrby-a-bygden-checklista.html"] == [
        file.name for file in files if not file.stem.endswith("-margin")
    ]


def test_a_part_of_a_binder_that_is_not_there_is_a_fault(example_copy: Copy) -> None:
    """At its line, with the areas that the municipality is in."""
    _, problems = check(example_copy(with_packet("bortom")), TODAY)

    assert [("unknown-id", "data/municipalities/norrby.yaml")] == [(one.rule, one.file) for one in problems]
    assert "a-bygden" in problems[0].advice
