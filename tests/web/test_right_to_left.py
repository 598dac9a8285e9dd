"""In a language written from the right, a number is still read from the left: 116 111, never 111 116."""

from __future__ import annotations

from macros.project import ROOT
from tests.browser.tabs import Tabs

PAGE = '<article class="sheet" dir="rtl"><p>بريس <a class="number" href="tel:116111"><i>116</i> <b>111</b></a></p>'


def test_a_number_is_read_from_the_left(tabs: Tabs) -> None:
    """By one who calls it, in danger."""
    with tabs.lend() as page:
        page.set_content(PAGE)
        for name in ("components", "web"):
            page.add_style_tag(content=(ROOT / "docs" / "assets" / f"{name}.css").read_text(encoding="utf-8"))
        first, last = (
            page.locator(part).evaluate("part => part.getBoundingClientRect().left") for part in ("i", "b")
        )

    assert first < last
