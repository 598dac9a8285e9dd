"""How far a line runs, and how far down the page begins: measured on the pages of a binder."""

import pytest

from macros.records.registry import PAGES
from tests.browser.conftest import Opens

LONGEST = 70
"""The most characters of a line of running text (DESIGN: one measure)."""

LINES = """() => {
  const block = (node) => {
    let holder = node.parentElement;
    while (/^(inline|contents)$/.test(getComputedStyle(holder).display)) holder = holder.parentElement;
    return holder;
  };
  const texts = document.createTreeWalker(document.querySelector(".sheet"), NodeFilter.SHOW_TEXT);
  const lines = new Map(), range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim() || text.parentElement.closest("svg, select, [hidden]")) continue;
    const holder = block(text);
    if (!lines.has(holder)) lines.set(holder, new Map());
    [...text.data].forEach((letter, at) => {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const [box] = range.getClientRects();
      if (!box?.width) return;
      const line = lines.get(holder), place = Math.round(box.bottom / 8);
      line.set(place, (line.get(place) ?? "") + letter);
    });
  }
  return [...lines.values()].flatMap((line) => [...line.values()]).map((line) => line.trim());
}"""


SMALL_AND_BOLD = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const { fontFamily, fontSize, fontWeight } = getComputedStyle(element);
  return element.getClientRects().length && /Grotesk/.test(fontFamily) && fontWeight >= 500 && parseFloat(fontSize) < 17
    && !element.closest("svg") && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
}).map((element) => `${element.className} ${element.textContent}`)"""


@pytest.mark.parametrize("name", ["" if tab.name == "index" else f"{tab.name}/" for tab in PAGES])
def test_text_can_be_read(opens: Opens, name: str) -> None:
    """No line is too long, and no letters so small and bold that i has lost its dot; with all folds open."""
    page = opens(f"kalix/{name}")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")

    assert [] == [line for line in page.evaluate(LINES) if len(line) > LONGEST]
    assert [] == page.evaluate(SMALL_AND_BOLD)


BINDERS = ("kalix", "hudiksvall")
FIRSTS = [
    *((f"{binder}/rutin/", ".step .title") for binder in BINDERS),
    *((f"{binder}/checklista/", ".question .box") for binder in BINDERS),
    ("kalix/flode/", ".flow-chart a, .flow_boxes a"),
]
"""Pages, each with what its reader came for."""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize(("path", "first"), FIRSTS)
def test_the_first_step_stands_in_the_first_window(
    opens: Opens, path: str, first: str, width: int, height: int
) -> None:
    """On a desk and on a phone: ribbon, duty and lead leave room for it."""
    boxes = opens(path, width=width).locator(first)
    (box, *_) = (box for one in boxes.all() if (box := one.bounding_box()))

    assert height >= box["y"] + box["height"]


def test_a_list_that_is_opened_moves_no_other(opens: Opens) -> None:
    """On the first page each door has a list of the municipalities."""
    page = opens("")
    places = "[...document.querySelectorAll('.door summary')].map((fold) => fold.getBoundingClientRect().top + scrollY)"
    before = page.evaluate(places)
    page.locator(".door summary").first.click()

    assert before == page.evaluate(places)


@pytest.mark.parametrize(("width", "columns"), [(1280, 2), (390, 1)])
def test_the_arrows_of_downloads_stand_below_each_other(opens: Opens, width: int, columns: int) -> None:
    """Whatever the length of the words before them."""
    arrows = opens("kalix/chef/", width=width).locator(".downloads").last.locator(".get").all()

    assert columns < len(arrows)
    assert columns >= len({(arrow.bounding_box() or {})["x"] for arrow in arrows})


def test_the_ribbon_reaches_the_edge_of_a_wide_screen(opens: Opens) -> None:
    """Its rule is the same there as where it begins, and nothing scrolls sideways."""
    page = opens("kalix/rutin/", width=1920)
    box = page.locator(".ribbon").bounding_box() or {}
    ends = [
        page.screenshot(clip={"x": x, "y": box["y"] + box["height"] - 1, "width": 1, "height": 1})
        for x in (box["x"] + 40, 1900)
    ]

    assert ends[0] == ends[1]
    assert 1920 == page.evaluate("document.documentElement.scrollWidth")
