"""Draw QR codes, dark on white in every mode so that a phone can read them."""

from __future__ import annotations

import re
from functools import lru_cache

import segno
from markupsafe import Markup

from macros.drawing.svg import drawing

_QUIET = 4


@lru_cache(maxsize=500)
def qr(address: str) -> Markup:
    """Draw an address as a QR code with its quiet zone.

    A packet's cover is drawn several times, and choosing the best of a code's eight masks takes long.
    """
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    size = len(rows) + 2 * _QUIET
    runs = "".join(_row_path(row, y + _QUIET) for y, row in enumerate(rows))
    body = f'<rect width="{size}" height="{size}" fill="#FFFFFF"/><path d="{runs}" fill="#000000"/>'
    return drawing("qr", (size, size), body, f"QR-kod till {address}", size=(4 * size, 4 * size))


def _row_path(row: bytes, y: int) -> str:
    """Return the path of a row's dark runs."""
    runs = [(run.start() + _QUIET, len(run[0])) for run in re.finditer(b"\x01+", row)]
    return "".join(f"M{x} {y}h{length}v1h-{length}z" for x, length in runs)
