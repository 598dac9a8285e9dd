"""The packet's own page numbers: sheets with one small page per number, to be stamped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from io import BytesIO

import pikepdf

from macros.paper.stamp import MM, form_of, stamp

WIDTH = 40
HEIGHT = 5
"""The size of each small page, in mm."""


HUNDRED = 100


def number_sheet(hundred: int = 0) -> str:
    """Write the HTML of a hundred numbers: 1 to 100, 101 to 200, ….

    How many pages there are stands on the cover. So all packets share the sheet, and it is made once.
    """
    first = HUNDRED * hundred + 1
    pages = "".join(f"<p>Paketet {number}</p>" for number in range(first, first + HUNDRED))
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Sidnummer</title><style>'
        f"@page {{ size: {WIDTH}mm {HEIGHT}mm; margin: 0;"
        " @top-left { content: none } @top-right { content: none } @bottom-left { content: none }"
        " @bottom-right { content: none } @left-middle { content: none } @right-middle { content: none } }"
        "p { margin: 0; break-after: page; text-align: right; font-weight: 700;"
        " font-family: Familjen Grotesk; font-size: 8pt; line-height: 5mm }"
        f"</style></head><body>{pages}</body></html>"
    )


def number_sheets(total: int) -> list[str]:
    """Write the sheets for a packet of so many pages."""
    return [number_sheet(hundred) for hundred in range(-(-total // HUNDRED))]


def number_pages(packet: pikepdf.Pdf, numbers: Sequence[bytes], silent: Collection[int]) -> None:
    """Stamp each page with its number from the number sheets, at the foot's right end.

    Pages of a part share one table of resources: each stamp needs a name of its own there.
    """
    with ExitStack() as opened:
        sheets = [opened.enter_context(pikepdf.open(BytesIO(each))) for each in numbers]
        for at, page in enumerate(packet.pages):
            if at not in silent:
                number = sheets[at // HUNDRED].pages[at % HUNDRED]
                form = packet.copy_foreign(form_of(number))
                stamp(page, form, f"/Paketsida{at + 1}", *_foot(page, number, verso=at % 2 == 1))


def _foot(page: pikepdf.Page, number: pikepdf.Page, verso: bool) -> tuple[float, float]:
    """Give the place under "Sida 1 (4)": it differs on a verso and on a landscape sheet (see print.css)."""
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    right, bottom = (26 if verso else 17, 7.4) if height > width else (16, 11.2)
    return width - right * MM - float(number.mediabox[2]), bottom * MM
