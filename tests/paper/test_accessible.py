"""Every kind of sheet and packet is PDF/UA-1: tagged, titled, in its language, readable aloud."""

import pikepdf

from macros.paper.sheets import record_of
from macros.records.contents import sheets_in
from macros.records.registry import DOCUMENTS
from tests.paper.printed import list_ua_faults

SLUG = "norrby"


def test_every_kind_of_sheet_and_packet_is_pdf_ua(example, press):
    """The registry's documents, every form, survey and packet of the example, the leaflet in every language.

    Its author is the publisher, its language its own, and what is to be filled in is empty.
    """
    binder = example.binders[SLUG]
    shown = [
        document.name for document in DOCUMENTS if record_of(binder, document, document.name) is not None
    ]
    checked = dict.fromkeys([*shown, *binder.forms, *binder.surveys, *sheets_in(binder)])
    assert len(checked) >= 30
    for name in checked:
        file = press(example, SLUG, name).file
        assert [] == list_ua_faults(file), name
        language = name.removeprefix("familj-") if name in ("familj-fi", "familj-en", "familj-ar") else "sv"
        with pikepdf.open(file) as opened:
            fields = opened.Root.AcroForm.Fields if "/AcroForm" in opened.Root else []
            filled = [str(field.T) for field in fields if str(field.get("/V", "")) not in ("", "/Off")]
            found = str(opened.docinfo["/Author"]), str(opened.Root.Lang), filled
            assert (example.site.publisher, language, []) == found, name
