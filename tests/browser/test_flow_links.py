"""The flow of services: its boxes lead to whom one calls, on a desk, by keyboard and on narrow screens."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }");
  document.adoptedStyleSheets = [sheet];
}"""
OUTSIDE = """() => [...document.querySelectorAll(".flow-chart a")].filter((link) => {
  const box = link.querySelector("rect").getBoundingClientRect();
  return [...link.querySelectorAll("text")].some((text) => text.getBoundingClientRect().right > box.right);
}).map((link) => link.textContent)"""


def test_a_box_leads_to_its_contact_by_keyboard(opens: Opens) -> None:
    """Each is called by its actor and its service."""
    page = opens("hudiksvall/flode/")
    links = page.locator(".flow-chart a")
    name = links.first.get_attribute("aria-label") or ""
    links.first.focus()
    page.keyboard.press("Enter")

    assert re.fullmatch(r"[^:]+: .+", name)
    expect(page.locator(".contact:target .number")).to_be_visible()


def test_words_stay_in_their_boxes_with_wide_spacing(opens: Opens) -> None:
    """WCAG 1.4.12: no word runs over a line or an arrow."""
    page = opens("kalix/flode/")
    page.evaluate(SPACED)

    assert page.locator(".flow-chart a").count()
    assert [] == page.evaluate(OUTSIDE)


@pytest.mark.parametrize(("width", "columns"), [(768, 2), (390, 1), (320, 1)])
def test_boxes_fill_a_narrow_screen(opens: Opens, width: int, columns: int) -> None:
    """As wide as the sheet, each as high as a finger; nothing is cut off with wide spacing."""
    page = opens("kalix/flode/", width=width)
    page.evaluate(SPACED)
    sheet, lead = (page.locator(name).bounding_box() or {} for name in (".flow_boxes ul >> nth=0", ".lead"))
    boxes = page.locator(".flow_boxes ul >> nth=0").locator("li").all()
    sizes = [box.bounding_box() or {} for box in boxes]

    assert sheet["width"] >= lead["width"]
    assert columns == len({size["x"] for size in sizes})
    assert sheet["x"] + sheet["width"] <= width
    assert 44 <= min(size["height"] for size in sizes)
