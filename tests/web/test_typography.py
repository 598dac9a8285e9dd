"""Long words in headings may break; numbers keep their units; nothing else on the page changes."""

from __future__ import annotations

import re
from itertools import product

import pytest

from macros.drawing.svg import PRINT, circle, light, paint, text
from macros.project import ROOT
from macros.web.typography import apply_typography

SOFT, KEPT = "\u00ad", "\u00a0"


def typeset(html: str) -> str:
    """Set the type of an article, and give what stands in it."""
    return apply_typography(f"<article>{html}</article>").removeprefix("<article>").removesuffix("</article>")


def test_a_long_word_in_a_heading_may_break_and_stays_the_same_word() -> None:
    """Between its syllables, never near its ends."""
    heading = typeset('<h3 class="title" id="avvikelserapportering">Avvikelserapportering</h3>')

    assert SOFT in heading
    assert '<h3 class="title" id="avvikelserapportering">Avvikelserapportering</h3>' == heading.replace(
        SOFT, ""
    )
    assert min(map(len, heading.partition(">")[2].partition("<")[0].split(SOFT))) >= 2


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Kontakter</h2>",
        "<p>Avvikelserapportering</p>",
        '<h2><a href="avvikelserapportering/">Ring</a></h2>',
        "<h2>Barn &oacuteoooooooooooooooo; unga</h2>",
    ],
)
def test_short_words_running_text_and_attributes_are_left_alone(html: str) -> None:
    """Only what a reader sees in a heading, and only if it is long."""
    assert html == typeset(html)


def test_a_number_keeps_its_unit() -> None:
    """*25 %* and *1 §* are never divided."""
    assert f"<p>25{KEPT}% och 1{KEPT}§</p>" == typeset("<p>25 % och 1 §</p>")


def test_what_stands_outside_the_article_is_left_alone() -> None:
    """The title of the window, the register and the footer."""
    page = "<title>Avvikelserapportering 25 %</title><h2>Avvikelserapportering</h2>"

    assert page == apply_typography(page)


def test_the_links_beside_headings_are_no_stops_for_the_tab_key() -> None:
    """By keyboard the register leads to the same places."""
    assert '<a class="headerlink" tabindex="-1" aria-hidden="true" href="#x">¶</a>' == typeset(
        '<a class="headerlink" href="#x">¶</a>'
    )


def test_a_unit_in_an_attribute_is_left_alone() -> None:
    """It is not shown, and an id or an address would be another."""
    assert '<p title="25 %">25</p>' == typeset('<p title="25 %">25</p>')


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
    drawn = (ROOT / "overrides").rglob("*.html")
    used = {f"{kind}-{name}" for kind, name in product("fs", PRINT) if f".{kind}-{name} {{" in css}
    asked = {found for file in drawn for found in re.findall(r'"([fs]-[a-z]+)["\s]', file.read_text("utf-8"))}
    rounded = re.findall(r"\.(s-[a-z]+)", re.findall(r":is\(([^)]*)\) {\n  stroke-linecap", css)[0])

    assert asked <= used
    assert {name for name in used if name.startswith("s-")} == set(rounded)
    assert {f"f-{name}" for name in re.findall(r'paint\("(\w+)"', code)} <= used
    assert {f"s-{name}" for name in re.findall(r'paint\([\w"]+, "(\w+)"', code)} <= used
