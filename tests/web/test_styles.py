"""The joined stylesheet says what its sources say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rcssmin
from playwright.sync_api import Page

from macros.project import ROOT
from tests.browser.tabs import Tabs

SHEETS = sorted((ROOT / "docs" / "assets").glob("*.css"))
READ = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const said = [...sheet.cssRules].map(rule => rule.cssText).join("\\n");
  return said.replaceAll(", ", ",").replace(/\\s+/g, " ").replace(/\\( | \\)/g, one => one.trim()).replaceAll(", ", ",");
}"""


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """An empty page."""
    with tabs.lend() as lent:
        yield lent


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.name))
def test_a_browser_reads_the_same_rules(page: Page, path: Path) -> None:
    """Every rule of every stylesheet of ours. The blank after a comma in a variable is kept as written."""
    css = path.read_text(encoding="utf-8")

    assert page.evaluate(READ, css) == page.evaluate(READ, rcssmin.cssmin(css))
