"""Finishing a sheet for its municipality: margins, title and the addresses that its links lead to.

What municipalities share is laid out once; the rest is put on the finished PDF, which takes a twentieth of
the time. Stamps are pagination artifacts, which a screen reader passes by.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name, String

MM = 72 / 25.4

_BINDING = 9
"""How much wider the margin at the binding is than the one at the fore-edge, in mm (see print.css)."""


def form_of(page: pikepdf.Page) -> Any:
    """Make a page of another PDF something that can be stamped."""
    form = page.as_form_xobject()
    for left_over in ("/StructParents", "/StructParent"):
        if left_over in form:
            del form[left_over]
    return form


def stamp(page: pikepdf.Page, form: Any, name: str, x: float = 0, y: float = 0) -> None:
    """Stamp a form on a page, its lower left corner at x, y (in points)."""
    known = page.add_resource(form, Name.XObject, Name(name))
    page.contents_add(b"q", prepend=True)  # the page's own transformation ends before the stamp
    page.contents_add(
        f"Q q /Artifact <</Type /Pagination>> BDC 1 0 0 1 {x:.2f} {y:.2f} cm {known} Do EMC Q".encode()
    )


def finished(
    pdf: bytes, margin: bytes | None, title: str, anywhere: str, here: str, verso: bool = False
) -> bytes:
    """Give a laid-out sheet its margins and title, and let links to ``anywhere`` lead ``here``.

    ``margin`` is a PDF of one page, with the margins of a right-hand page. The sheet begins with such a
    page, or with a left-hand one (``verso``).
    """
    with pikepdf.open(BytesIO(pdf)) as sheet:
        if margin is not None:
            with pikepdf.open(BytesIO(margin)) as margins:
                form = sheet.copy_foreign(form_of(margins.pages[0]))
            for at, page in enumerate(sheet.pages):
                left = (at + verso) % 2 == 1 and page.mediabox[3] > page.mediabox[2]
                stamp(page, form, "/Kant", x=-_BINDING * MM if left else 0)
        for page in sheet.pages:
            for annotation in page.get("/Annots", ()):
                _lead(annotation, anywhere, here)
        with sheet.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title
        sheet.docinfo["/Title"] = String(title)
        return saved(sheet)


def _lead(annotation: Any, anywhere: str, here: str) -> None:
    action = annotation.get("/A")
    address = str(action.get("/URI", "")) if action is not None else ""
    if address.startswith(anywhere):
        action["/URI"] = String(here + address.removeprefix(anywhere))


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Write a PDF: the same bytes for the same input."""
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.7",
        fix_metadata_version=False,
    )
    return out.getvalue()
