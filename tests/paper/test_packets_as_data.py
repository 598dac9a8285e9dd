"""A packet is data: every level changes it by id, and its cover says what came of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from macros.checks import load
from macros.paper import maker
from macros.paper.documents import Writer, parts_of
from macros.paper.pdf import render
from macros.paper.pdf_store import Store
from macros.paper.sheet_build import selection
from macros.records.registry import DOCUMENTS

TODAY = date(2026, 11, 21)
AREA = """\
- id: familjepaket
  lead: Till dig i Exempelbygden.
  parts:
    - remove: samtycke
    - id: kontakter-kort
      before: familj
      why: Ring hit.
"""
TOWN = """
packets:
  - id: familjepaket
    title: Norrbys familjepaket
    page: kontakter
    picture: pratar
    meeting: ja
    bound: ja
    parts:
      - id: familj
        why: Läs den här först.
      - id: checklista
        after: kontakter-kort
  - id: eget-paket
    title: Eget
    lead: Bara i Norrby.
    parts:
      - id: rutin
"""


@pytest.fixture
def shelf(example_copy):
    """The example, where the area and then Norrby change a packet of the agreement."""
    town = (example_copy() / "municipalities" / "norrby.yaml").read_text("utf-8") + TOWN
    files = {"areas/exempelbygden/packets.yaml": AREA, "municipalities/norrby.yaml": town}
    return load(example_copy(files), TODAY)


def packet(shelf, slug, name="familjepaket"):
    return next(packet for packet in shelf.binders[slug].packets if packet.id == name)


def cover(monkeypatch, shelf, slug, name="familjepaket") -> str:
    """Make the packet, with one blank page for every part, and give its cover's HTML."""
    blank = render(
        '<html lang="sv"><title>x</title><body class="sheet a4"><main><h1>x</h1></main></body></html>'
    )
    seen: list[str] = []

    def laid_out(html: str, name: str = "", tagged: bool = True) -> bytes:
        if 'class="cover' in html:
            seen.append(html)
        return blank if tagged else render(html, name=name, tagged=False)

    monkeypatch.setattr(maker, "render", laid_out)
    monkeypatch.setattr("macros.paper.sheet_build.Store", lambda: Store(Path("store")))
    selection(shelf, slug, [name])
    return seen[-1]


def contents(html: str) -> list[tuple[str, str]]:
    """Read the cover's list: each part and its page."""
    rows = re.findall(
        r'<tr>(?:<td class="flap">\d*</td>)?<th scope="row">(.*?)</th><td>(.*?)</td></tr>', html
    )
    return [(re.sub(r"<span.*", "", title), page) for title, page in rows]


def test_an_area_takes_a_part_away_and_puts_one_before_another(shelf):
    assert ["kontakter-kort", "familj", "kontakter-familj"] == parts_of(packet(shelf, "soderby"))


def test_a_municipality_changes_the_areas_packet_and_adds_its_own(shelf):
    assert ["kontakter-kort", "checklista", "familj", "kontakter-familj"] == parts_of(packet(shelf, "norrby"))
    assert ["rutin"] == parts_of(packet(shelf, "norrby", "eget-paket"))
    assert "eget-paket" not in [packet.id for packet in shelf.binders["soderby"].packets]


def test_the_covers_contents_follow(shelf, monkeypatch):
    area = contents(cover(monkeypatch, shelf, "soderby"))
    town = contents(cover(monkeypatch, shelf, "norrby"))

    assert ["Kontakter på en sida", "Folder till familjen", "Hit kan du ringa"] == [
        title for title, _ in area
    ]
    assert [
        ("Kontakter på en sida", "3"),
        ("Checklista", "5"),
        ("Folder till familjen", "7"),
        ("Hit kan du ringa", "9"),
    ] == [(title, page) for title, page in town]  # bound: each on a right-hand page


def test_the_cover_is_data(shelf, monkeypatch):
    """Title, living page, its tab, the picture and the meeting's lines."""
    area, town = (cover(monkeypatch, shelf, slug) for slug in ("soderby", "norrby"))

    assert "Norrbys familjepaket" in town
    assert "Läs den här först." in town
    assert ("scene-familj" in area, "scene-pratar" in town) == (True, True)
    assert ('class="urgent"' in area, 'class="urgent"' in town) == (True, False)
    assert ("Vårt möte" in area, "Vårt möte" in town) == (False, True)
    assert ("at-5" in area, "at-6" in town) == (True, True)
    assert "norrby/kontakter" in town


def test_a_packet_needs_no_more_than_a_title_a_lead_and_parts(shelf, monkeypatch):
    """Then it leads to the binder's first page, has no tab and no lines for a meeting."""
    html = cover(monkeypatch, shelf, "norrby", "eget-paket")

    assert "at-0" in html
    assert "scene-motet" in html
    assert "Vårt möte" not in html
    assert contents(html)[0][1] == "3"


def test_the_marks_place_is_the_cover(shelf, monkeypatch):
    assert 'src="marks/exempel-norrby.svg"' in cover(monkeypatch, shelf, "norrby")
    assert "town_mark" not in cover(monkeypatch, shelf, "soderby")


def test_what_is_new_depends_on_the_packet_not_on_the_clock(shelf):
    binder = shelf.binders["norrby"]
    [name] = [part for part in parts_of(packet(shelf, "norrby", "apt-paket")) if part.startswith("nytt")]

    stored = Writer(shelf, binder).sheet(name)
    asked = Writer(shelf, binder, date(2020, 5, 17)).sheet(name)

    assert "nytt-sedan-2026-01-01" == name == stored.name
    assert "Nytt sedan sist" == stored.title
    assert "sedan 1 januari 2026." in stored.html
    assert "sedan 17 maj 2020." in asked.html
    assert "Det här har ändrats." in Writer(shelf, binder).sheet("nytt-sedan").html


@pytest.mark.parametrize("name", ["nytt-sedan-2026-13-01", "nytt-sedan-igår", "rutin-2026-01-01"])
def test_a_sheet_of_news_since_no_day_is_no_document(shelf, name):
    with pytest.raises(LookupError):
        Writer(shelf, shelf.binders["norrby"]).sheet(name)


def test_the_chiefs_packet_says_what_comes_next(shelf):
    html = Writer(shelf, shelf.binders["norrby"]).sheet("dagordning").html

    assert "<dt>Nästa APT</dt><dd> </dd>" in html
    assert "<dt>Styrgruppen</dt><dd>10 mars 2027 </dd>" in html


def test_real_steering_packets_are_whole(real):
    """What the issue lists, as far as each collaboration has it; and nothing of the other's."""
    common = {"styrgrupp", "overenskommelse", "avvikelserapport"}
    parts = {slug: set(parts_of(packet(real, slug, "styrgruppspaket"))) for slug in real.binders}

    for slug in ("haparanda", "kalix", "overkalix", "overtornea"):
        assert common | {"enkat-samordnare"} <= parts[slug]
        assert not parts[slug] & {"manadsblad", "kommunikationsplan"}
    for slug in ("hudiksvall", "nordanstig", "ljusdal"):
        assert common | {"manadsblad", "kommunikationsplan"} <= parts[slug]


def test_real_packets_for_the_workplace_meeting_have_what_the_chief_needs(real):
    """The agenda first, right after the cover; then what is new, the routine, and the rest."""
    wanted = ["dagordning", "nytt-sedan", "rutin-en-sida", "checklista", "kontakter-kort", "fall"]
    for slug, binder in real.binders.items():
        chosen = packet(real, slug, "apt-paket")
        assert wanted == [part.id for part in chosen.parts], slug
        assert chosen.since, slug
        assert 3 == len(binder.apt.cases), slug
        assert binder.apt.next_dates, slug
        assert 15 == sum(item.minutes for item in binder.apt.agenda), slug
        assert not [part.id for part in chosen.parts if _pages(part.id) > 1], slug


def _pages(name: str) -> int:
    """Give how many pages a document may have. A list too long for its page may go on over it."""
    document = next(document for document in DOCUMENTS if document.name == name)
    return document.pages or 9
