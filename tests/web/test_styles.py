"""The style sheets in a browser: the joined one says what its sources say; numbers are read from the left."""

from pathlib import Path

import pytest
import rcssmin

from macros.project import ROOT
from tests.browser.tabs import Tabs

SHEETS = sorted((ROOT / "docs" / "assets").glob("*.css"))
READ = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const rules = [...sheet.cssRules].map(rule => rule.cssText).join("\\n");
  return rules.replaceAll(", ", ",").replace(/\\s+/g, " ").replace(/\\( | \\)/g, text => text.trim()).replaceAll(", ", ",");
}"""


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.name))
def test_a_browser_reads_the_same_rules(tabs: Tabs, path: Path) -> None:
    """Every rule of every stylesheet of ours. The blank after a comma in a variable is kept as written."""
    css = path.read_text(encoding="utf-8")

    with tabs.lend() as page:
        assert page.evaluate(READ, css) == page.evaluate(READ, rcssmin.cssmin(css))


RIGHT_TO_LEFT = '<article class="sheet" dir="rtl"><p>بريس <a class="number" href="tel:116111"><i>116</i> <b>111</b></a></p>'


def test_a_number_is_read_from_the_left(tabs: Tabs) -> None:
    """Also in a language written from the right, by one who calls it in danger: 116 111, never 111 116."""
    with tabs.lend() as page:
        page.set_content(RIGHT_TO_LEFT)
        for name in ("components", "web"):
            page.add_style_tag(content=(ROOT / "docs" / "assets" / f"{name}.css").read_text(encoding="utf-8"))
        first, last = (
            page.locator(part).evaluate("part => part.getBoundingClientRect().left") for part in ("i", "b")
        )

    assert first < last
