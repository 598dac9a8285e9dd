"""Link each of the glossary's words, where a page first uses it.

The link leads to the explanation, which a script (assets/terms.js) opens where the word stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from markupsafe import escape

from macros.records.registry import PAGES
from macros.records.term import GlossaryTerm
from macros.rendering.glossary import NO_RUNNING_TEXT

_LEFT_ALONE = (
    r"<table\b[^>]*>.*?</table\s*>"
    r"|<(?P<box>section|aside|div) class=\"(?:duty|urgent|family_duty|control)\b[^>]*>.*?</(?P=box)\s*>"
)
"""Tables, because other scripts pick their answers from them; and boxes that are read in a hurry."""
_ENDING = r"(?:arna|erna|orna|ens|ets|en|et|na|ar|er|or|n|t|s)?"
_IN_A_NAME = re.compile(r" [A-ZÅÄÖ][a-zåäö]")
"""What follows the first word of a name: *Region Norrbotten* is none of the glossary's regions."""
_FAMILIAR = {tab.title.casefold() for tab in PAGES}
"""The pages of a binder, whose names stand in its register."""


@lru_cache(maxsize=500)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the next word, or of what to skip.

    An abbreviation is written as it stands; another word may begin a sentence, and have an ending.
    """
    spellings = [
        re.escape(word) if word.isupper() else f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}{_ENDING}"
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile(
        rf"{_LEFT_ALONE}|{NO_RUNNING_TEXT}|(?<![\w&#/.@-])(?P<word>{'|'.join(spellings)})(?![\w-])", re.DOTALL
    )


def link_terms(page: str, glossary: Iterable[GlossaryTerm], address: Callable[[str], str]) -> str:
    """Return the HTML of a page with the glossary's words as links.

    Each where it first stands. ``address`` gives a term's address by its id. Headings, links, labels, tables
    and drawings are left alone.
    """
    ids = {
        word: term.id for term in glossary if (word := term.abbreviation or term.term) and _is_linked(word)
    }
    here = tuple(word for word in ids if word[1:] in page)
    if not here:
        return page
    linked = set[str]()

    def link(match: re.Match[str]) -> str:
        text = match["word"]
        if not text or (text.istitle() and _IN_A_NAME.match(match.string, match.end())):
            return match[0]
        word = next(word for word in here if text.startswith((word, word[0].upper() + word[1:])))
        if word in linked:
            return match[0]
        linked.add(word)
        return f'<a class="explained" href="{escape(address(ids[word]))}">{text}</a>'

    return _pattern(here).sub(link, page)


def _is_linked(word: str) -> bool:
    """Return whether a word is looked for.

    Numbers are not, nor the names of a binder's pages.
    """
    return word[0].isalpha() and word.casefold() not in _FAMILIAR
