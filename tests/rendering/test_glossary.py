"""The first use of an abbreviation on a page is explained, once, and only in running text."""

import pytest

from macros.records.whole_shelf import Shelf
from macros.rendering.glossary import explain_first_use

SIP = "SIP (samordnad individuell plan)"


SKIPPED = (
    "<h1>SIP</h1>",
    "<h2>Om <em>SIP</em></h2>",
    '<a href="/ordlista/#sip">SIP</a>',
    "<title>SIP</title>",
    "<svg><text>SIP</text></svg>",
    "<label>SIP</label>",
    "<th>SIP</th>",
    "<!-- SIP -->",
    '<p title="SIP"></p>',
)
"""Headings, links and labels: the explanation waits for running text."""
LEFT_ALONE = (
    *("<p>SIPAR</p>", "<p>SIP-möte</p>", "<p>EU-SIP</p>", "<p>sip</p>"),
    "<p>En samordnad individuell plan, SIP, är</p>",
    "<p>SIP (samordnad individuell plan) är</p>",
    "<p>Den samordnade individuella planen, SIP, är</p>",
    "<h3>Samordnad individuell plan</h3><p>SIP skrivs</p>",
    "<p><strong>SIP</strong>, en samordnad och individuell plan</p>",
    "<p>SIP</p><p>De samordnade individuella planerna</p>",
)
"""Other words, and the words themselves close by, in whatever form and on either side."""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>En SIP. En SIP till.</p><p>SIP</p>", f"<p>En {SIP}. En SIP till.</p><p>SIP</p>"),
        ("<p>SIP:en är klar</p>", "<p>SIP:en (samordnad individuell plan) är klar</p>"),
        ("<p>En plan, SIP</p>", f"<p>En plan, {SIP}</p>"),
        *((f"{start}<p>SIP</p>", f"{start}<p>{SIP}</p>") for start in SKIPPED),
        *((page, page) for page in LEFT_ALONE),
    ],
)
def test_first_use_in_running_text_is_explained(page: str, expected: str, example: Shelf) -> None:
    """Later ones are known by then. Words that share a part of it are no explanation."""
    assert expected == explain_first_use(page, example.glossary.values())


ENTITIES = "<p>Du &amp; jag, &lt;b&gt; och&nbsp;&#39;sen&#x27;</p>"
SERVICE = "<p>Barn- och ungdomspsykiatri, BUP</p>"


@pytest.mark.parametrize(
    ("abbreviation", "term", "page", "expected"),
    [
        *((name, "x", ENTITIES, ENTITIES) for name in ("amp", "lt", "nbsp", "39", "x27")),
        ("BUP", "barn- och ungdomspsykiatrin", SERVICE, SERVICE),
        ("SIP", "<script>", "<p>SIP</p>", "<p>SIP (&lt;script&gt;)</p>"),
    ],
)
def test_any_term_is_escaped_and_matched_as_a_word(
    abbreviation: str, term: str, page: str, expected: str, example: Shelf
) -> None:
    """``&amp;`` is one sign; the glossary's definite form is found in *Barn- och ungdomspsykiatri, BUP*."""
    entry = example.glossary["sip"].model_copy(update={"abbreviation": abbreviation, "term": term})

    assert expected == explain_first_use(page, [entry])
