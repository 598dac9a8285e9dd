"""Packets: what the parts carry must survive the joining."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from macros.paper.join import Extent, Part, join, start_pages
from macros.paper.page_numbers import Stamps, write_empty_sheet, write_number_sheets
from macros.paper.pdf import render
from tests.paper.printed import Printed, list_ua_faults

HOME = "https://gronaparmen.example/kalix"


HEAD = '<!doctype html><html lang="{}"><head><title>{}</title></head><body>'


def part(title: str, language: str = "sv", extra: str = "") -> bytes:
    """Make a part of two pages with a table, links and bookmarks."""
    return render(
        f'{HEAD.format(language, title)}<h1 id="a">{title}</h1>'
        f'<p><a href="#b">till nästa</a> och <a href="{HOME}/rutin/#b">rutinen</a></p>'
        "<table><tr><th>Vad</th><th>När</th></tr><tr><td>Möte</td><td>Nu</td></tr></table>"
        f'{extra}<h2 id="b" style="break-before: page">Mer</h2><p>Slut.</p></body></html>'
    )


@pytest.fixture(scope="module")
def stamps() -> Stamps:
    """Lay out the numbers of a packet's pages."""
    empty, *numbers = (render(html, tagged=False) for html in (write_empty_sheet(), *write_number_sheets(1)))
    return Stamps(empty, numbers)


@pytest.fixture(scope="module")
def joined(stamps) -> bytes:
    """Join a cover and two parts that have a form each. Done again, it gives the same bytes."""
    form = '<form class="form"><p><label for="n">Namn</label> <input id="n" name="namn"></p></form>'
    parts = [
        Part("Framsida", part("Framsida"), alone=True),
        Part("Rutin", part("Rutin", extra=form), addresses=[f"{HOME}/rutin/"]),
        Part("Esite", part("Esite", "fi", extra=form), "fi"),
    ]
    first, second = (join(parts, "Hela paketet", "Exempelutgivaren", stamps) for _ in range(2))
    assert first == second
    return first


@pytest.fixture(scope="module")
def opened(joined) -> Iterator[pikepdf.Pdf]:
    """Open the packet."""
    with pikepdf.open(BytesIO(joined)) as packet:
        yield packet


def test_it_is_pdf_ua_and_has_its_own_title(joined, opened):
    assert [] == list_ua_faults(joined)
    assert (True, "Hela paketet") == (
        bool(opened.Root.ViewerPreferences.DisplayDocTitle),
        str(opened.docinfo["/Title"]),
    )


def test_each_part_keeps_its_tags_and_its_language(opened):
    root = opened.Root.StructTreeRoot
    keys = [int(key) for key in list(root.ParentTree.Nums)[::2]]

    assert [("sv", "Framsida"), ("sv", "Rutin"), ("fi", "Esite")] == [(str(d.Lang), str(d.T)) for d in root.K]
    assert keys == sorted(set(keys))
    assert {int(p.StructParents) for p in opened.pages if "/StructParents" in p} <= set(keys)


def test_table_headers_of_two_parts_are_not_mixed_up(opened):
    ids = [
        str(o.ID) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/ID" in o and "/S" in o
    ]

    assert len(ids) == len(set(ids)) == 6


def test_bookmarks_are_nested_below_each_part(opened):
    with opened.open_outline() as outline:
        tree = [(item.title, [child.title for child in item.children]) for item in outline.root]

    assert tree == [("Framsida", ["Mer"]), ("Rutin", ["Mer"]), ("Esite", ["Mer"])]


def test_a_link_to_a_parts_living_address_stays_inside_the_packet(opened):
    links = [a for p in opened.pages for a in p.get("/Annots", ()) if str(a.Subtype) == "/Link"]

    assert {"del2-b"} == {str(a.Dest) for a in links if "rutin" in str(a.get("/Contents", ""))}
    assert not any("/A" in link for link in links)


def test_form_fields_are_kept_and_their_names_differ(opened):
    names = [str(field.T) for field in opened.Root.AcroForm.Fields]

    assert len(names) == len(set(names)) == 2


def test_pages_are_numbered_through_and_the_stamp_is_an_artifact(opened):
    assert len(opened.pages) == 6
    for sheet in opened.pages:
        sheet.contents_coalesce()
        assert b"/Artifact <</Type /Pagination>> BDC 1 0 0 1" in sheet.Contents.read_bytes()


@pytest.mark.parametrize(
    ("parts", "starts"),
    [
        ([(1, True), (1,), (1,), (1,)], [1, 3, 4, 5, 5]),
        ([(1, True), (1, True), (1,)], [1, 3, 5, 5]),
        ([(1, True), (1,), (2, True), (1,)], [1, 3, 5, 7, 7]),
        ([(1, True), (1,), (3,), (1,)], [1, 3, 5, 8, 8]),
        ([(2, True), (1,)], [1, 3, 3]),
        ([(2, True), (3, False, True), (1,), (1, False, True), (1,)], [1, 3, 6, 7, 8, 8]),
    ],
    ids=[
        "sheets may stand on each other's back, but not on the cover's",
        "nothing on the back of a form",
        "a form begins on a right-hand page",
        "so does a part of several pages, for it is laid out in pairs",
        "a cover of two pages needs no blank",
        "in a bound packet each tab begins on a right-hand page",
    ],
)
def test_where_each_part_begins(parts, starts):
    assert starts == start_pages([Extent(*part) for part in parts])


def test_blank_back_of_a_form_says_so_and_long_part_has_its_own_numbers(stamps, tmp_path):
    """The pages of a part share their resources: a number must not stand on them all."""
    form, routine = (
        render(f"{HEAD.format('sv', title)}<h1>{title}</h1><p>Text.</p>{more}</body></html>")
        for title, more in (
            ("Samtycke", ""),
            ("Rutin", '<h2 style="break-before: page">Mer</h2><p>Text.</p>' * 2),
        )
    )
    file = tmp_path / "paket.pdf"
    parts = [Part("Samtycke", form, alone=True), Part("Rutin", routine)]
    file.write_bytes(join(parts, "Paket", "Exempelutgivaren", stamps))
    pages = Printed(file).plain().split("\f")[:-1]

    assert [] == list_ua_faults(file)
    assert [["Paketet 1"], ["Tom sida", "Paketet 2"], ["Paketet 3"], ["Paketet 4"], ["Paketet 5"]] == [
        re.findall("Tom sida|Paketet.*", text) for text in pages
    ]
    with pikepdf.open(file) as opened:
        assert "/StructParents" not in opened.pages[1]  # nothing to read aloud
