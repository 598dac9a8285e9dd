"""Address labels: 3 × 8 of 70 × 37 mm fill an A4 sheet to the half millimetre."""

from __future__ import annotations

import re
import subprocess

import pytest

from macros.paper.documents import Writer
from macros.paper.pdf import render

MM = 72 / 25.4
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
COLUMNS, ROWS, WIDTH, HEIGHT = 3, 8, 70, 37
TOP = (297 - ROWS * HEIGHT) / 2
"""What is left of the sheet's height is shared between its upper and lower edge."""


@pytest.fixture(scope="module")
def words(real, tmp_path_factory) -> tuple[str, list[tuple[float, float, float, float, str]]]:
    """Give the sheet's boxes as text, and every word with its place in millimetres."""
    file = tmp_path_factory.mktemp("labels") / "adresslappar.pdf"
    file.write_bytes(render(Writer(real, real.binders["hudiksvall"]).sheet("adresslappar").html))
    said = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    found = [
        (*(float(value) / MM for value in match.groups()[:4]), match[5]) for match in WORD.finditer(said)
    ]
    return said, [(left, top, right, bottom, word) for left, top, right, bottom, word in found]


def test_the_sheet_is_one_a4(words):
    sizes = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', words[0])

    assert [(210, 297)] == [(round(float(width) / MM), round(float(height) / MM)) for width, height in sizes]


def test_the_first_words_stand_70_and_37_mm_apart(words):
    firsts = [(left, top) for left, top, _, _, word in words[1] if word == "Lärkontoret"]
    left, top = firsts[0]

    assert COLUMNS * ROWS == len(firsts)
    for at, (x, y) in enumerate(firsts):
        row, column = divmod(at, COLUMNS)
        assert x == pytest.approx(left + column * WIDTH, abs=0.05)
        assert y == pytest.approx(top + row * HEIGHT, abs=0.05)


def test_every_word_stands_inside_its_label_as_far_as_a_printer_reaches(words):
    """At least 5 mm from the label's left edge and the paper's edges, 2 mm from the label's others."""
    for left, top, right, bottom, word in words[1]:
        column, row = int(left // WIDTH), int((top - TOP) // HEIGHT)
        assert left >= column * WIDTH + 5, word
        assert right <= (column + 1) * WIDTH - 5, word
        assert top >= TOP + row * HEIGHT + 5, word
        assert bottom <= TOP + (row + 1) * HEIGHT - (5 if row == ROWS - 1 else 2), word
