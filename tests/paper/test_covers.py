"""What a cover and the sheets for staff say about printing, tabs and versions."""

from __future__ import annotations

import re

from macros.drawing import window_calendar
from macros.paper.documents import Writer, parts_of
from macros.records.registry import DOCUMENTS, PRINTING


def _cover(shelf, slug: str, name: str) -> str:
    """Write a packet's cover, two pages for each part."""
    binder = shelf.binders[slug]
    packet = next(packet for packet in binder.packets if packet.id == name)
    sheets = {document.name: document.sheet for document in DOCUMENTS}
    rows = [
        {
            "title": part.id,
            "why": None,
            "printing": PRINTING.get(sheets.get(part.id, ""), ""),
            "page": 2 * number + 3,
            "last": 2 * number + 4,
        }
        for number, part in enumerate(packet.parts)
    ]
    return Writer(shelf, binder).cover(packet, rows, 2 * len(rows) + 2).html


def test_a_cover_says_which_pages_are_printed_by_themselves(real):
    html = _cover(real, "kalix", "introduktionspaket")

    assert "Skriv ut sidorna 7–8 för sig, på A5, i verklig storlek" in html
    assert 1 == html.count("Resten: skriv ut på båda sidor. Vänd längs långsidan.")
    assert "Resten:" not in _cover(real, "kalix", "styrgruppspaket")


def test_a_bound_packet_shows_each_parts_tab_in_the_tabs_order(real):
    for slug in real.binders:
        tabs = [
            int(tab) for tab in re.findall(r'<td class="flap">(\d+)</td>', _cover(real, slug, "hela-parmen"))
        ]
        assert tabs == sorted(tabs), slug
        assert {1, 2, 11} <= set(tabs), slug
    assert 'class="flap"' not in _cover(real, "kalix", "apt-paket")


def test_no_two_parts_of_a_binder_have_the_same_title(real):
    for slug, binder in real.binders.items():
        writer = Writer(real, binder)
        whole = next(packet for packet in binder.packets if packet.id == "hela-parmen")
        titles = [writer.sheet(part.id).title for part in whole.parts]
        assert len(titles) == len(set(titles)), slug


def test_a_sheet_without_a_text_of_its_own_carries_no_version(real):
    for slug, binder in real.binders.items():
        for name in ("horde-narvarolista", "nytt-sedan"):
            margin = Writer(real, binder).sheet(name).margin
            assert "Senaste versionen" in margin, (slug, name)
            assert not re.search("Version:|Text från", margin), (slug, name)
        assert "omskriven i klarspråk" in Writer(real, binder).sheet("rutin-en-sida").margin, slug


def test_the_list_of_who_has_heard_stands_where_it_is_ticked_off(real):
    """On the news of the packet for the workplace meeting, and on a sheet of its own in the binder."""
    for slug, binder in real.binders.items():
        packet = next(packet for packet in binder.packets if packet.id == "apt-paket")
        news = next(name for name in parts_of(packet) if name.startswith("nytt-sedan-"))
        assert Writer(real, binder).sheet(news).html.count("<tr><td>") == 10, slug
        assert 'class="attendance' not in Writer(real, binder).sheet("nytt-sedan").html, slug
        assert Writer(real, binder).sheet("horde-narvarolista").html.count('class="box"') >= 15, slug


def test_a_rule_that_has_ended_is_drawn_with_dashes_and_its_year():
    svg = window_calendar(4, 3, "10–15", outside="gällde 2014")

    assert 3 == svg.count("stroke-dasharray")
    assert "f-river" not in svg
    assert ">Gällde 2014<" in svg


def test_the_ended_window_is_told_once_on_a_sheet(real):
    for name in ("rutin", "rutin-en-sida", "kommunikationsplan"):
        html = Writer(real, real.binders["hudiksvall"]).sheet(name).html
        assert 1 == html.count("ingen senare uppgift"), name


def test_what_staff_hold_in_their_hand_proposes_instead_of_telling_of_sources(real):
    for slug, binder in real.binders.items():
        for name in (
            "rutin-en-sida",
            "dagordning",
            "manadsblad" if "manadsblad" in names(binder) else "checklista",
        ):
            assert "Källan säger" not in Writer(real, binder).sheet(name).html, (slug, name)


def names(binder) -> set[str]:
    """Name the documents that a binder lists."""
    return {choice.id for choice in binder.documents}
