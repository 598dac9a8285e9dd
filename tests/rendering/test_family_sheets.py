"""The sheets that a family uses itself: who sits where, the own plan, pictures to point at, the interpreter."""

import re
from itertools import combinations
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest

from macros.checks import load
from macros.drawing import board_picture, meeting_table
from macros.drawing.board_pictures import list_board_pictures
from macros.drawing.metrics import true_width
from macros.paper.documents import Writer
from macros.records.contents import sheets_in
from macros.records.due import Due, falling_due
from macros.records.family_sheets import MOST_CARDS, BoardPicture
from macros.records.whole_shelf import Shelf
from tests.edits import copy_example, edit_example
from tests.page_text import draw_page
from tests.sites import TODAY

LONG = "Ungdomspsykiatrin och skolorna"
"""As long as the check lets a place at the table be called."""
PHRASES = "agreements/exempelavtalet/family_sheets.yaml"
SHEETS = ["fore-motet", "min-plan", "samtalskarta", "tolk"]


def list_unread_phrases(shelf: Shelf) -> list[Due]:
    """Return what falls due because nobody has read it."""
    return [due for due in falling_due(shelf, 0) if due.kind == "phrase"]


def boxes_in(svg: str) -> list[tuple[float, float, float, float]]:
    """Return the box of each head and each line of words in a drawn table."""
    root = ElementTree.fromstring(svg)
    boxes = []
    for node in root:
        if node.tag.endswith("circle"):
            x, y, r = (float(node.get(name, "")) for name in ("cx", "cy", "r"))
            boxes.append((x - r, y - r, x + r, y + r))
        if node.tag.endswith("text"):
            x, y, size = (float(node.get(name, "")) for name in ("x", "y", "font-size"))
            width = true_width(node.text or "", size, int(node.get("font-weight", "")))
            left = x - width * {"start": 0, "middle": 0.5, "end": 1}[node.get("text-anchor", "")]
            boxes.append((left, y - size * 0.72, left + width, y + size * 0.2))
    return boxes


@pytest.mark.parametrize("total", range(3, 13))
def test_a_table_for_three_to_twelve_has_room_for_every_head_and_word(total: int) -> None:
    """Nothing lies on anything else or outside the drawing, the longest words and one empty place included."""
    svg = meeting_table(["Barnet", *[LONG] * (total - 2)], 1, "Bordet")
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    boxes = boxes_in(svg)

    assert total == sum(node.tag.endswith("circle") for node in root)
    assert [] == [box for box in boxes if min(box) < 0 or box[2] > width or box[3] > height]
    assert [] == [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


@pytest.mark.parametrize("total", [2, 13])
def test_no_table_is_drawn_for_fewer_or_more(total: int) -> None:
    with pytest.raises(ValueError, match=str(total)):
        meeting_table(["Barnet"], total - 1, "Bordet")


def test_the_child_sits_first_and_the_seats_are_told_in_words(example: Shelf) -> None:
    """Only the child is yellow; the sheet's drawing says who sits where, in order."""
    html = Writer(example, example.binders["norrby"]).sheet("fore-motet").html
    drawn = html[html.index('<svg class="meeting-table') :]
    drawn = drawn[: drawn.index("</svg>")]

    assert 1 == drawn.count("f-berry")
    assert drawn.index("f-berry") < drawn.index(">Barnet<") < drawn.index("f-moss")
    assert (
        "Platserna runt bordet, medsols: Barnet, vårdnadshavarna, barnets röst, den som leder, skolan, "
        "socialtjänsten och två tomma platser att skriva på." in drawn
    )


def test_the_pictures_to_point_at_can_be_told_apart_without_colour() -> None:
    """Each by its lines alone; the data may name exactly those that are drawn."""
    shapes = {
        re.sub(r' class="[^"]*"| fill="[^"]*"| stroke="[^"]*"|<title>.*?</title>', "", board_picture(name))
        for name in list_board_pictures()
    }

    assert get_args(BoardPicture) == list_board_pictures()
    assert MOST_CARDS == len(shapes) == len(list_board_pictures())


def test_only_phrases_that_somebody_has_read_are_printed(tmp_path: Path, example: Shelf) -> None:
    """In their own language and direction, each with its Swedish. Those that wait fall due."""
    edited = edit_example(PHRASES, ("\n      reviewed: 2026-11-02", ""), count=1)
    shelf = load(copy_example(tmp_path / "data", edited), TODAY)
    html = Writer(shelf, shelf.binders["norrby"]).sheet("tolk").html
    (warning,) = list_unread_phrases(shelf)

    assert {"en": "ltr", "ar": "rtl", "uk": "ltr"} == dict(
        re.findall(r'<p class="said" lang="(\w+)" dir="(\w+)">', html)
    )
    assert "Jag behöver tolk på arabiska." in html
    assert "Tarvitsen" not in html
    assert "”Jag behöver tolk” på finska har ingen läst" == warning.sentence
    assert [] == list_unread_phrases(example)


def test_a_sheet_of_unread_phrases_is_not_made_nor_promised(tmp_path: Path) -> None:
    """Not on its own, nor in a packet, nor on the page. What falls due says why."""
    days = [(f"\n      reviewed: 2026-11-0{day}", "") for day in (2, 3)]
    shelf = load(copy_example(tmp_path / "data", edit_example(PHRASES, *days)), TODAY)
    binder = shelf.binders["norrby"]
    (warning,) = list_unread_phrases(shelf)

    assert "tolk" not in sheets_in(binder)
    assert [] == [packet.id for packet in binder.packets for part in packet.parts if part.name == "tolk"]
    assert "pdf/tolk.pdf" not in draw_page(shelf, "familj", "norrby")
    assert "fraser som är lästa" in warning.advice


def test_the_page_for_families_leads_to_every_sheet_of_their_own(example: Shelf, real: Shelf) -> None:
    """And the child's to the paper with faces, in each collaboration."""
    page = draw_page(example, "familj", "norrby")
    faces = {"kalix": "hur-var-det", "hudiksvall": "enkat-barn"}

    assert [] == [name for name in SHEETS if f"pdf/{name}.pdf" not in page]
    for slug, survey in faces.items():
        assert real.binders[slug].surveys[survey].faces, slug
        for key in ("barn", "ung"):
            assert f"pdf/{survey}.pdf" in draw_page(real, "familj", slug, key=key), (slug, key)


def test_every_real_sheet_of_the_family_is_proposed_and_asks_for_no_name(real: Shelf) -> None:
    """No field on the child's own page is for a name, and no phrase is printed that nobody has read."""
    for slug in ("kalix", "ljusdal"):
        binder = real.binders[slug]
        plan = Writer(real, binder).sheet("min-plan").html
        titles = re.findall(r'<input[^>]* title="([^"]*)"', plan)

        assert binder.family_sheets is not None
        assert "proposed" == binder.family_sheets.state
        assert SHEETS[:3] == [name for name in sheets_in(binder) if name in SHEETS]
        assert len(titles) > 8
        assert not any("namn" in title.lower() for title in titles)
