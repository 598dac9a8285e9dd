"""Long words in headings may break; numbers keep their units; nothing else on the page changes."""

from __future__ import annotations

import pytest

from macros.web.typography import set_type

SOFT, KEPT = "\u00ad", "\u00a0"


def typeset(html: str) -> str:
    """Set the type of an article, and give what stands in it."""
    return set_type(f"<article>{html}</article>").removeprefix("<article>").removesuffix("</article>")


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

    assert page == set_type(page)


def test_the_links_beside_headings_are_no_stops_for_the_tab_key() -> None:
    """By keyboard the register leads to the same places."""
    assert '<a class="headerlink" tabindex="-1" aria-hidden="true" href="#x">¶</a>' == typeset(
        '<a class="headerlink" href="#x">¶</a>'
    )
