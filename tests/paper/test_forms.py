"""The blank forms as PDFs: every field says what it is, in reading order, and holds nothing."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from macros.paper.documents import Writer
from macros.records.form import Form
from tests.paper.printed import names_read_aloud

LIMIT = 80_000
DATE = "åååå-mm-dd"
FORMS = ("kallelse", "samtycke", "sip", "uppfoljning", "avvikelserapport", "intervjusamtycke")
REAL = ("kalix", "hudiksvall")


@pytest.fixture(
    params=[("norrby", name) for name in FORMS] + [("kalix", name) for name in FORMS[:-1]], ids="/".join
)
def form(request, example, real, press) -> tuple[Form, Path]:
    """A form of the example, or of a binder that is printed whole by other tests too; and its PDF."""
    slug, name = request.param
    shelf = example if slug == "norrby" else real
    return shelf.binders[slug].forms[name], press(shelf, slug, name).file


def inputs(form: Form) -> Iterator[tuple[str, str]]:
    """Give name and kind of every field on screen, as the form reads. One signs on paper."""
    page = 1
    for section in form.sections:
        page += section.new_page
        if section.new_page:
            yield from ((f"sida-{page}-{field.id}", field.kind) for field in form.again)
        yield from ((f"{section.id}-{field.id}", field.kind) for field in section.fields)
        for row in range(1, section.rows + 1):
            yield from ((f"{section.id}-{column.id}-{row}", column.kind) for column in section.columns)


def test_every_field_is_labelled_empty_and_in_reading_order(form):
    record, file = form
    expected = {field: kind for field, kind in inputs(record) if kind != "signature"}
    with pikepdf.open(file) as opened:
        fields = {str(field.T): field for field in opened.Root.AcroForm.Fields} if expected else {}
        labels = [str(field.TU).strip() for field in fields.values()]

        assert list(expected) == list(dict.fromkeys(names_read_aloud(opened))) == list(fields)
        assert len(labels) == len(set(labels) - {""}), "two fields that sound the same, or nothing"
        assert all(str(page.get("/Tabs")) == "/S" for page in opened.pages)
        assert all(str(field.get("/V", "")) in ("", "/Off") for field in fields.values())
        dates = {field for field, kind in expected.items() if kind == "date"}
        assert dates == {field for field in fields if DATE in str(fields[field].TU)}


def test_every_page_of_a_childs_form_says_whose_it_is(form):
    """A sheet that comes loose finds its way back; a page is only where the form says so. All are small."""
    record, file = form
    pages = 1 + sum(section.new_page for section in record.sections)
    assert file.stat().st_size < LIMIT
    with pikepdf.open(file) as opened:
        named = [
            any(str(field.get("/T", "")).startswith(f"sida-{number}-") for field in page.get("/Annots", []))
            for number, page in enumerate(opened.pages, 1)
        ]

    if record.again:
        assert [False] + [True] * (pages - 1) == named


@pytest.mark.parametrize("slug", REAL)
def test_way_to_write_a_date_stands_beside_every_field(slug, real):
    writer = Writer(real, real.binders[slug])
    for name, form in writer.binder.forms.items():
        parts = (part for section in form.sections for part in (*section.fields, *section.columns))
        dates = sum(part.kind == "date" for part in parts)

        assert dates == writer.sheet(name).html.count(f"<small>{DATE}</small>"), name


@pytest.mark.parametrize("slug", REAL)
@pytest.mark.parametrize("name", ["samtycke", "kallelse", "sip", "uppfoljning"])
def test_form_about_a_child_repeats_name_and_year_of_birth(slug, name, real):
    assert {"barn", "fodelsear"} == {field.id for field in real.binders[slug].forms[name].again}


@pytest.mark.parametrize("slug", REAL)
def test_consent_is_to_call_and_to_share_signed_by_each_and_may_be_withdrawn(slug, real):
    form = real.binders[slug].forms["samtycke"]
    fields = {(section.id, field.kind, field.id) for section in form.sections for field in section.fields}
    choices = {field for _, kind, field in fields if kind == "choice"}
    texts = " ".join(map(repr, (*form.notes, *(section.text for section in form.sections))))

    for person in ("vardnadshavare-1", "vardnadshavare-2", "ung"):
        assert {f"{person}-kalla", f"{person}-prata"} <= choices, "yes or no to each"
        assert {("underskrift", "line", f"{person}-namn"), ("underskrift", "signature", person)} <= fields
    assert {("hur-lange", "date", "fran"), ("hur-lange", "date", "till")} <= fields
    assert [True] == [bool(section.columns) for section in form.sections if section.id == "vilka"]
    assert "inte" in {field for *_, field in fields}
    assert "ta tillbaka" in texts


@pytest.mark.parametrize("slug", REAL)
def test_the_plan_says_who_does_what_when_and_is_signed(slug, real):
    form = real.binders[slug].forms["sip"]
    parts = (part for section in form.sections for part in (*section.fields, *section.columns))

    assert any(
        {"vad", "vem", "nar"} <= {column.id for column in section.columns} for section in form.sections
    )
    assert "signature" in {part.kind for part in parts}
    assert any(section.child for section in form.sections[:3])  # the child's own words come early


@pytest.mark.parametrize("slug", REAL)
def test_the_deviation_report_replaces_no_other_report(slug, real):
    notes = " ".join(map(repr, real.binders[slug].forms["avvikelserapport"].notes))

    assert (True, True) == ("ersätter inte lex Sarah" in notes, "lex Maria" in notes)
