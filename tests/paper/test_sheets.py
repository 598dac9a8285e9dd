"""Every sheet of one binder: made, accessible, of the right size, and saying what it must."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import page
import pikepdf
import pytest

from macros.paper import documents
from macros.paper.documents import Sheet, Writer
from macros.paper.faults import PaperError
from macros.paper.join import start_pages
from macros.paper.pdf import count_pages, render
from macros.paper.pdf_store import Store
from macros.paper.sheet_build import build

SLUG = "norrby"
STAFF = ("rutin", "checklista", "introduktion", "grona-kortet", "dagordning")
FAMILY = ("familj", "familj-storstil")


@pytest.fixture(scope="module")
def built(example, store, tmp_path_factory) -> tuple[Path, Store]:
    """Build the binder once, in two processes."""
    folder = tmp_path_factory.mktemp("sheets")
    report = build(example, folder / "site", only=[SLUG], jobs=2, store=store)
    assert not report.failures, "\n".join(map(str, report.failures))
    return folder / "site", store


@pytest.fixture(scope="module")
def index(built) -> dict[str, dict[str, object]]:
    rows = json.loads((built[0] / SLUG / "pdf" / "index.json").read_text("utf-8"))
    return {row["name"]: row for row in rows}


@pytest.fixture(scope="module")
def html(example) -> dict[str, str]:
    writer = Writer(example, example.binders[SLUG])
    names = dict.fromkeys((*STAFF, *FAMILY, "sip", "familj-fi"))
    return {name: _said(writer.sheet(name)) for name in names}


def _said(sheet: Sheet) -> str:
    """Give the sheet with its margins."""
    return sheet.margin + sheet.html


def test_every_listed_document_and_packet_exists(example, built, index):
    names = documents.names(example.binders[SLUG])

    assert sorted(names) == sorted(index)
    assert sorted(f"{name}.pdf" for name in names) == sorted(
        p.name for p in (built[0] / SLUG / "pdf").glob("*.pdf")
    )


def test_all_are_pdf_ua(built):
    for file in sorted((built[0] / SLUG / "pdf").glob("*.pdf")):
        report = page.validate_pdf(file, profile=page.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, (file.name, [str(failure) for failure in report.failures][:3])


@pytest.mark.parametrize(
    ("name", "pages"),
    [("grona-kortet", 2), ("familj", 2), ("checklista", 1), ("manadsblad", 1), ("adresslappar", 1)],
)
def test_sheets_of_a_fixed_size_have_their_pages(index, name, pages):
    assert index[name]["pages"] == pages


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("grona-kortet", 148, 210), ("familj", 297, 210), ("rutin", 210, 297), ("manadsblad", 297, 210)],
)
def test_paper_sizes_in_millimetres(built, name, width, height):
    with pikepdf.open(built[0] / SLUG / "pdf" / f"{name}.pdf") as opened:
        box = [round(float(value) / 72 * 25.4) for value in opened.pages[0].mediabox]

    assert [0, 0, width, height] == box


def test_the_packet_for_the_workplace_meeting_is_at_most_eight_pages(index, built):
    assert int(str(index["apt-paket"]["pages"])) <= 8
    with pikepdf.open(built[0] / SLUG / "pdf" / "apt-paket.pdf") as opened:
        assert "/Contents" not in opened.pages[1] or not opened.pages[1].Contents.read_bytes().strip()


def test_forms_can_be_filled_in_are_small_and_hold_no_person(built):
    file = built[0] / SLUG / "pdf" / "sip.pdf"

    assert file.stat().st_size < 120_000
    with pikepdf.open(file) as opened:
        fields = list(opened.Root.AcroForm.Fields)
        assert fields
        assert all(str(field.TU).strip() for field in fields)
        assert all(str(field.get("/V", "")) in ("", "/Off") for field in fields)


def test_a_second_build_makes_nothing_anew(example, built, monkeypatch):
    site, store = built
    before = (site / SLUG / "pdf" / "index.json").read_bytes()
    monkeypatch.setattr("macros.paper.maker.render", lambda *_, **__: pytest.fail("made again"))

    assert not build(example, site, only=[SLUG], store=store).failures
    assert (site / SLUG / "pdf" / "index.json").read_bytes() == before


def test_a_document_that_fails_is_named_and_the_others_are_made(example, tmp_path, monkeypatch):
    def fail(html: str, name: str, **more: bool) -> bytes:
        if name == f"{SLUG}/rutin":
            raise PaperError(name, ["ett tecken saknas"])
        return render(html, name=name, **more)

    monkeypatch.setattr("macros.paper.maker.render", fail)
    report = build(
        example, tmp_path, only=[SLUG], names=["rutin", "checklista"], store=Store(tmp_path / "store")
    )

    assert [made.name for made in report.made] == ["checklista"]
    assert "norrby/rutin" in str(report.failures[0])
    assert (tmp_path / SLUG / "pdf" / "checklista.pdf").exists()


@pytest.mark.parametrize("name", STAFF)
def test_the_duty_to_report_comes_before_everything_else_for_staff(example, html, name):
    body = html[name].split("<main>")[1]
    rest = body.partition("</h1>")[2]

    assert 'class="duty"' in rest
    before = rest.partition('class="duty"')[0]
    assert "<h2" not in before
    assert "<ol" not in before


@pytest.mark.parametrize("name", FAMILY)
def test_family_sheets_begin_with_the_acute_numbers(html, name):
    body = html[name].split("<main>")[1]

    assert 0 < body.index("112") < body.index("Det här händer")


def test_every_sheet_says_how_sure_it_is_and_where_the_latest_version_is(html):
    for name, text in html.items():
        assert 'class="hatched"' in text or "<small>Exempel</small>" in text, name
        assert "Senaste versionen: " in text, name


@pytest.mark.parametrize("name", ["rutin", "checklista", "sip", "introduktion"])
def test_only_a_text_with_document_control_has_a_version(example, html, name):
    """A version beside "utkast" says two things at once; other texts say how old they are."""
    text = html.get(name) or _said(Writer(example, example.binders[SLUG]).sheet(name))
    line = text.partition('class="control-line" data-text="')[2].partition('"')[0]

    assert ("Version: " in line) == (name == "rutin")
    assert ("Text från 1 september 2026." in line) == (name != "rutin")
    assert "Inte fastställd" not in line


def test_the_leaflet_in_finnish_says_that_it_is_finnish(index, built):
    assert index["familj-fi"]["language"] == "fi"
    with pikepdf.open(built[0] / SLUG / "pdf" / "familj-fi.pdf") as opened:
        assert str(opened.Root.Lang) == "fi"


def test_where_a_municipality_is_on_its_way_in_every_sheet_says_so(real):
    """Ljusdal is joining: nothing applies there yet."""
    writer = Writer(real, real.binders["ljusdal"])
    for name in (choice.id for choice in writer.binder.documents):
        assert "Gäller inte än" in writer.sheet(name).html, name


def test_the_leaflets_pages_fold_in_the_right_order(built):
    """Outside [back | front], inside [left | right]: folded, the front is on top."""
    with pikepdf.open(built[0] / SLUG / "pdf" / "familj.pdf") as opened:
        assert len(opened.pages) == 2

    def words(page_number: int, left: int) -> str:
        file = built[0] / SLUG / "pdf" / "familj.pdf"
        area = [
            "-f",
            str(page_number),
            "-l",
            str(page_number),
            "-x",
            str(left),
            "-y",
            "0",
            "-W",
            "421",
            "-H",
            "595",
        ]
        return subprocess.run(
            ["pdftotext", *area, str(file), "-"], capture_output=True, text=True, check=True
        ).stdout

    assert "112" in words(1, 421)
    assert "112" not in words(1, 0)
    assert "Det här händer" in words(2, 0)
    assert "Klipp här" in words(1, 0)
    keep = ("Din samordnare", "Telefon", "Du har rätt att", "ta med någon du litar på")
    assert not [each for each in keep if each in words(2, 421)]  # the back of the survey is handed in with it
    assert "Din samordnare" in words(2, 0)
    assert "Du har rätt att" in words(1, 421)


def test_the_card_folds_between_two_points(built):
    """A5 folded to A6: nothing is printed within 3 mm of the fold but the fold's own marks."""
    file = built[0] / SLUG / "pdf" / "grona-kortet.pdf"
    command = ["pdftotext", "-bbox", str(file), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(float, row)) for row in re.findall(r'yMin="([\d.]+)" .*?yMax="([\d.]+)"', said)]
    near = 3 / 25.4 * 72
    fold = 210 / 25.4 * 72 / 2

    assert rows
    assert not [row for row in rows if row[0] < fold + near and row[1] > fold - near]


def test_sip_is_written_out_on_the_cards_green_side(real):
    front = Writer(real, real.binders["kalix"]).sheet("grona-kortet").html.partition("card_back")[0]

    assert "SIP: samordnad individuell plan" in front


def test_labels_carry_the_address_that_the_follow_up_names(real):
    html = Writer(real, real.binders["nordanstig"]).sheet("adresslappar").html

    assert html.count("Exempelgatan 2") == 24
    assert "<small>Exempel</small>" in html


def test_what_is_new_says_since_when(example):
    html = Writer(example, example.binders[SLUG], date(2026, 1, 1)).sheet("nytt-sedan").html

    assert "Det här har ändrats sedan 1 januari 2026." in html


def test_no_part_stands_on_the_back_of_what_is_handed_in(real):
    """In no packet does a form, a survey, a card, a leaflet or a label have another part on its back."""
    for binder in real.binders.values():
        for packet in binder.packets:
            alone = [documents.find_document(binder, part.id).alone for part in packet.parts]
            starts = start_pages([(1, True), *((1, each) for each in alone)])[1:]
            for start, each in zip(starts, alone, strict=False):
                assert start % 2 or not each, (binder.slug, packet.id)
                assert not each or start + 1 not in starts, (binder.slug, packet.id)


def test_a_sheet_that_would_almost_go_on_a_page_less_does(monkeypatch):
    """The last page is not worth a sheet of paper for two lines; for half a page it is."""
    line = "<p>Så här står det i rutinen, punkt för punkt.</p>"
    head = (
        '<!doctype html><html lang="sv"><head><title>x</title></head><body class="sheet a4"><main><h1>x</h1>'
    )

    def pages(lines: int) -> int:
        return count_pages(render(f"{head}{line * lines}</main></body></html>"))

    with monkeypatch.context() as patch:
        patch.setattr("macros.paper.fit.SIZES", ("", ""))
        full = next(lines for lines in range(20, 60) if pages(lines) > 1)

    assert pages(full) == 1
    assert pages(full + 12) == 2


def test_stored_parts_are_whole_files(built):
    files = list(built[1].folder.glob("pdf/*.pdf"))

    assert files
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)
