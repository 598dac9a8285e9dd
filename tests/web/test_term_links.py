"""The first use of each of the glossary's words leads to its explanation, in running text alone."""

import pytest

from macros.records.whole_shelf import Shelf
from macros.web.term_links import link_terms

APT = '<a class="explained" href="../ordlista/#apt">APT</a>'
CONSENT = '<a class="explained" href="../ordlista/#samtycke">{}</a>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>På APT. Nästa APT.</p>", f"<p>På {APT}. Nästa APT.</p>"),
        ("<p>Samtycket gäller, samtycke</p>", f"<p>{CONSENT.format('Samtycket')} gäller, samtycke</p>"),
        ("<p>Läs om apt, samtyckesblankett och EU-APT</p>", None),
        ("<p>Samtycke Norr, samtycke</p>", f"<p>Samtycke Norr, {CONSENT.format('samtycke')}</p>"),
        ("<h2>Samtycke</h2><p><a href='x'>APT</a></p><label>APT</label>", None),
        ("<table><tr><td>APT</td></tr></table>", None),
        ('<section class="duty"><h2>x</h2><p>APT</p></section>', None),
        ('<p title="APT">data/APT.yaml apt@APT.example</p>', None),
        (
            '<section class="duty">APT</section><p>APT</p>',
            f'<section class="duty">APT</section><p>{APT}</p>',
        ),
    ],
)
def test_a_word_is_linked_where_it_first_stands(page: str, expected: str | None, example: Shelf) -> None:
    """Later uses, headings, links, tables and boxes read in a hurry are left alone."""
    terms = example.glossary.values()

    assert (expected or page) == link_terms(page, terms, lambda name: f"../ordlista/#{name}")
