"""Every kind of sheet and packet is PDF/UA-1: tagged, titled, in its language, readable aloud."""

from __future__ import annotations

import page
import pikepdf

from macros.paper.documents import UnknownDocumentError
from macros.records.registry import DOCUMENTS

SLUG = "norrby"


def _names(example) -> list[str]:
    binder = example.binders[SLUG]
    languages = [f"familj-{code}" for code in binder.leaflets["familj"].title.versions if code != "sv"]
    own = [*binder.forms, *binder.surveys, *(packet.id for packet in binder.packets)]
    return [*(document.name for document in DOCUMENTS), *languages, *own]


def test_every_kind_of_sheet_and_packet_is_pdf_ua(example, press):
    """The registry's documents, every form, survey and packet of the example, the leaflet in every language.

    Its author is the publisher, and what is to be filled in is empty.
    """
    checked = 0
    for name in _names(example):
        try:
            file = press(example, SLUG, name).file
        except UnknownDocumentError:  # the example has no such plan
            continue
        report = page.validate_pdf(file, profile=page.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, (name, [str(failure) for failure in report.failures][:3])
        with pikepdf.open(file) as opened:
            fields = opened.Root.AcroForm.Fields if "/AcroForm" in opened.Root else []
            filled = [str(field.T) for field in fields if str(field.get("/V", "")) not in ("", "/Off")]
            assert (example.site.publisher, []) == (str(opened.docinfo["/Author"]), filled), name
        checked += 1
    assert checked >= 30
