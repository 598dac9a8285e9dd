"""Read PNG pictures with limits, and write pictures anew without metadata."""

from __future__ import annotations

import struct
import warnings
import zlib
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
_DRAWN = {
    b"IHDR": 13, b"PLTE": 768, b"IDAT": 2**31, b"IEND": 0, b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1,
    b"sBIT": 4, b"bKGD": 6, b"pHYs": 9,
}  # fmt: skip
"""The blocks that say how the picture looks, and their most bytes (PNG, W3C 2003, chapter 11).

Others are metadata or animation. Each stands once, but IDAT, which holds the pixels.
"""
_END = b"\0\0\0\0IEND\xaeB\x60\x82"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many values a pixel has, by the kind of colour in IHDR."""
_INTERLACED = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""The passes of an interlaced picture: their first column and row, and the steps between."""


class NotPictureError(Exception):
    """The content is no picture that can be decoded."""


class LargePictureError(Exception):
    """The picture has too many pixels; it was not decoded."""


def find_metadata(content: bytes) -> list[str]:
    """Return the names of a PNG's blocks that are no part of the picture.

    *efter slutet* stands for bytes after the last block. Raise NotPictureError for what is no whole PNG.
    """
    blocks = list(_judge_blocks(content))
    names = [name for name, _, _ in blocks]
    if names[:1] != [b"IHDR"] or b"IEND" not in names:
        raise NotPictureError
    return [name.decode("latin-1") or "efter slutet" for name, _, is_drawn in blocks if not is_drawn]


def _judge_blocks(content: bytes) -> Iterator[tuple[bytes, bytes, bool]]:
    """Yield each block's name and bytes, and whether it does nothing but draw."""
    seen = set()
    for name, block in _read_blocks(content):
        is_first = name == b"IDAT" or name not in seen
        yield name, block, is_first and name in _DRAWN and len(block) - 12 <= _DRAWN[name]
        seen.add(name)


def read_pixels(content: bytes) -> tuple[bytes, bool]:
    """Return a decoded PNG's pixels unpacked, and whether something is behind them.

    Its size has been looked at before: ``decode_png``. Raise NotPictureError.
    """
    blocks = list(_read_blocks(content))
    unpacker, packed = (
        zlib.decompressobj(),
        b"".join(block[8:-4] for name, block in blocks if name == b"IDAT"),
    )
    with _decoding():
        size = _measure_pixels(blocks[0][1][8:21])
        pixels = unpacker.decompress(packed, size)
        more = unpacker.decompress(unpacker.unconsumed_tail, 1)
    if len(pixels) < size:  # Pillow fills up some of them
        raise NotPictureError
    return pixels, bool(more or unpacker.unused_data or not unpacker.eof)


def _measure_pixels(head: bytes) -> int:
    """Return how many bytes a picture's pixels are, with one before each row."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    size = 0
    for left, top, right, down in _INTERLACED if interlaced else ((0, 0, 1, 1),):
        columns, rows = max(0, -((left - width) // right)), max(0, -((top - height) // down))
        size += rows * (1 - (-columns * depth * _CHANNELS[colour] // 8)) if columns else 0
    return size


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
        blocks = [(name, block) for name, block, is_drawn in _judge_blocks(content) if is_drawn]
        clean = _SIGNATURE + b"".join(block for name, block in blocks if name != b"IEND") + _END
        decode_png(clean)
        pixels, has_more = read_pixels(clean)
        return _repack(blocks, pixels) if has_more else clean
    with _decoding():
        from PIL import Image, ImageOps

        picture = ImageOps.exif_transpose(_open(content, ["JPEG", "WEBP", "GIF"]))
        plain = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        written = BytesIO()
        Image.frombytes(plain.mode, plain.size, plain.tobytes()).save(written, "PNG", optimize=True)
    return written.getvalue()


def _repack(blocks: list[tuple[bytes, bytes]], pixels: bytes) -> bytes:
    """Return a PNG of some blocks, with its pixels packed anew and nothing behind."""
    name, packed = b"IDAT", zlib.compress(pixels, 9)
    data = struct.pack(">I", len(packed)) + name + packed + struct.pack(">I", zlib.crc32(name + packed))
    before = b"".join(block for name, block in blocks if name not in (b"IDAT", b"IEND"))
    return _SIGNATURE + before + data + _END


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
