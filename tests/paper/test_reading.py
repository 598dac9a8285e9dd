"""What a screen reader finds in the finished files, beyond what the validators look at."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from tests.paper.printed import walk_structure

SLUG = "norrby"
MM = 72 / 25.4


def elements(opened: pikepdf.Pdf) -> list[tuple[Any, Any]]:
    """Return every structure element with its parent, in reading order."""
    return [pair for pair in walk_structure(opened.Root.StructTreeRoot) if "/S" in pair[0]]


@pytest.fixture(scope="module")
def opened(example, press):
    """Open a finished sheet or packet."""
    files: dict[str, pikepdf.Pdf] = {}

    def opening(name: str) -> pikepdf.Pdf:
        if name not in files:
            files[name] = pikepdf.open(press(example, SLUG, name).file)
        return files[name]

    yield opening
    for file in files.values():
        file.close()


@pytest.mark.parametrize("name", ["rutin", "kontakter", "styrgruppspaket"])
def test_a_link_is_called_by_its_words(opened, name):
    said = [
        str(annotation.Contents)
        for page in opened(name).pages
        for annotation in page.get("/Annots", ())
        if annotation.Subtype == "/Link"
    ]

    assert said
    assert [] == [words for words in said if words.startswith(("http", "tel:")) or "/-/" in words]


@pytest.mark.parametrize("name", ["sip", "manadsblad", "kontakter-kort"])
def test_each_header_cell_heads_its_column_or_its_row(opened, name):
    scopes = [str(element.A.get("/Scope", "")) for element, _ in elements(opened(name)) if element.S == "/TH"]

    assert scopes
    assert set(scopes) <= {"/Column", "/Row"}


@pytest.mark.parametrize("name", ["kontakter", "rutin", "adresslappar", "grona-kortet"])
def test_an_item_has_one_body_and_no_paragraph_holds_another(opened, name):
    for element, parent in elements(opened(name)):
        if element.S == "/LI":
            kinds = [str(kid.S) for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            assert kinds.count("/LBody") <= 1, kinds
        assert not element.S == parent.get("/S") == "/P"


@pytest.mark.parametrize("name", ["familj", "familj-ar"])
def test_a_leaflet_is_read_front_inside_back(opened, name):
    """The back lies beside the front on the sheet, and is still read last."""
    file = opened(name)
    panels = [element for element, parent in elements(file) if element.S == "/Sect" and _holds_panels(parent)]

    assert [0, 1, 1, 0] == [_page_of(file, panel) for panel in panels]


def _holds_panels(parent: Any) -> bool:
    return parent.get("/S") == "/Div" and parent.P.S == "/Part"


def _page_of(file: pikepdf.Pdf, element: Any) -> int:
    return next(at for at, page in enumerate(file.pages) if page.obj.objgen == element.Pg.objgen)


@pytest.mark.parametrize("name", ["apt-paket", "styrgruppspaket"])
def test_every_page_of_a_packet_leaves_room_for_the_binding_on_its_own_side(example, press, name):
    """The margin at the holes is the wider one: to the left on odd pages, to the right on even ones."""
    printed = press(example, SLUG, name)
    starts = {}
    for at, (words, size) in enumerate(zip(printed.words, printed.sizes, strict=True)):
        head = [word.left for word in words if word.text == "Exempelpärmen" and word.top < 20]
        if head and size[1] > size[0]:
            starts[at + 1] = round(head[0] - 6.6)

    assert len(starts) > 4
    assert {page: 26 if page % 2 else 17 for page in starts} == starts


def test_a_packet_proposes_to_turn_the_paper_along_its_long_edge(opened):
    assert opened("apt-paket").Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
