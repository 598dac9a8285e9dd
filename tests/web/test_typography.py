"""Long words in headings may break; numbers keep their units; nothing else on the page changes."""

import re
from itertools import product

import pytest

from macros.drawing.svg import PRINT, circle, light, paint, text
from macros.project import ROOT
from macros.web.typography import SOFT, apply_typography

KEPT = "\u00a0"


def test_a_long_word_in_a_heading_may_break_and_stays_the_same_word() -> None:
    """Between its syllables, never near its ends."""
    html = '<article><h3 class="title" id="avvikelserapportering">Avvikelserapportering</h3></article>'
    heading = apply_typography(html)
    syllables = [re.sub("<[^>]*>", "", part) for part in heading.split(SOFT)]

    assert html == heading.replace(SOFT, "")
    assert len(syllables) > 1
    assert min(map(len, syllables)) >= 2


LEFT_ALONE = (
    "<h2>Kontakter</h2>",
    "<p>Avvikelserapportering</p>",
    '<h2><a href="avvikelserapportering/">Ring</a></h2>',
    "<h2>Barn &oacuteoooooooooooooooo; unga</h2>",
    '<p title="25 %">25</p>',
)
LONG = "<h2>Avvikelserapportering</h2>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        *((f"<article>{html}</article>", f"<article>{html}</article>") for html in LEFT_ALONE),
        (
            f"<title>Avvikelserapportering 25 %</title>{LONG}",
            f"<title>Avvikelserapportering 25 %</title>{LONG}",
        ),
        ("<article><p>25 % och 1 §</p></article>", f"<article><p>25{KEPT}% och 1{KEPT}§</p></article>"),
        (
            '<article><a class="headerlink" href="#x">¶</a></article>',
            '<article><a class="headerlink" tabindex="-1" aria-hidden="true" href="#x">¶</a></article>',
        ),
    ],
)
def test_only_what_is_read_is_set(page: str, expected: str) -> None:
    """A number keeps its unit, and the links beside headings are no stops for the tab key.

    Short words, running text, attributes and what stands outside the article are left alone.
    """
    assert expected == apply_typography(page)


def test_shapes_leave_their_colours_to_the_style_sheet() -> None:
    """Every colour that a drawing uses has a rule there; no fill stays none."""
    drawn = circle(1, 2, 3, paint("berry", "ring", 1.5)) + circle(1, 2, 3, paint(None, "ink", 2))

    assert (
        '<circle cx="1" cy="2" r="3" class="f-berry s-ring" stroke-width="1.5"/>'
        '<circle cx="1" cy="2" r="3" class="s-ink" fill="none" stroke-width="2"/>'
    ) == light(drawn)
    assert "#" not in light(text(1, 2, "ord", "ink"))


def test_the_style_sheet_knows_every_colour_that_drawings_use() -> None:
    """Also how lines end: the pages say neither."""
    css = (ROOT / "docs" / "assets" / "drawing.css").read_text(encoding="utf-8")
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "macros" / "drawing").glob("*.py"))
    drawn = [file for file in (ROOT / "overrides").rglob("*.html") if file.parent.name != "editing"]
    used = {f"{kind}-{name}" for kind, name in product("fs", PRINT) if f".{kind}-{name} {{" in css}
    asked = {found for file in drawn for found in re.findall(r'"([fs]-[a-z]+)["\s]', file.read_text("utf-8"))}
    rounded = re.findall(r"\.(s-[a-z]+)", re.findall(r":is\(([^)]*)\) {\n  stroke-linecap", css)[0])

    assert asked <= used
    assert {name for name in used if name.startswith("s-")} == set(rounded)
    assert {f"f-{name}" for name in re.findall(r'paint\("(\w+)"', code)} <= used
    assert {f"s-{name}" for name in re.findall(r'paint\([\w"]+, "(\w+)"', code)} <= used
