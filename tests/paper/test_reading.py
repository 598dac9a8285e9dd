"""What a screen reader finds in the finished files, beyond what the validators look at."""

from typing import Any

import pikepdf
import pytest

from tests.paper.printed import walk_structure

SLUG = "norrby"


def elements(opened: pikepdf.Pdf) -> list[tuple[Any, Any]]:
    """Return every structure element with its parent, in reading order."""
    return [pair for pair in walk_structure(opened.Root.StructTreeRoot) if "/S" in pair[0]]


@pytest.fixture
def opened(request, example, press):
    """Open a finished sheet or packet, by the name in ``request.param``."""
    with pikepdf.open(press(example, SLUG, request.param).file) as file:
        yield file


def of_sheets(*names: str) -> pytest.MarkDecorator:
    """Run a test with each of these sheets opened."""
    return pytest.mark.parametrize("opened", names, indirect=True)


@of_sheets("rutin", "kontakter", "styrgruppspaket")
def test_a_link_is_called_by_its_words(opened):
    names = [
        str(annotation.Contents)
        for page in opened.pages
        for annotation in page.get("/Annots", ())
        if annotation.Subtype == "/Link"
    ]

    assert names
    assert [] == [name for name in names if name.startswith(("http", "tel:")) or "/-/" in name]


@of_sheets("sip", "manadsblad", "kontakter-kort")
def test_each_header_cell_heads_its_column_or_its_row(opened):
    scopes = [str(element.A.get("/Scope", "")) for element, _ in elements(opened) if element.S == "/TH"]

    assert set() < set(scopes) <= {"/Column", "/Row"}


@of_sheets("kontakter", "rutin", "adresslappar", "grona-kortet")
def test_an_item_has_one_body_and_no_paragraph_holds_another(opened):
    for element, parent in elements(opened):
        if element.S == "/LI":
            kinds = [str(kid.S) for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            assert kinds.count("/LBody") <= 1, kinds
        assert not element.S == parent.get("/S") == "/P"


@of_sheets("familj", "familj-ar")
def test_a_leaflet_is_read_front_inside_back(opened):
    """The back lies beside the front on the sheet, and is still read last, with the survey on it."""
    order = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
    panels = [
        element
        for element, parent in elements(opened)
        if element.S == "/Sect" and parent.get("/S") == "/Div" and parent.P.S == "/Part"
    ]

    assert [0, 1, 1, 0, 0] == [order[panel.Pg.objgen] for panel in panels]


@pytest.mark.parametrize("name", ["apt-paket", "styrgruppspaket"])
def test_every_page_of_a_packet_leaves_room_for_the_binding_on_its_own_side(example, press, name):
    """The margin at the holes is the wider one: to the left on odd pages, to the right on even ones."""
    printed = press(example, SLUG, name)
    margins = {
        number: round(word.left - 6.6)
        for number, (words, (width, height)) in enumerate(zip(printed.words, printed.sizes, strict=True), 1)
        for word in words
        if word.text == "Exempelpärmen" and word.top < 20 and height > width
    }

    assert len(margins) > 4
    assert {number: 26 if number % 2 else 17 for number in margins} == margins
