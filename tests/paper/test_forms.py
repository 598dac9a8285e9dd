"""The blank forms as PDFs: every field says what it is, in reading order, and holds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from macros.paper.documents import Writer
from macros.records.form import Form, FormSection

LIMIT = 120_000
DATE = "åååå-mm-dd"
SLUGS = ("norrby", "kalix", "hudiksvall")
FORMS = ("kallelse", "samtycke", "sip", "uppfoljning", "avvikelserapport", "intervjusamtycke")
HAD = [(slug, name) for slug in SLUGS for name in FORMS if (slug, name) != ("kalix", "intervjusamtycke")]
REAL = ("kalix", "hudiksvall")


@pytest.fixture(scope="module")
def binders(example, real) -> dict[str, Any]:
    return {slug: (example if slug == "norrby" else real).binders[slug] for slug in SLUGS}


@pytest.fixture(scope="module")
def files(example, real, press) -> dict[tuple[str, str], bytes]:
    """Print every form once."""
    shelves = {slug: example if slug == "norrby" else real for slug in SLUGS}
    return {(slug, name): press(shelves[slug], slug, name).file.read_bytes() for slug, name in HAD}


def inputs(form: Form) -> Iterator[tuple[str, str]]:
    """Give name and kind of every field on screen, as the form reads. One signs on paper."""
    page = 1
    for section in form.sections:
        if section.new_page:
            page += 1
            yield from ((f"sida-{page}-{field.id}", field.kind) for field in form.again)
        yield from ((f"{section.id}-{field.id}", field.kind) for field in section.fields)
        for row in range(1, section.rows + 1):
            yield from ((f"{section.id}-{column.id}-{row}", column.kind) for column in section.columns)


def read_order(element: Any) -> Iterator[str]:
    """Give the names of the fields as the structure tree holds them: with /Tabs /S, the tab order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if str(kid.get("/Type", "")) == "/OBJR" and "/T" in kid.Obj:
                yield str(kid.Obj.T)
            else:
                yield from read_order(kid)


@pytest.mark.parametrize(("slug", "name"), HAD)
def test_every_field_is_labelled_empty_and_in_reading_order(slug, name, files, binders):
    expected = {field: kind for field, kind in inputs(binders[slug].forms[name]) if kind != "signature"}
    with pikepdf.open(BytesIO(files[slug, name])) as opened:
        fields = {str(field.T): field for field in opened.Root.AcroForm.Fields} if expected else {}
        labels = [str(field.TU).strip() for field in fields.values()]

        assert list(expected) == list(read_order(opened.Root.StructTreeRoot))
        assert set(expected) == set(fields)
        assert all(labels)
        assert len(labels) == len(set(labels)), "two fields that sound the same"
        assert all(str(page.get("/Tabs")) == "/S" for page in opened.pages)
        assert all(str(field.get("/V", "")) in ("", "/Off") for field in fields.values())
        dates = {field for field, kind in expected.items() if kind == "date"}
        assert dates == {field for field in fields if DATE in str(fields[field].TU)}
        texts = [str(field.DA) for field in fields.values() if str(field.FT) == "/Tx"]
        assert all(drawn.endswith(" 0 Tf") for drawn in texts), "a size that may cut what is written"


@pytest.mark.parametrize(("slug", "name"), HAD)
def test_every_page_of_a_childs_form_says_whose_it_is(slug, name, files, binders):
    """A sheet that comes loose finds its way back; a page is only where the form says so."""
    form = binders[slug].forms[name]
    pages = 1 + sum(section.new_page for section in form.sections)
    with pikepdf.open(BytesIO(files[slug, name])) as opened:
        named = [
            any(str(field.get("/T", "")).startswith(f"sida-{number}-") for field in page.get("/Annots", []))
            for number, page in enumerate(opened.pages, 1)
        ]

    if form.again:
        assert [False] + [True] * (pages - 1) == named
    if slug in REAL and name in ("samtycke", "kallelse", "sip", "uppfoljning"):
        assert {"barn", "fodelsear"} == {field.id for field in form.again}


@pytest.mark.parametrize(("slug", "name"), HAD)
def test_a_form_is_small(slug, name, files):
    assert len(files[slug, name]) < LIMIT


@pytest.mark.parametrize(("slug", "name"), HAD)
def test_the_way_to_write_a_date_stands_beside_every_field(slug, name, example, real):
    shelf = example if slug == "norrby" else real
    writer = Writer(shelf, shelf.binders[slug])
    form = writer.binder.forms[name]
    fields = sum(field.kind == "date" for section in form.sections for field in section.fields)
    columns = sum(column.kind == "date" for section in form.sections for column in section.columns)

    assert fields + columns == writer.sheet(name).html.count(f"<small>{DATE}</small>")


def lines(section: FormSection, kind: str) -> list[str]:
    return [field.id for field in section.fields if field.kind == kind]


@pytest.mark.parametrize("slug", REAL)
def test_consent_is_to_call_and_to_share_signed_by_each_and_may_be_withdrawn(slug, binders):
    form = binders[slug].forms["samtycke"]
    sections = {section.id: section for section in form.sections}
    ticks = [tick for section in form.sections for tick in lines(section, "tick")]
    signed = lines(sections["underskrift"], "signature")
    said = " ".join(
        repr(text) for text in (*form.notes, *(s.text for s in form.sections if s.text is not None))
    )

    for person in ("vardnadshavare-1", "vardnadshavare-2", "ung"):
        assert {f"{person}-kalla", f"{person}-prata", f"{person}-nej"} <= set(ticks)
        assert f"{person}-namn" in lines(sections["underskrift"], "line")
        assert person in signed
    assert sections["vilka"].columns  # with whom
    assert {"fran", "till"} <= set(lines(sections["hur-lange"], "date"))
    assert "inte" in [field.id for section in form.sections for field in section.fields]  # and what not
    assert "ta tillbaka" in said


@pytest.mark.parametrize("slug", REAL)
def test_the_plan_says_who_does_what_when_and_is_signed(slug, binders):
    form = binders[slug].forms["sip"]
    tables = [{column.id for column in section.columns} for section in form.sections]
    kinds = [part.kind for section in form.sections for part in (*section.fields, *section.columns)]

    assert any({"vad", "vem", "nar"} <= table for table in tables)
    assert "signature" in kinds
    assert any(section.child for section in form.sections[:3])  # the child's own words come early


@pytest.mark.parametrize("slug", REAL)
def test_the_deviation_report_replaces_no_other_report(slug, binders):
    notes = " ".join(map(repr, binders[slug].forms["avvikelserapport"].notes))

    assert "ersätter inte lex Sarah" in notes
    assert "lex Maria" in notes
