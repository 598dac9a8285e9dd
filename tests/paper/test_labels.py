"""Address labels: 3 × 8 of 70 × 37 mm fill an A4 sheet to the half millimetre."""

import pytest

from tests.paper.printed import Word

COLUMNS, ROWS, WIDTH, HEIGHT = 3, 8, 70, 37
TOP = (297 - ROWS * HEIGHT) / 2
"""What is left of the sheet's height is shared between its upper and lower edge."""


@pytest.fixture(scope="module")
def words(real, press) -> list[Word]:
    """Every word of the sheet."""
    return press(real, "hudiksvall", "adresslappar").words[0]


def test_first_words_stand_70_and_37_mm_apart(words):
    firsts = [(word.left, word.top) for word in words if word.text == "Lärkontoret"]
    left, top = firsts[0]
    places = [(left + column * WIDTH, top + row * HEIGHT) for row in range(ROWS) for column in range(COLUMNS)]

    assert len(places) == len(firsts)
    for place, first in zip(places, firsts, strict=True):
        assert first == pytest.approx(place, abs=0.05)


def test_every_word_stands_inside_its_label_as_far_as_a_printer_reaches(words):
    """At least 5 mm from the label's left edge and the paper's edges, 2 mm from the label's others."""
    for left, top, right, bottom, word in ((w.left, w.top, w.right, w.bottom, w.text) for w in words):
        column, row = int(left // WIDTH), int((top - TOP) // HEIGHT)
        assert left >= column * WIDTH + 5, word
        assert right <= (column + 1) * WIDTH - 5, word
        assert top >= TOP + row * HEIGHT + 5, word
        assert bottom <= TOP + (row + 1) * HEIGHT - (5 if row == ROWS - 1 else 2), word
