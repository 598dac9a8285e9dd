"""Make inputs: files of the repository with edits, and pieces put together."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import strategies as st

Inputs = st.SearchStrategy[bytes]


class Edit(NamedTuple):
    """Replace ``length`` bytes at ``at`` (taken modulo the size) by ``piece``, ``times`` over."""

    at: int
    length: int
    piece: bytes
    times: int


Pack = Callable[[bytes, list[Edit]], bytes]


def apply_edits(content: bytes, edits: list[Edit]) -> bytes:
    """Return some bytes after each edit."""
    for edit in edits:
        at = edit.at % (len(content) + 1)
        piece = edit.piece or content[at : at + edit.length]  # nothing to put in: repeat what stands there
        content = content[:at] + piece * edit.times + content[at + edit.length :]
    return content


def edit_archive(content: bytes, edits: list[Edit]) -> bytes:
    """Return a zip archive with the edits inside one of its files, packed anew."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        chosen = names[edits[0].at % len(names)] if edits else ""
        for name in names:
            new.writestr(name, apply_edits(old.read(name), edits if name == chosen else []))
    return written.getvalue()


def edit_png(content: bytes, edits: list[Edit]) -> bytes:
    """Return a PNG with edits in its blocks, each with the sum that it should have."""
    at, parts, number = 8, [content[:8]], 0
    while at + 12 <= len(content):
        size = int.from_bytes(content[at : at + 4])
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        body = apply_edits(body, [edit for edit in edits if edit.at % 3 == number % 3])
        parts.append(len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4))
        at, number = at + 12 + size, number + 1
    return b"".join(parts)


def edited(seeds: Sequence[bytes], words: Sequence[bytes], pack: Pack = apply_edits) -> Inputs:
    """Give the seeds with a few edits: ``words`` or other bytes put in, parts removed or repeated."""
    piece = st.one_of(st.sampled_from(list(words)), st.binary(max_size=6))
    edit = st.builds(
        Edit,
        st.integers(0, 2**20),
        st.sampled_from([0, 0, 1, 4, 40, 400]),
        piece,
        st.sampled_from([1, 1, 1, 0, 9, 999]),
    )
    return st.builds(pack, st.sampled_from(list(seeds)), st.lists(edit, min_size=1, max_size=6))


def joined(words: Sequence[bytes], start: bytes = b"", end: bytes = b"") -> Inputs:
    """Give words, with blanks, line breaks or nothing between, within a start and an end."""
    pieces = st.lists(st.sampled_from([*words, b" ", b"\n", b"\n\n", b"    ", b"x"]), max_size=25)
    text = st.text(max_size=8).map(lambda letters: letters.encode("utf-8", "replace"))
    return st.builds(lambda some, more: start + b"".join(some) + more + end, pieces, text)
