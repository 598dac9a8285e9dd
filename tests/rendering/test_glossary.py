"""The first use of an abbreviation on a page is explained, once, and only in running text."""

from __future__ import annotations

import pytest

from macros.records.binder import Shelf
from macros.rendering.glossary import explain_first_use

SIP = "SIP (samordnad individuell plan)"


def explained(example: Shelf, page: str) -> str:
    return explain_first_use(page, example.glossary.values())


def test_only_the_first_use_is_explained(example: Shelf) -> None:
    """Later ones are known by then."""
    assert f"<p>En {SIP}. En SIP till.</p><p>SIP</p>" == explained(
        example, "<p>En SIP. En SIP till.</p><p>SIP</p>"
    )


@pytest.mark.parametrize(
    "start",
    [
        "<h1>SIP</h1>",
        "<h2>Om <em>SIP</em></h2>",
        '<a href="/ordlista/#sip">SIP</a>',
        "<title>SIP</title>",
        "<svg><text>SIP</text></svg>",
        "<label>SIP</label>",
        "<th>SIP</th>",
        "<!-- SIP -->",
        '<p title="SIP"></p>',
    ],
)
def test_headings_links_and_labels_are_skipped(start: str, example: Shelf) -> None:
    """The explanation waits for running text."""
    assert f"{start}<p>{SIP}</p>" == explained(example, f"{start}<p>SIP</p>")


def test_an_ending_does_not_hide_it(example: Shelf) -> None:
    """*SIP:en* is explained after its ending."""
    assert "<p>SIP:en (samordnad individuell plan) är klar</p>" == explained(example, "<p>SIP:en är klar</p>")


@pytest.mark.parametrize("word", ["SIPAR", "SIP-möte", "EU-SIP", "sip"])
def test_other_words_are_left_alone(word: str, example: Shelf) -> None:
    """Only the abbreviation itself."""
    assert f"<p>{word}</p>" == explained(example, f"<p>{word}</p>")


@pytest.mark.parametrize(
    "page",
    [
        "<p>En samordnad individuell plan, SIP, är</p>",
        "<p>SIP (samordnad individuell plan) är</p>",
        "<p>Den samordnade individuella planen, SIP, är</p>",
        "<h3>Samordnad individuell plan</h3><p>SIP skrivs</p>",
        "<p><strong>SIP</strong>, en samordnad och individuell plan</p>",
        "<p>SIP</p><p>De samordnade individuella planerna</p>",
    ],
)
def test_what_stands_explained_already_is_not_explained_again(page: str, example: Shelf) -> None:
    """Where the words themselves are close by, in whatever form and on either side, nothing is added."""
    assert page == explained(example, page)


def test_words_that_only_share_a_part_are_no_explanation(example: Shelf) -> None:
    """Every word of it must stand there."""
    assert f"<p>En plan, {SIP}</p>" == explained(example, "<p>En plan, SIP</p>")


def test_a_service_that_is_named_beside_its_abbreviation_is_not_named_again(example: Shelf) -> None:
    """*Barn- och ungdomspsykiatri, BUP* says it already, though the glossary has the definite form."""
    term = example.glossary["sip"].model_copy(
        update={"abbreviation": "BUP", "term": "barn- och ungdomspsykiatrin"}
    )
    page = "<p>Barn- och ungdomspsykiatri, BUP</p>"

    assert page == explain_first_use(page, [term])


def test_the_explanation_is_escaped(example: Shelf) -> None:
    """A term is data."""
    term = example.glossary["sip"].model_copy(update={"term": "<script>"})

    assert "<p>SIP (&lt;script&gt;)</p>" == explain_first_use("<p>SIP</p>", [term])


@pytest.mark.parametrize("written", ["amp", "lt", "nbsp", "39", "x27"])
def test_an_entity_is_no_word(written: str, example: Shelf) -> None:
    """``&amp;`` is one sign, whatever the glossary calls an abbreviation."""
    term = example.glossary["sip"].model_copy(update={"abbreviation": written})
    page = "<p>Du &amp; jag, &lt;b&gt; och&nbsp;&#39;sen&#x27;</p>"

    assert page == explain_first_use(page, [term])
