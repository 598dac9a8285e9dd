"""Read PNG pictures with limits, and write pictures anew without metadata."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

WIDEST = 4000
"""The most pixels of a picture's width or height."""
MOST_PIXELS = 8_000_000
"""Unpacked, that is 32 MB."""
SIZE_ADVICE = f"Den får vara högst {WIDEST} bildpunkter bred och hög. Gör den mindre."

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
"""The blocks that say how the picture looks (PNG, W3C 2003, chapter 11). Others are metadata or animation."""


class NotPictureError(Exception):
    """The content is no picture that can be decoded."""


class LargePictureError(Exception):
    """The picture has too many pixels; it was not decoded."""


def find_metadata(content: bytes) -> list[str]:
    """Return the names of a PNG's blocks that are no part of the picture.

    *efter slutet* stands for bytes after the last block. Raise NotPictureError for what is no whole PNG.
    """
    names = [name for name, _ in _read_blocks(content)]
    if names[:1] != [b"IHDR"] or b"IEND" not in names:
        raise NotPictureError
    return ["efter slutet" if not name else name.decode("latin-1") for name in names if name not in _DRAWN]


def _read_blocks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each block's name and bytes; what follows the last has no name."""
    at, name = len(_SIGNATURE), b""
    while content.startswith(_SIGNATURE) and at + 12 <= len(content) and name != b"IEND":
        name, end = content[at + 4 : at + 8], at + 12 + int.from_bytes(content[at : at + 4])
        yield name, content[at:end]
        at = end
    if name == b"IEND" and at < len(content):
        yield b"", content[at:]


def decode_png(content: bytes) -> None:
    """Decode a PNG, to see that it is one. Its size is read before.

    Raise LargePictureError and NotPictureError.
    """
    with _decoding():
        _open(content, ["PNG"]).load()


def write_png_anew(content: bytes) -> bytes:
    """Return a picture as a PNG with nothing but the picture.

    A PNG keeps the blocks that draw it. A JPEG, WebP or GIF is turned upright, and its pixels are kept. Raise
    LargePictureError and NotPictureError.
    """
    if content.startswith(_SIGNATURE):
        find_metadata(content)
        clean = _SIGNATURE + b"".join(block for name, block in _read_blocks(content) if name in _DRAWN)
        decode_png(clean)
        return clean
    with _decoding():
        from PIL import Image, ImageOps

        picture = ImageOps.exif_transpose(_open(content, ["JPEG", "WEBP", "GIF"]))
        plain = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        written = BytesIO()
        Image.frombytes(plain.mode, plain.size, plain.tobytes()).save(written, "PNG", optimize=True)
    return written.getvalue()


@contextmanager
def _decoding() -> Iterator[None]:
    """Raise NotPictureError for Pillow's errors and warnings."""
    try:
        with warnings.catch_warnings(action="error"):
            yield
    except LargePictureError:
        raise
    except Exception:  # the decoders have errors of a dozen kinds
        raise NotPictureError from None


def _open(content: bytes, formats: list[str]) -> Any:
    """Return a picture that is not decoded yet. Raise LargePictureError."""
    from PIL import Image

    picture = Image.open(BytesIO(content), formats=formats)
    if max(picture.size) > WIDEST or picture.width * picture.height > MOST_PIXELS:
        raise LargePictureError
    return picture
