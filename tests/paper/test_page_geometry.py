"""The geometry of the pages stands in print.css alone: what Python puts on finished pages follows it."""

from itertools import pairwise

from macros.paper.page_geometry import binding_width, number_place, read_page_lengths
from macros.paper.sheets import LANDSCAPE_ROOM, PORTRAIT_ROOM

PX_IN_MM = 96 / 25.4


def test_numbers_and_margins_follow_the_page_rules() -> None:
    """A4 and A4 on its side; the binding is on the right of a left-hand page."""
    assert 9 == binding_width()
    assert [(17, 7.4), (26, 7.4), (16, 11.2), (16, 11.2)] == [
        number_place(landscape, verso) for landscape in (False, True) for verso in (False, True)
    ]


def test_flow_drawing_has_room_inside_the_margins() -> None:
    """The room that a drawing is given is at most what the page's margins leave of A4."""
    pages = read_page_lengths()
    for page, (width, height), room in (
        ("", (210, 297), PORTRAIT_ROOM),
        ("landscape", (297, 210), LANDSCAPE_ROOM),
    ):
        top, right, bottom, left = pages[page]["margin"]
        assert room[0] <= (width - left - right) * PX_IN_MM
        assert room[1] <= (height - top - bottom) * PX_IN_MM


def test_packet_number_stands_under_the_sheets_own(example, press) -> None:
    """Right-hand pages, left-hand pages and pages that lie down: each number ends where *Sida 1 (2)* ends."""
    seen = set()
    for name in ("apt-paket", "styrgruppspaket"):
        printed = press(example, "norrby", name)
        for index, (words, (width, height)) in enumerate(zip(printed.words, printed.sizes, strict=True)):
            numbers = [word for before, word in pairwise(words) if before.text == "Paketet"]
            own = [word for word in words if word.text.startswith("(") and word.top > height - 25]
            for number, last in zip(numbers, own, strict=False):
                assert abs(number.right - last.right) < 0.5, (name, index)
                assert last.bottom - 1.3 < number.top < last.bottom + 3, (name, index)
                seen.add((width > height, index % 2 == 1))
    assert {(False, False), (False, True), (True, False)} <= seen
