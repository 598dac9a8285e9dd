"""The fonts of what is typed and ticked on screen.

Every reader has them, so they are only described. Helvetica writes Swedish (WinAnsi). Its metrics are
Adobe's; some programs that fill in forms need them.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_WIDTHS = """
278*2 355 556*2 889 667 191 333*2 389 584 278 333 278*2 556*10 278*2 584*3 556 1015 667*2 722*2 667 611
778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667*2 611 278*3 469 556 333 556*2
500 556*2 278 556*2 222*2 500 222 833 556*4 333 500 278 556 500 722 500*3 334 260 334 584 350 556 350
222 556 333 1000 556*2 333 1000 667 333 1000 350 611 350*2 222*2 333*2 350 556 1000 333 1000 500 333 944
350 500 667 278 333 556*4 260 556 333 737 370 556 584 333 737 333 400 584 333*3 556 537 278 333*2 365
556 834*3 611 667*6 1000 722 667*4 278*4 722*2 778*5 584 778 722*4 667*2 611 556*6 889 500 556*4 278*4
556*7 584 611 556*4 500 556 500
"""
"""The widths of the characters from 32 to 255; ``556*4`` is four of them."""


def make_helvetica(pdf: pikepdf.Pdf) -> Any:
    """Return the font that texts are typed in."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.Helvetica,
        Flags=32,
        FontBBox=Array([-166, -225, 1000, 931]),
        ItalicAngle=0,
        Ascent=718,
        Descent=-207,
        CapHeight=718,
        StemV=88,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=32,
            LastChar=255,
            Widths=Array(_read_widths()),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def make_dingbats(pdf: pikepdf.Pdf) -> Any:
    """Return the font of ticks, for readers that draw them anew."""
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats))


def _read_widths() -> list[int]:
    runs = (run.partition("*") for run in _WIDTHS.split())
    return list(chain.from_iterable(repeat(int(width), int(times or 1)) for width, _, times in runs))
