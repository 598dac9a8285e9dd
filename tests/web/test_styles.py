"""The style sheets in a browser: the joined one says what its sources say; numbers are read from the left."""

import re
from pathlib import Path

import pytest
import rcssmin

from macros.project import ROOT
from macros.web.styles import SCREEN, read_theme
from macros.web.theme_styles import keep_used_rules
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


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("a{top:0}", "a{top:0}"),
        (".used,.other .used{top:0}", ".used{top:0}"),
        (".other{top:0}@media print{.other{top:0}}", ""),
        ("@media print{.used,.other{top:0}}", "@media print{.used{top:0}}"),
        (".used:not(.other):is(a,b){top:0}", ".used:not(.other):is(a,b){top:0}"),
        (r".a\:used{top:0}", ""),
        ("[data-other=a] .used{top:0}[dir=ltr] .used{top:0}", "[dir=ltr] .used{top:0}"),
        ("@page{margin:0}@keyframes x{from{top:0}}", "@page{margin:0}@keyframes x{from{top:0}}"),
    ],
)
def test_a_selector_for_a_class_or_data_that_nothing_has_is_left_out(css: str, kept: str) -> None:
    """Wherever it stands. What names neither stays."""
    assert kept == keep_used_rules(css, frozenset({"used"}))


def test_the_theme_keeps_its_rules_for_each_class_of_a_page(site: Path) -> None:
    """Nothing that a built page has loses its style."""
    pages = [file.read_text(encoding="utf-8") for file in site.rglob("*.html")]
    on_pages = {
        name for page in pages for value in re.findall(r'class="([^"]*)"', page) for name in value.split()
    }
    named = set(re.findall(r"\.([\w-]+)", "".join(read_theme(name) for name in ("main", "palette"))))
    kept = set(re.findall(r"\.([\w-]+)", (site / SCREEN).read_text(encoding="utf-8")))

    assert 20 < len(on_pages & named)
    assert on_pages & named <= kept
