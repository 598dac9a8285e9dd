"""A family's page that is read from the right, measured where its parts lie."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import lend_watched
from tests.browser.tabs import Tabs

BOXES = """() => {
  const box = (node) => { const { left, right, top, bottom } = node.getBoundingClientRect(); return { left, right, top, bottom }; };
  const words = (node) => { const range = document.createRange(); range.selectNodeContents(node); return box(range); };
  const one = (name) => document.querySelector(name);
  const link = one(".more a:last-child");
  return {
    article: box(one("article .happens")), heading: words(one("#det-har-hander").firstChild.parentNode),
    lead: words(one(".lead")), steps: [...document.querySelectorAll(".happens > li")].map(box),
    rings: [...document.querySelectorAll(".happens .ring")].map(box),
    titles: [...document.querySelectorAll(".happens .title")].map(words),
    numbers: [...document.querySelectorAll(".urgent .number")].map(box),
    texts: [...document.querySelectorAll(".urgent .number + span")].map(box),
    name: box(link.querySelector("bdi")), link: words(link), space: getComputedStyle(link).display,
    figures: ["070", "20"].map((figures) => {
      const text = document.querySelector(".leaflet_contact .number").firstChild;
      const range = document.createRange(), at = text.data.lastIndexOf(figures);
      range.setStart(text, at); range.setEnd(text, at + figures.length);
      return box(range);
    }),
    hours: [...document.querySelectorAll(".hours .swedish")].map(box),
    sideways: document.documentElement.scrollWidth - innerWidth,
  };
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_an_arabic_page_lies_from_right_to_left(tabs: Tabs, example_address: str, width: int) -> None:
    """What one reads first lies to the right; a number and a Swedish name in it keep their own direction."""
    with lend_watched(tabs, example_address, width) as page:
        page.goto(example_address + "norrby/familj/ar/")
        seen = measure(page)

    assert abs(seen["lead"]["right"] - seen["article"]["right"]) < 3
    assert all(
        ring["right"] <= title["right"] + 1 and ring["left"] > (title["left"] + title["right"]) / 2
        for ring, title in zip(seen["rings"], seen["titles"], strict=True)
    )
    first, second = seen["steps"][:2]
    assert first["left"] >= second["right"] if width > 1000 else first["bottom"] <= second["top"]
    for number, text in zip(seen["numbers"], seen["texts"], strict=True):
        assert number["right"] >= text["right"] - 1
    assert seen["figures"][0]["right"] < seen["figures"][1]["left"]
    assert seen["name"]["left"] == pytest.approx(seen["link"]["left"], abs=1)
    who, when = seen["hours"]
    assert (who["top"], who["left"]) < (when["top"], when["left"]) or who["bottom"] <= when["top"] + 1
    assert seen["sideways"] == 0


def measure(page: Page) -> dict:
    """Return the boxes of the page's parts."""
    return page.evaluate(BOXES)
