"""The joined stylesheet says what its sources say."""

from __future__ import annotations

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
