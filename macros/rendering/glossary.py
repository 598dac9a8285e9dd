"""The first use of an abbreviation on a finished page reads *SIP (samordnad individuell plan)*."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import escape

from macros.records.term import GlossaryTerm

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_SKIP = (
    "a", "button", "caption", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "label", "legend",
    "option", "script", "style", "summary", "svg", "th", "title",
)  # fmt: skip
_PASSED = rf"<!--.*?-->|<(?P<skip>{'|'.join(_SKIP)})\b[^>]*>.*?</(?P=skip)\s*>|<[^>]*>"
_ENDING = re.compile(r"(?<=\w{4})(?:arna|erna|orna|ens|ets|en|et|na|ar|er|or|n|t|a|e|s)$")
_NEAR_BEFORE, _NEAR_AFTER = 200, 80
"""How many characters of words on either side of an abbreviation may hold its explanation already."""


_AROUND = 4_000
"""How many characters of HTML on either side are looked through for those words."""


@lru_cache(maxsize=500)
def _pattern(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    """Give what finds the next tag or element to pass by, or an abbreviation as a word of its own."""
    words = "|".join(sorted(map(re.escape, abbreviations), key=len, reverse=True))
    return re.compile(rf"{_PASSED}|(?<![\w&#-])(?P<short>{words})(?::\w+)?(?![\w-])", re.DOTALL)


def explain_first_use(page: str, glossary: Iterable[GlossaryTerm]) -> str:
    """Explain each abbreviation the first time the finished HTML uses it in running text.

    Headings, links, labels and drawings are left alone. Where the words themselves already stand close to
    the abbreviation, in whatever form, nothing is added.
    """
    words = {
        term.abbreviation: term.term for term in glossary if term.abbreviation and term.abbreviation in page
    }
    if not words:
        return page
    pieces: list[str] = []
    done = at = 0
    while words and (found := _pattern(tuple(words)).search(page, at)):
        at = found.end()
        short = found["short"]
        if short is None:
            continue
        explanation = words.pop(short)
        if not _stands_in(_near(page, found.start(), at), explanation):
            pieces += [page[done:at], f" ({escape(explanation)})"]
            done = at
    return "".join([*pieces, page[done:]])


def _near(page: str, start: int, end: int) -> str:
    """Give the words on either side of an abbreviation, without the tags."""
    before = page[max(0, start - _AROUND) : start]
    before = before if start <= _AROUND else before[before.find("<") + 1 :].partition(">")[2]
    after = page[end : end + _AROUND]
    return " ".join([_words(before)[-_NEAR_BEFORE:], _words(after)[:_NEAR_AFTER]])


def _words(html: str) -> str:
    return " ".join(_TAG.sub(" ", html).split())


def _stands_in(near: str, explanation: str) -> bool:
    """Tell whether every word of an explanation begins a word nearby, but for its ending and *och*."""
    here = [word.casefold() for word in re.findall(r"\w+", near)]
    wanted = [_ENDING.sub("", word.casefold()) for word in re.findall(r"\w+", explanation) if word != "och"]
    return all(any(word.startswith(stem) for word in here) for stem in wanted)
