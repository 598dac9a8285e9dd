"""Finish a laid-out sheet for its municipality: margins, title and link addresses.

What municipalities share is laid out once; the rest is put on the finished PDF, which takes a twentieth of
the time. Stamps are pagination artifacts, which screen readers skip.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name, String

from macros.paper.link_addresses import find_links
from macros.paper.page_geometry import MM, binding_width


def make_form(page: pikepdf.Page) -> Any:
    """Return a page of another PDF as a form XObject that can be stamped."""
    form = page.as_form_xobject()
    if "/StructParents" in form:
        del form["/StructParents"]
    return form


def stamp_page(page: pikepdf.Page, form: Any, name: str, x: float = 0, y: float = 0) -> None:
    """Stamp a form on a page, with its lower left corner at x, y (in points).

    ``name`` is the form's name among the page's resources.
    """
    resource = page.add_resource(form, Name.XObject, Name(name))
    page.contents_add(b"q", prepend=True)  # the page's own transformation ends before the stamp
    page.contents_add(
        f"Q q /Artifact <</Type /Pagination>> BDC 1 0 0 1 {x:.2f} {y:.2f} cm {resource} Do EMC Q".encode()
    )


def finish_sheet(
    pdf: bytes, margin: bytes | None, title: str, anywhere: str, here: str, verso: bool = False
) -> bytes:
    """Add margins and title to a laid-out sheet, and redirect its shared links.

    Links that begin with ``anywhere`` get ``here`` in its place. ``margin`` is a PDF of one page, with the
    margins of a right-hand page; None for a sheet without. The sheet begins with a right-hand page, or with a
    left-hand one (``verso``).
    """
    with pikepdf.open(BytesIO(pdf)) as sheet:
        if margin is not None:
            with pikepdf.open(BytesIO(margin)) as margins:
                form = sheet.copy_foreign(make_form(margins.pages[0]))
            for index, page in enumerate(sheet.pages):
                left_hand = (index + verso) % 2 == 1 and page.mediabox[3] > page.mediabox[2]
                stamp_page(page, form, "/Kant", x=-binding_width() * MM if left_hand else 0)
        for link, address in find_links(sheet):
            if address.startswith(anywhere):
                link["/A"]["/URI"] = String(here + address.removeprefix(anywhere))
        with sheet.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title
        sheet.docinfo["/Title"] = String(title)
        return save_pdf(sheet)


def save_pdf(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of a PDF: the same bytes for the same input."""
    buffer = BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.7",
        fix_metadata_version=False,
    )
    return buffer.getvalue()
