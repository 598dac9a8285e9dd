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
_ENDING = re.compile(r"(?<=\w{4})(?:arna|erna|orna|ens|ets|en|et|na|ar|er|or|n|t|a|e|s)$")
_NEAR_BEFORE, _NEAR_AFTER = 200, 80
"""How many characters of words on either side of an abbreviation may hold its explanation already."""


@lru_cache(maxsize=500)
def _patterns(abbreviations: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what finds an abbreviation anywhere, which is quick, and as a word of its own."""
    words = "|".join(sorted(map(re.escape, abbreviations), key=len, reverse=True))
    return re.compile(words), re.compile(rf"(?<![\w&#-])({words})(:\w+)?(?![\w-])")


def explain_first_use(page: str, glossary: Iterable[GlossaryTerm]) -> str:
    """Explain each abbreviation the first time the finished HTML uses it in running text.

    Headings, links, labels and drawings are left alone. Where the words themselves already stand close to
    the abbreviation, in whatever form, nothing is added.
    """
    words = {term.abbreviation: term.term for term in glossary if term.abbreviation}
    if not words:
        return page
    waiting = {short: words[short] for short in words if short in page}
    if not waiting:
        return page
    maybe, pattern = _patterns(tuple(waiting))
    depth = 0
    pieces = _TAG.split(page)
    explained = pieces[:]
    for number, piece in enumerate(pieces):
        if number % 2:
            depth = max(0, depth + _step(piece))
        elif depth == 0 and maybe.search(piece):
            before = _before(pieces, number)
            after = " ".join(pieces[number + 2 : number + 12 : 2])
            explained[number] = _explain(piece, pattern, waiting, before, after)
            if not waiting:
                break
    return "".join(explained)


@lru_cache(maxsize=20_000)
def _step(tag: str) -> int:
    """Tell whether a tag leads into an element that is left alone (1), out of it (-1), or neither."""
    match = _NAME.match(tag)
    if not match or match[1].lower() not in _SKIP or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1


def _before(pieces: list[str], number: int) -> str:
    """Give the words that stand before a piece, back to where they are no longer near."""
    found = ""
    for piece in pieces[number - 2 :: -2] if number else ():
        if piece.strip():
            found = f" {piece}{found}"
            if len(found) >= _NEAR_BEFORE:
                break
    return found[-_NEAR_BEFORE:]


def _explain(text: str, pattern: re.Pattern[str], waiting: dict[str, str], before: str, after: str) -> str:
    def first(match: re.Match[str]) -> str:
        explanation = waiting.pop(match[1], None)
        near = f"{before} {text[: match.start()]}"[-_NEAR_BEFORE:]
        near += f" {text[match.end() :]} {after}"[:_NEAR_AFTER]
        if explanation is None or _stands_in(near, explanation):
            return match[0]
        return f"{match[0]} ({escape(explanation)})"

    return pattern.sub(first, text)


def _stands_in(near: str, explanation: str) -> bool:
    """Tell whether every word of an explanation begins a word nearby, but for its ending and *och*."""
    here = [word.casefold() for word in re.findall(r"\w+", near)]
    wanted = [_ENDING.sub("", word.casefold()) for word in re.findall(r"\w+", explanation) if word != "och"]
    return all(any(word.startswith(stem) for word in here) for stem in wanted)
