"""What a cover and the sheets for staff say about printing, tabs and versions."""

import re

import pytest

from macros.drawing import window_calendar
from macros.paper.documents import Writer, packet_of, parts_of
from macros.paper.pdf import count_pages, render
from macros.records.last_change import find_last_change
from macros.records.whole_shelf import Shelf
from tests.paper.conftest import write_cover


@pytest.fixture(scope="module")
def writers(real: Shelf) -> dict[str, Writer]:
    """Give a writer of each binder's sheets."""
    return {slug: Writer(real, binder) for slug, binder in real.binders.items()}


def test_a_cover_says_which_pages_are_printed_by_themselves(real):
    html = write_cover(real, "kalix", "introduktionspaket").html

    assert "Skriv ut sidorna 7–8 för sig, på A5, i verklig storlek" in html
    assert 1 == html.count("Resten: skriv ut på båda sidor. Vänd längs långsidan.")
    assert "Resten:" not in write_cover(real, "kalix", "styrgruppspaket").html


def test_a_bound_packet_shows_each_parts_tab_in_order_and_titles_that_differ(real):
    for slug in real.municipalities:
        html = write_cover(real, slug, "hela-parmen").html
        tabs = [int(tab) for tab in re.findall(r'<td class="flap">(\d+)</td>', html)]
        titles = re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', html)
        assert (sorted(tabs), len(titles)) == (tabs, len(set(titles))), slug
        assert {1, 2, 11} <= set(tabs), slug
    assert 'class="flap"' not in write_cover(real, "kalix", "apt-paket").html


def test_the_longest_cover_for_a_family_has_room_for_its_contents(real):
    """With the words that lead the family, and what the agreement's own sheets are for."""
    sheet = write_cover(real, "hudiksvall", "familjepaket")

    assert 1 <= count_pages(render(sheet.html, name=sheet.full_name)) <= 2


def test_a_list_to_fill_in_carries_no_version_and_no_date_and_the_news_a_date(writers):
    for slug, writer in writers.items():
        blank, news = (writer.sheet(name).margin for name in ("horde-narvarolista", "nytt-sedan"))
        dated = find_last_change(writer.binder, "nytt") is not None
        assert (0, dated) == (
            blank.count("Senast ändrad"),
            news.count("Senast ändrad"),
        ), slug
        for margin in (blank, news):
            assert "Senaste versionen" in margin, slug
            assert "Version:" not in margin, slug
        rewritten = writer.binder.agreement.state == "draft"
        assert rewritten == ("omskriven i klarspråk" in writer.sheet("rutin-en-sida").margin), slug


def test_the_list_of_who_has_heard_stands_where_it_is_ticked_off(writers):
    """On the news of the packet for the workplace meeting, and on a sheet of its own in the binder.

    A binder without news has neither.
    """
    with_news = {slug: writer for slug, writer in writers.items() if writer.binder.revisions}
    assert {"kalix", "hudiksvall"} <= set(with_news)
    for slug, writer in with_news.items():
        [news] = [
            part.name
            for part in parts_of(writer.binder, packet_of(writer.binder, "apt-paket"))
            if part.name.startswith("nytt-sedan-")
        ]
        assert 4 <= writer.sheet(news).html.count("<tr><td>") <= 10, slug
        assert 'class="attendance' not in writer.sheet("nytt-sedan").html, slug
        assert writer.sheet("horde-narvarolista").html.count('class="box"') >= 15, slug


def test_a_rule_that_has_ended_is_drawn_with_dashes_and_its_year():
    svg = window_calendar(4, 3, "10–15", outside="gällde 2014")

    assert 3 == svg.count("stroke-dasharray")
    assert "f-river" not in svg
    assert ">Gällde 2014<" in svg


def test_the_ended_window_is_told_once_on_a_sheet(writers):
    for name in ("rutin", "rutin-en-sida", "kommunikationsplan"):
        html = writers["hudiksvall"].sheet(name).html
        assert 1 == html.count("ingen senare uppgift"), name


def test_what_staff_hold_in_their_hand_proposes_instead_of_telling_of_sources(writers):
    for slug, writer in writers.items():
        names = {choice.id for choice in writer.binder.documents}
        for name in {"rutin-en-sida", "dagordning"} | ({"manadsblad", "checklista"} & names):
            assert "Källan säger" not in writer.sheet(name).html, (slug, name)
