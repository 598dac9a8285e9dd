"""Number the pages of a packet, and say of an empty page that it is empty.

The words are laid out on sheets with one small page for each, and stamped on the packet's pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import NamedTuple

import pikepdf

from macros.paper.page_geometry import MM, number_place
from macros.paper.stamp import make_form, stamp_page

NUMBERS_PER_SHEET = 100
_LINE = 10.0
"""How much higher than the number the line above it stands, in points: as print.css sets both."""


class Stamps(NamedTuple):
    """The PDFs of what is stamped on a packet's pages.

    They are of ``write_empty_sheet`` and ``write_number_sheets``. Without ``numbers`` no page is numbered.
    """

    empty: bytes
    numbers: Sequence[bytes] = ()


def write_empty_sheet() -> str:
    """Return the HTML of the words that stand on an empty page."""
    return _write_small_pages(["Tom sida"])


def write_number_sheets(total: int) -> list[str]:
    """Return the HTML of the number sheets of a packet with this many pages.

    Each sheet has a hundred numbers: 1 to 100, 101 to 200, …. The number of pages is not on them but on the
    cover, so all packets share the sheets, and each is made once.
    """
    return [_write_number_sheet(first) for first in range(1, total + 1, NUMBERS_PER_SHEET)]


def _write_number_sheet(first: int) -> str:
    return _write_small_pages([f"Paketet {number}" for number in range(first, first + NUMBERS_PER_SHEET)])


def _write_small_pages(texts: Iterable[str]) -> str:
    pages = "".join(f"<p>{text}</p>" for text in texts)
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Sidnummer</title></head>'
        f'<body class="page-number">{pages}</body></html>'
    )


def number_pages(
    packet: pikepdf.Pdf, stamps: Stamps, unnumbered_pages: Collection[int], empty_pages: Collection[int]
) -> None:
    """Stamp each page with its number in the packet, except ``unnumbered_pages`` ones.

    The number stands under the sheet's own "Sida 1 (4)"; on ``empty_pages`` those words take its place.
    Pages of a part share one table of resources, so each stamp needs a name of its own there.
    """
    with ExitStack() as stack:
        sheets = [stack.enter_context(pikepdf.open(BytesIO(pdf))) for pdf in stamps.numbers]
        words = stack.enter_context(pikepdf.open(BytesIO(stamps.empty))).pages[0]
        for index, page in enumerate(packet.pages):
            if index in empty_pages:
                _stamp(packet, page, words, f"/Tomsida{index + 1}", index, _LINE)
            if sheets and index not in unnumbered_pages:
                number = sheets[index // NUMBERS_PER_SHEET].pages[index % NUMBERS_PER_SHEET]
                _stamp(packet, page, number, f"/Paketsida{index + 1}", index)


def _stamp(
    packet: pikepdf.Pdf, page: pikepdf.Page, words: pikepdf.Page, name: str, index: int, up: float = 0
) -> None:
    """Stamp words at a page's number, or so many points above it."""
    form = packet.copy_foreign(make_form(words))
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    right, bottom = number_place(landscape=width >= height, verso=index % 2 == 1)
    stamp_page(page, form, name, width - right * MM - float(words.mediabox[2]), bottom * MM + up)
