"""Find what a translator must keep in a text: placeholders, and Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from macros.problems import join_words, quote

_CODE = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}|\*\*|\]\([^()\s]*\)|\\.|[{}*_\[\]]", re.DOTALL)
"""A placeholder, emphasis, the two ends of a link, an escaped sign. A sign by itself counts too."""


class Piece(NamedTuple):
    """A part of a text: words to translate, or a code to keep."""

    text: str
    code: bool = False

    @property
    def kind(self) -> str:
        """What a code is, as XLIFF names kinds of its users' own."""
        return "x-placeholder" if self.text.startswith("{") else "x-markdown"


def split(text: str) -> Iterator[Piece]:
    """Yield a text in pieces. Joined they are the text again."""
    at = 0
    for match in _CODE.finditer(text):
        if match.start() > at:
            yield Piece(text[at : match.start()])
        yield Piece(match[0], code=True)
        at = match.end()
    if at < len(text):
        yield Piece(text[at:])


def list_codes(text: str) -> list[str]:
    """Return the codes of a text, in its order."""
    return [piece.text for piece in split(text) if piece.code]


def describe_difference(source: str, target: str) -> str:
    """Return in Swedish which codes a translation has lost, and which it has added.

    Empty where it has the same. Their order is the translator's.
    """
    before, after = Counter(list_codes(source)), Counter(list_codes(target))
    lost, added = list((before - after).elements()), list((after - before).elements())
    words = []
    if lost:
        words.append(f"{join_words(map(quote, lost), 'och')} saknas i översättningen")
    if added:
        words.append(f"{join_words(map(quote, added), 'och')} finns inte i den svenska texten")
    return ", och ".join(words)
