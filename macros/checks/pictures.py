"""Read the words that lie hidden in pictures: who took it, where, what comment."""

from __future__ import annotations

import re
import zlib

from macros.checks.disguise import narrow_utf16

_DRAWN = re.compile(r"""\s(?:d|points|transform|viewBox|values)=(?:"[^"]*"|'[^']*')""")


def remove_coordinates(svg: str) -> str:
    """Return an SVG's text without the coordinates, which are nobody's numbers."""
    return _DRAWN.sub(lambda match: "\n" * match[0].count("\n"), svg)


def hidden_words(picture: bytes) -> str:
    """Return the words in a picture: PNG's text blocks, and what Exif and XMP say."""
    words = [_read_exif_words(picture)] if picture[:2] == b"\xff\xd8" else []
    at = 8
    while picture.startswith(b"\x89PNG") and at + 12 <= len(picture):
        length = int.from_bytes(picture[at : at + 4])
        kind, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            words.append(_decode_words(_unpack(body)))
        at += 12 + length
        if kind == b"IEND":
            words.append(_decode_words(picture[at:]))
    if picture[:4] in (b"RIFF", b"GIF8"):
        words.append(_decode_words(picture))
    return "\n".join(words)


def _decode_words(body: bytes) -> str:
    return narrow_utf16(body).decode("utf-8", "replace")


def _read_exif_words(picture: bytes) -> str:
    """Return a JPEG's comments, Exif and XMP: all blocks before the picture itself."""
    words, at = [], 2
    while at + 4 <= len(picture) and picture[at] == 0xFF and picture[at + 1] != 0xDA:
        if picture[at + 1] == 0xFF:
            at += 1
            continue
        length = int.from_bytes(picture[at + 2 : at + 4])
        if picture[at + 1] == 0xFE or 0xE1 <= picture[at + 1] <= 0xEF:
            words.append(_decode_words(picture[at + 4 : at + 2 + length]))
        at += 2 + max(length, 2)
    return "\n".join(words)


def _unpack(body: bytes) -> bytes:
    """Return a block's text, whether it was packed or not."""
    key, _, rest = body.partition(b"\0")
    for start in range(min(len(rest), 64)):
        if rest[start : start + 1] == b"\x78":
            try:
                return key + b" " + zlib.decompress(rest[start:])
            except zlib.error:
                continue
    return body
