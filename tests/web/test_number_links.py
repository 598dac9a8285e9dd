"""The numbers in running text are links that ring, and nothing else is."""

import pytest

from macros.records.values import Phone
from macros.web.number_links import link_numbers

PHONES = [Phone("112"), Phone("1177"), Phone("116 111"), Phone("0980-31 92 20")]


@pytest.mark.parametrize(
    ("page", "rings"),
    [
        ("<p>Kvällar: ring 112 och fråga.</p>", 1),
        ("<p>Är det bråttom ringer du 112.</p>", 1),
        ("<p>Du når dem genom 112. På 1177 får du råd.</p>", 2),
        ("<p>Bris svarar på 116 111.</p>", 1),
        ("<p>På natten ger 1177 råd. Numret är 112.</p>", 2),
        ("<p>Bris, 116 111, svarar. Elevhälsan: 0980-31 92 20.</p>", 2),
        ("<p>Nr 2116 111 och +0980-31 92 20, 1116 111:3</p>", 0),
        ("<p>Det var 112 barn. Lagen (2009:112), på 112 §.</p>", 0),
        ("<h2>Ring 112</h2><p><a href='/x'>Ring 112</a></p><!-- ring 112 -->", 0),
        ("<p title='ring 112'>Ring 1126.</p>", 0),
    ],
)
def test_number_that_one_is_told_to_ring_becomes_a_link(page: str, rings: int) -> None:
    """The words before a short one say so; headings, links and attributes are left alone."""
    linked = link_numbers(page, PHONES)

    assert rings == linked.count('<a href="tel:')
    assert page == linked or rings
