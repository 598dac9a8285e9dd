"""A packet is data: every level changes it by id, and its cover says what came of it."""

import re
from datetime import date

import pytest

from macros.checks import load
from macros.paper import maker
from macros.paper.documents import UnknownDocumentError, Writer, packet_of, parts_of
from macros.paper.maker import Maker
from macros.paper.pdf import count_pages, render
from macros.paper.pdf_store import Store
from macros.records.registry import DOCUMENTS
from tests.conftest import EXAMPLE, TODAY
from tests.edits import copy_example
from tests.paper.printed import Printed

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


OWN = ["fore-motet", "min-plan", "tolk"]
"""The sheets in the families' packet that the family uses itself."""
MANY = 38
"""So many forms in a packet: its contents need two pages."""


def _files() -> dict[str, str]:
    """Return files in which the area and then Norrby change a packet, and Söderby's has forty parts."""
    form = """\
title: Blankett
lead: Till prov.
used: Aldrig.
handling: Kasta den.
sections:
  - id: ett
    title: Ett
    fields:
      - id: a
        label: A
"""
    parts = "".join(f"    - id: blankett-{n}\n      why: Del {n} av många.\n" for n in range(MANY))
    here = "municipalities/soderby"
    return {
        "areas/exempelbygden/packets.yaml": AREA,
        "municipalities/norrby.yaml": (EXAMPLE / "municipalities/norrby.yaml").read_text("utf-8") + TOWN,
        f"{here}/packets.yaml": f"- id: apt-paket\n  parts:\n{parts}",
        f"{here}/documents.yaml": "".join(f"- id: blankett-{n}\n" for n in range(MANY)),
        **{f"{here}/forms/blankett-{n}.yaml": form.replace("Blankett", f"Blankett {n}") for n in range(MANY)},
    }


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """The example with those files."""
    return load(copy_example(tmp_path_factory.mktemp("packets") / "data", _files()), TODAY)


def parts(shelf, slug, name):
    binder = shelf.binders[slug]
    return [part.name for part in parts_of(binder, packet_of(binder, name))]


@pytest.fixture(scope="module")
def covers(shelf, quick_layout, tmp_path_factory) -> dict[str, str]:
    """Make three packets, with one blank page for every part, and return the HTML of their covers."""
    making = Maker(shelf, Store(tmp_path_factory.mktemp("covers")))
    names = {
        "soderby": ("soderby", "familjepaket"),
        "norrby": ("norrby", "familjepaket"),
        "own": ("norrby", "eget-paket"),
    }
    return {key: quick_layout[making.make(*name).full_name] for key, name in names.items()}


def contents(html: str) -> list[tuple[str, str]]:
    """Read the cover's list: each part and its page."""
    return re.findall(
        r'<tr>(?:<td class="flap">\d*</td>)?<th scope="row"><a [^>]*>(.*?)</a>.*?</th><td>(.*?)</td></tr>',
        html,
    )


@pytest.mark.parametrize(
    ("slug", "name", "expected"),
    [
        ("soderby", "familjepaket", ["kontakter-kort", "familj", "familj-ar", *OWN, "kontakter-familj"]),
        (
            "norrby",
            "familjepaket",
            ["kontakter-kort", "checklista", "familj", "familj-ar", *OWN, "kontakter-familj"],
        ),
        ("norrby", "eget-paket", ["rutin"]),
    ],
)
def test_area_and_municipality_change_a_packets_parts_and_add_their_own(shelf, slug, name, expected):
    assert expected == parts(shelf, slug, name)
    assert packet_of(shelf.binders["soderby"], "eget-paket") is None


def test_contents_of_the_cover_follow_the_levels(covers):
    """Each part with its page. Norrby's packet is bound: each part is on a right-hand page.

    The cover is Swedish, and says in which language a part is.
    """
    arabic = "Folder till familjen (arabiska)"
    own = ["Före, på och efter samverkansmötet", "Min plan", "Till dig som behöver tolk"]

    assert ["Kontakter på en sida", "Folder till familjen", arabic, *own, "Hit kan du ringa"] == [
        title for title, _ in contents(covers["soderby"])
    ]
    assert [
        ("Kontakter på en sida", "3"),
        ("Checklista", "5"),
        ("Folder till familjen", "7"),
        (arabic, "9"),
        *zip(own, ("11", "12", "13"), strict=True),
        ("Hit kan du ringa", "15"),
    ] == contents(covers["norrby"])


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Norrbys familjepaket", {"norrby"}),
        ("Läs den här först.", {"norrby"}),
        ("scene-familj", {"soderby"}),
        ("scene-pratar", {"norrby"}),
        ('class="urgent"', {"soderby"}),
        ("Vårt möte", {"norrby"}),
        ("at-5", {"soderby"}),
        ("at-6", {"norrby"}),
        ("norrby/kontakter", {"norrby"}),
        ('src="marks/exempel-norrby.svg"', {"norrby", "own"}),
        ("town_mark", {"norrby", "own"}),
        ("at-0", {"own"}),
        ("scene-motet", {"own"}),
    ],
)
def test_cover_shows_what_the_data_says(text, where, covers):
    """Title, living page, its tab, picture, mark and the meeting's lines.

    A packet that has no more than a title, a lead and parts leads to the first page and has no tab.
    """
    assert where == {key for key, html in covers.items() if text in html}


def test_cover_of_forty_parts_takes_the_pages_it_needs(shelf, quick_layout, tmp_path, monkeypatch):
    """Every part stands in the contents, with the page it begins on once the cover has three."""
    blank = maker.render

    def lay_out_cover(html: str, name: str = "", tagged: bool = True) -> bytes:
        return (render if 'class="cover' in html else blank)(html, name=name, tagged=tagged)

    monkeypatch.setattr(maker, "render", lay_out_cover)
    store = Store(tmp_path)
    made = Maker(shelf, store).make("soderby", "apt-paket")
    printed = Printed(store.file(made.sha256))
    text = " ".join(printed.text(page) for page in (1, 2))

    assert [] == [n for n in range(MANY) if f"Del {n} av många." not in text]
    assert made.pages == len(printed.sizes) > MANY + 2


def test_what_is_new_depends_on_the_packet_not_on_the_clock(shelf):
    binder = shelf.binders["norrby"]
    [name] = [part for part in parts(shelf, "norrby", "apt-paket") if part.startswith("nytt")]

    stored = Writer(shelf, binder).sheet(name)
    asked = Writer(shelf, binder, date(2020, 5, 17)).sheet(name)

    assert ["nytt-sedan-2026-01-01", "Nytt sedan sist"] == [stored.name, stored.title]
    assert "sedan 1 januari 2026." in stored.html
    assert "sedan 17 maj 2020." in asked.html
    assert "Det här har ändrats." in Writer(shelf, binder).sheet("nytt-sedan").html


@pytest.mark.parametrize(
    ("name", "many"), [("nytt-sedan", 9), ("nytt-sedan-2000-01-01", 4), ("nytt-sedan", 1)]
)
def test_news_keeps_to_its_page_and_says_how_much_more_there_is(name, many, tmp_path):
    """The list of those who have heard it gets shorter first; then the oldest changes are left out."""
    change = "    - " + "Nu gäller något annat än det som gällde förut, och det ska alla veta. " * 2
    text = "".join(
        f"- id: v-{n}\n  date: 2026-0{n}-01\n  title: Ändring {n}\n  changes:\n" + f"{change}\n" * 3
        for n in range(1, many + 1)
    )
    data = copy_example(tmp_path / "data", {"agreements/exempelavtalet/revisions.yaml": text})
    shelf = load(data, TODAY)
    html = Writer(shelf, shelf.binders["soderby"]).sheet(name).html
    shown = html.count("Ändring ")

    assert 1 == count_pages(render(html))
    assert ("nytt-sedan" != name) == ("De här har hört det" in html)
    assert 1 <= shown <= many
    assert (shown < many) == ("får inte plats här" in html)
    assert many - shown in (0, 1) or f"{many - shown} äldre ändringar får inte plats här" in html


@pytest.mark.parametrize(
    "name", ["nytt-sedan-2026-13-01", "nytt-sedan-igår", "rutin-2026-01-01", "fi", "finns-inte"]
)
def test_name_that_is_no_document_is_reported(shelf, name):
    """News since no day, a language by itself, nothing that we know."""
    with pytest.raises(UnknownDocumentError, match=name):
        Writer(shelf, shelf.binders["norrby"]).sheet(name)


def test_the_chiefs_packet_says_what_comes_next(shelf):
    html = Writer(shelf, shelf.binders["norrby"]).sheet("dagordning").html

    assert re.search(r'<dt>Nästa APT</dt><dd><input type="text" [^>]*title="Nästa APT[^"]*"> </dd>', html)
    assert "<dt>Styrgruppen</dt><dd>10 mars 2027 </dd>" in html


def test_real_steering_packets_are_whole(real):
    """What the issue lists, as far as each collaboration has it; and nothing of the other's."""
    common = {"styrgrupp", "arshjul", "overenskommelse", "avvikelserapport"}
    north, south = {"enkat-samordnare"}, {"manadsblad", "kommunikationsplan"}

    for slugs, own, others in (
        (("haparanda", "kalix", "overkalix", "overtornea"), north, south),
        (("hudiksvall", "nordanstig", "ljusdal"), south, set()),
    ):
        for names in (set(parts(real, slug, "styrgruppspaket")) for slug in slugs):
            assert common | own <= names
            assert not names & others


def test_real_packets_for_the_workplace_meeting_have_what_the_chief_needs(real):
    """The agenda first, right after the cover; then what is new, if anything is, the routine, and the rest.

    The answers to the cases have a leaf of their own, so that they are on no copy's back.
    """
    wanted = ["dagordning", "nytt-sedan", "rutin-en-sida", "checklista", "kontakter-kort", "fall"]
    added = {"fall-svar", "sa-gor-vi"}
    assert {*wanted, *added} <= {document.name for document in DOCUMENTS if document.pages == 1}
    assert added <= {document.name for document in DOCUMENTS if document.alone}
    for slug, binder in real.binders.items():
        packet = packet_of(binder, "apt-paket")
        news = bool(binder.revisions)
        own = [name for name in wanted if news or name != "nytt-sedan"]
        cases = 2 if binder.agreement.state == "example" else 3
        parts_here = [part.id for part in packet.parts]
        assert own == [part for part in parts_here if part not in added], slug
        assert (cases, 15) == (len(binder.apt.cases), binder.apt.total), slug
        assert (news, True) == (bool(packet.since), bool(binder.apt.next_dates)), slug
