"""Take a PDF of our own making apart, without a reader of PDFs.

It is written in one way (``macros/paper/stamp.py``): streams one after another, of which some hold all other
objects, and last the list of where each object begins (ISO 32000-1, 7.5.7 and 7.5.8). Anything else is
refused. So nothing lies between, behind or inside what is read here that another reader could be led to.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_START = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_OBJECT = re.compile(rb"([1-9][0-9]{0,6}) 0 obj\n(<<[^\n]*>>)\nstream\n")
_LENGTH = re.compile(rb"/Length ([0-9]{1,7}) ")
_OBJECT_END = b"\nendstream\nendobj\n"
_END = re.compile(rb"startxref\n([0-9]{1,7})\n%%EOF\n")
_WIDTHS = re.compile(
    rb"<< /Type /XRef /Length [0-9]+ /Filter /FlateDecode /DecodeParms << /Columns ([0-9]) /Predictor 12 >> "
    rb"/W \[ 1 ([1-4]) ([1-2]) \] (?!.*/(?:Prev|XRefStm|Index)\b)"
)
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*+\)|[()%\\]", re.DOTALL)
"""A string, or a sign that stands nowhere but in one."""
_MOST_UNPACKED = 20_000_000
_MOST_LISTED = 1_000_000


class OtherPdfError(Exception):
    """A PDF that is not written in our way."""


def list_texts(pdf: bytes) -> Iterator[bytes]:
    """Yield the text of every dictionary in a PDF.

    What stands in strings is left out. Raise OtherPdfError.
    """
    if not pdf.startswith(_START):
        raise OtherPdfError
    left, place = _MOST_UNPACKED, len(_START)
    starts: dict[int, int] = {}
    packed: set[int] = set()
    head, body, last = b"", b"", 0
    while found := _OBJECT.match(pdf, place):
        last, head = place, _leave_out_strings(found[2])
        lengths = _LENGTH.findall(head)
        end = found.end() + int(lengths[0]) if len(lengths) == 1 else -1
        number = int(found[1])
        if end < 0 or number in starts or not pdf.startswith(_OBJECT_END, end):
            raise OtherPdfError
        starts[number], body = place, pdf[found.end() : end]
        place = end + len(_OBJECT_END)
        yield head
        if b"/ObjStm" in head:
            if not head.startswith(b"<< /Type /ObjStm /Length ") or b"/DecodeParms" in head:
                raise OtherPdfError
            text = _unpack(body, left)
            left -= len(text)
            packed.add(number)
            yield _leave_out_strings(text)
    tail = _END.fullmatch(pdf, place)
    if tail is None or int(tail[1]) != last or not _agrees(head, body, starts, packed):
        raise OtherPdfError


def _leave_out_strings(text: bytes) -> bytes:
    """Return a text without what its strings say.

    In our way parentheses in a string are written with a backslash, and there are no comments: those could
    hide where a string begins.
    """
    if any(len(found[0]) == 1 for found in _STRING.finditer(text)):
        raise OtherPdfError
    return _STRING.sub(b"", text)


def _unpack(body: bytes, most: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(body, max(most, 1))
    except zlib.error as error:
        raise OtherPdfError from error
    if not reader.eof:
        raise OtherPdfError
    return text


def _agrees(head: bytes, body: bytes, starts: dict[int, int], packed: set[int]) -> bool:
    """Report whether the list of objects leads to those that were read.

    It may lead nowhere else.
    """
    widths = _WIDTHS.match(head)
    if widths is None or int(widths[1]) != 1 + int(widths[2]) + int(widths[3]):
        return False
    columns, width = int(widths[1]), int(widths[2])
    text = _unpack(body, _MOST_LISTED)
    row = bytes(columns)
    for number, place in enumerate(range(0, len(text), columns + 1)):
        coded = text[place : place + columns + 1]
        if len(coded) != columns + 1 or coded[0] != 2:  # each sign is told as what differs from the row above
            return False
        row = bytes((new + above) % 256 for new, above in zip(coded[1:], row, strict=True))
        kind, where = row[0], int.from_bytes(row[1 : 1 + width])
        if not (kind == 0 or (kind == 1 and starts.get(number) == where) or (kind == 2 and where in packed)):
            return False
    return True
