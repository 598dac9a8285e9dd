"""parmen pdf KOMMUN: every sheet and packet that can be made, with what it is called."""

import pytest

from macros.paper.documents import UnknownDocumentError, Writer
from macros.paper.sheet_list import list_sheets
from macros.records.contents import documents_in, sheets_in
from macros.records.whole_shelf import Shelf
from tests.conftest import run_parmen


@pytest.fixture(scope="module")
def names(example: Shelf) -> dict[str, list[str]]:
    """The names of what the example's first binder lists, by group."""
    return {
        group: [name for name, _ in rows] for group, rows in list_sheets(example.binders["norrby"]).items()
    }


def test_the_groups_hold_what_they_say(names: dict[str, list[str]]) -> None:
    """Sheets, forms, large print, other languages, packets, and what only packets have."""
    firsts = {group: rows[0] for group, rows in names.items()}

    assert {
        "Blad": "grona-kortet",
        "Blanketter och enkäter": "kallelse",
        "I stor stil": "checklista-storstil",
        "På andra språk": "familj-fi",
        "Paket": "apt-paket",
        "Fler blad, som annars bara finns i paket eller görs för sig": "enkat-folder",
    } == firsts


def test_nothing_that_can_be_made_is_left_out(example: Shelf, names: dict[str, list[str]]) -> None:
    """And what is listed beside the site's own sheets can be made; what is not listed cannot."""
    binder = example.binders["norrby"]
    *printed, more = names.values()
    writer = Writer(example, binder)

    assert sorted(sheets_in(binder)) == sorted(name for group in printed for name in group)
    for name in more:
        assert writer.sheet(name).html
    for name in set(documents_in(binder)) - {name for group in names.values() for name in group}:
        with pytest.raises(UnknownDocumentError):
            writer.sheet(name)


def test_each_name_stands_beside_its_title() -> None:
    """In the words of this binder; a translated leaflet says its language."""
    lines = [
        line.split(maxsplit=1)
        for line in run_parmen("pdf", "norrby", "--data", "tests/exempel").output.splitlines()
    ]

    assert ["motesdagordning", "Dagordning för samverkansmötet"] in lines
    assert ["familj-fi", "Folder till familjen (finska)"] in lines
    assert ["rutin-en-sida", "Rutinen på en sida"] in lines
