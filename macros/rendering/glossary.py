"""Explain each abbreviation where a finished page first uses it.

The explanation follows in brackets: *SIP (samordnad individuell plan)*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import escape

from macros.records.term import GlossaryTerm

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_SKIP = (
    "a", "button", "caption", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "label", "legend",
    "option", "script", "style", "summary", "svg", "textarea", "th", "title",
)  # fmt: skip
NO_RUNNING_TEXT = rf"<!--.*?-->|<(?P<skip>{'|'.join(_SKIP)})\b[^>]*>.*?</(?P=skip)\s*>|<[^>]*>"
"""What a pattern over a page skips: tags, comments, and whole elements such as headings and links."""
_ENDING = re.compile(r"(?<=\w{4})(?:arna|erna|orna|ens|ets|en|et|na|ar|er|or|n|t|a|e|s)$")
_NEAR_BEFORE, _NEAR_AFTER = 200, 80
"""How many characters before and after an abbreviation are searched for its explanation."""
_AROUND = 4_000
"""How many characters of HTML, on either side, those characters of text are taken from."""


@lru_cache(maxsize=500)
def _pattern(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the next abbreviation, or of what to skip.

    An abbreviation must be a word of its own.
    """
    words = "|".join(sorted(map(re.escape, abbreviations), key=len, reverse=True))
    return re.compile(rf"{NO_RUNNING_TEXT}|(?<![\w&#-])(?P<short>{words})(?::\w+)?(?![\w-])", re.DOTALL)


def explain_first_use(page: str, glossary: Iterable[GlossaryTerm]) -> str:
    """Explain each abbreviation at its first use in the running text of HTML.

    Headings, links, labels and drawings are left alone. Nothing is added where the words of the explanation
    already stand near the abbreviation, whatever their endings.
    """
    words = {
        term.abbreviation: term.term for term in glossary if term.abbreviation and term.abbreviation in page
    }
    if not words:
        return page
    pieces: list[str] = []
    copied_to = 0
    for match in _pattern(tuple(words)).finditer(page):
        explanation = words.pop(match["short"], "")
        if explanation and not _has_words(_words_around(page, *match.span()), explanation):
            pieces += [page[copied_to : match.end()], f" ({escape(explanation)})"]
            copied_to = match.end()
        if not words:
            break
    return "".join([*pieces, page[copied_to:]])


def _words_around(page: str, start: int, end: int) -> str:
    """Return the words on either side of an abbreviation, without the tags."""
    before = page[max(0, start - _AROUND) : start]
    before = before if start <= _AROUND else before[before.find("<") + 1 :].partition(">")[2]
    after = page[end : end + _AROUND]
    return " ".join([_words(before)[-_NEAR_BEFORE:], _words(after)[:_NEAR_AFTER]])


def _words(html: str) -> str:
    return " ".join(_TAG.sub(" ", html).split())


def _has_words(text: str, explanation: str) -> bool:
    """Report whether a text has every word of an explanation, whatever its ending.

    *och* does not count.
    """
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    stems = [_ENDING.sub("", word.casefold()) for word in re.findall(r"\w+", explanation) if word != "och"]
    return all(any(word.startswith(stem) for word in words) for stem in stems)
