"""A leaflet with one thought on each page is a booklet: sheets that are laid in one another and folded."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

from macros.records.whole_shelf import Shelf
from tests.paper.printed import Printed, list_ua_faults
from tests.paper.test_folds import halves
from tests.small import AGREEMENT, SLUG, load_small

ARABIC = """\
title: {sv: Vi hjälper dig, ar: نحن نساعدك}
audience: {sv: Till dig som är barn, ar: إليك أيها الطفل}
lead: Läs själv.
pages:
  - {id: ett, scene: ser, title: {sv: Ett, ar: واحد}, text: {sv: Du får rita., ar: يمكنك الرسم.}}
  - {id: tva, scene: foljer-upp, title: {sv: Två, ar: اثنان}, text: Du får vara tyst.}
senders: Skolan
"""


def test_a_booklet_is_imposed_for_folding_and_read_from_first_page_to_last(
    real: Shelf, press: Callable[..., Printed]
) -> None:
    """Three sheets of A4, twelve pages: the numbers on each side, and the order of the structure tree."""
    sheet = press(real, "kalix", "familj-barn")
    feet = [[half.split()[-1] for half in halves(sheet, side)] for side in range(1, 6)]

    assert feet == [["2", "11"], ["10", "3"], ["4", "9"], ["8", "5"], ["6", "7"]]
    back, front = halves(sheet, 0)
    assert "112" in back
    assert "Vi hjälper dig" in front
    with pikepdf.open(sheet.file) as pdf:
        assert read_sides(pdf) == [0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0]


def test_a_booklet_that_is_read_from_the_right_is_bound_there(
    tmp_path: Path, press: Callable[..., Printed]
) -> None:
    """Its cover is the left half, and what comes first inside lies to the right. What lacks is in Swedish."""
    shelf = load_small(tmp_path / "data", files={f"{AGREEMENT}/leaflets/barn.yaml": ARABIC})
    sheet = press(shelf, SLUG, "familj-ar")
    cover, back = halves(sheet, 0)
    third, second = halves(sheet, 1)

    assert ("Läs själv." in cover, "112" in back) == (True, True)
    assert ("2", "3") == (second.split()[-1], third.split()[-1])
    assert "Du får vara tyst." in third
    with pikepdf.open(sheet.file) as pdf:
        assert ([0, 1, 1, 0], "ar") == (read_sides(pdf), str(pdf.Root.Lang))
    assert [] == list_ua_faults(sheet.file)


def read_sides(pdf: Any) -> list[int]:
    """Return on which side of paper each panel lies, in reading order."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    panels = (part for part in walk(pdf.Root.StructTreeRoot) if part.get("/S") == "/Sect")
    return [numbers[page] for panel in panels for page in list(pages_of(panel))[:1]]


def walk(element: Any) -> Iterator[Any]:
    """Yield every element below another, in reading order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from walk(kid)


def pages_of(element: Any) -> Iterator[tuple[int, int]]:
    """Yield the pages of an element's content, as object numbers."""
    if "/Pg" in element:
        yield element["/Pg"].objgen
    for inner in walk(element):
        if "/Pg" in inner:
            yield inner["/Pg"].objgen
