"""Number the pages of a packet.

The numbers are laid out on sheets with one small page per number, and stamped on the packet's pages.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from io import BytesIO

import pikepdf

from macros.paper.page_geometry import MM, number_place
from macros.paper.stamp import make_form, stamp_page

NUMBERS_PER_SHEET = 100


def write_number_sheets(total: int) -> list[str]:
    """Return the HTML of the number sheets of a packet with this many pages.

    Each sheet has a hundred numbers: 1 to 100, 101 to 200, …. The number of pages is not on them but on the
    cover, so all packets share the sheets, and each is made once.
    """
    return [_write_number_sheet(first) for first in range(1, total + 1, NUMBERS_PER_SHEET)]


def _write_number_sheet(first: int) -> str:
    pages = "".join(f"<p>Paketet {number}</p>" for number in range(first, first + NUMBERS_PER_SHEET))
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Sidnummer</title></head>'
        f'<body class="page-number">{pages}</body></html>'
    )


def number_pages(packet: pikepdf.Pdf, numbers: Sequence[bytes], unnumbered_pages: Collection[int]) -> None:
    """Stamp each page with its number in the packet, except ``unnumbered_pages`` ones.

    ``numbers`` are the PDFs of the number sheets. The number stands under the sheet's own "Sida 1 (4)". Pages
    of a part share one table of resources, so each stamp needs a name of its own there.
    """
    with ExitStack() as stack:
        sheets = [stack.enter_context(pikepdf.open(BytesIO(pdf))) for pdf in numbers]
        for index, page in enumerate(packet.pages):
            if index not in unnumbered_pages:
                number = sheets[index // NUMBERS_PER_SHEET].pages[index % NUMBERS_PER_SHEET]
                form = packet.copy_foreign(make_form(number))
                width, height = float(page.mediabox[2]), float(page.mediabox[3])
                right, bottom = number_place(landscape=width >= height, verso=index % 2 == 1)
                x = width - right * MM - float(number.mediabox[2])
                stamp_page(page, form, f"/Paketsida{index + 1}", x, bottom * MM)
