"""The first use of an abbreviation on a finished page reads *SIP (samordnad individuell plan)*."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import escape

from macros.records.term import GlossaryTerm

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"</?\s*([a-zA-Z0-9]+)")
_SKIP = {
    "a", "button", "caption", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "label", "legend",
    "option", "script", "style", "summary", "svg", "th", "title",
}  # fmt: skip


@lru_cache(maxsize=8)
def _pattern(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, abbreviations), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({words})(:\w+)?(?![\w-])")


def explain_first_use(page: str, glossary: Iterable[GlossaryTerm]) -> str:
    """Explain each abbreviation the first time the finished HTML uses it in running text.

    Headings, links, labels and drawings are left alone. Where the words themselves already stand close
    before the abbreviation, nothing is added.
    """
    words = {term.abbreviation: term.term for term in glossary if term.abbreviation}
    if not words:
        return page
    pattern = _pattern(tuple(words))
    waiting = dict(words)
    before = ""
    depth = 0
    pieces = _TAG.split(page)
    for number, piece in enumerate(pieces):
        if number % 2:
            depth = _deeper(piece, depth)
        elif piece.strip():
            if depth == 0 and waiting:
                pieces[number] = _explain(piece, pattern, waiting, before)
            before = (before + " " + piece)[-200:]
    return "".join(pieces)


def _deeper(tag: str, depth: int) -> int:
    """Count how deep in elements that are left alone the text now stands."""
    match = _NAME.match(tag)
    if not match or match[1].lower() not in _SKIP or tag.endswith("/>"):
        return depth
    return max(0, depth - 1) if tag.startswith("</") else depth + 1


def _explain(text: str, pattern: re.Pattern[str], waiting: dict[str, str], before: str) -> str:
    def first(match: re.Match[str]) -> str:
        explanation = waiting.pop(match[1], None)
        near = (before + text[: match.start()] + text[match.end() : match.end() + 60]).casefold()
        if explanation is None or explanation.casefold() in near:
            return match[0]
        return f"{match[0]} ({escape(explanation)})"

    return pattern.sub(first, text)
