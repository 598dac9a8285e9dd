"""Every sheet of one binder: of the right size, and saying what it must."""

from bisect import bisect_left

import pytest

from macros.paper.documents import Writer
from macros.paper.pdf import count_pages, render

SLUG = "norrby"
STAFF = ("rutin", "checklista", "introduktion", "grona-kortet", "dagordning")
FAMILY = ("familj", "familj-storstil")


@pytest.fixture(scope="module")
def html(example) -> dict[str, str]:
    """The HTML of some sheets, with their margins."""
    writer = Writer(example, example.binders[SLUG])
    sheets = {name: writer.sheet(name) for name in (*STAFF, *FAMILY, "sip", "familj-fi")}
    return {name: sheet.margin + sheet.html for name, sheet in sheets.items()}


@pytest.mark.parametrize(
    ("name", "size", "pages"),
    [
        ("grona-kortet", (148, 210), 2),
        ("familj", (297, 210), 2),
        ("checklista", (210, 297), 1),
        ("manadsblad", (297, 210), 1),
        ("manadsblad-ifyllt", (297, 210), 1),
        ("aret-i-siffror", (210, 297), 1),
        ("kvartalsblad", (210, 297), 1),
        ("adresslappar", (210, 297), 1),
    ],
)
def test_sheet_of_a_fixed_size_has_its_pages(name, size, pages, example, press):
    """In millimetres."""
    sizes = press(example, SLUG, name).sizes

    assert [size] * pages == [(round(width), round(height)) for width, height in sizes]


@pytest.mark.parametrize("name", STAFF)
def test_duty_to_report_comes_before_everything_else_for_staff(html, name):
    before, found, _ = html[name].split("<main>")[1].partition("</h1>")[2].partition('class="duty"')

    assert (True, False, False) == (bool(found), "<h2" in before, "<ol" in before)


@pytest.mark.parametrize("name", FAMILY)
def test_family_sheets_begin_with_the_acute_numbers(html, name):
    body = html[name].split("<main>")[1]

    assert 0 < body.index("112") < body.index("Det här händer")


def test_every_sheet_says_how_sure_it_is_and_where_the_latest_version_is(html):
    for name, text in html.items():
        assert 'class="hatched"' in text or "<small>Exempel</small>" in text, name
        assert "Senaste versionen: " in text, name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rutin", "Senast ändrad 12 oktober 2026. Version: "),
        ("checklista", "Senast ändrad 15 januari 2025. Senaste"),
        ("sip", "Senaste versionen: "),
    ],
)
def test_foot_begins_with_when_the_text_was_last_changed(html, name, said):
    """No revision names the forms: when they changed is not known, so it is left out."""
    line = html[name].partition('class="control-line" data-text="')[2]

    assert line.startswith(said)


def test_a_translated_sheet_leads_to_the_page_in_its_language(example):
    """The Arabic leaflet's reader comes to the Arabic page."""
    sheet = Writer(example, example.binders[SLUG]).sheet("familj-ar")

    assert f"{SLUG}/familj/ar<" in sheet.html
    assert [f"{SLUG}/familj/ar/"] == [path.partition(".example/")[2] for path in sheet.addresses[1:]]


def test_sheets_of_a_municipality_on_its_way_in_say_so(real):
    """Ljusdal is joining: nothing applies there yet."""
    writer = Writer(real, real.binders["ljusdal"])
    for name in (choice.id for choice in writer.binder.documents):
        assert "Gäller inte än" in writer.sheet(name).html, name


def test_sip_is_written_out_on_the_cards_green_side(real):
    front = Writer(real, real.binders["kalix"]).sheet("grona-kortet").html.partition("card_back")[0]

    assert "SIP: samordnad individuell plan" in front


def test_labels_carry_the_address_that_the_follow_up_names(real):
    html = Writer(real, real.binders["nordanstig"]).sheet("adresslappar").html

    assert 24 == html.count("Exempelgatan 2")
    assert "<small>Exempel</small>" in html


def test_sheet_that_would_almost_go_on_a_page_less_does(monkeypatch):
    """The last page is not worth a sheet of paper for a few lines; for half a page it is."""
    line = "<p>Så här står det i rutinen, punkt för punkt.</p>"
    head = (
        '<!doctype html><html lang="sv"><head><title>x</title></head><body class="sheet a4"><main><h1>x</h1>'
    )

    def pages(lines: int) -> int:
        return count_pages(render(f"{head}{line * lines}</main></body></html>"))

    with monkeypatch.context() as patch:
        patch.setattr("macros.paper.fit.SIZES", ("", ""))  # one size
        full = bisect_left(range(60), 2, lo=20, key=pages)

    assert [1, 2] == [pages(full), pages(full + 24)]
