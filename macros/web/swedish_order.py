"""Swedish sort order: å, ä and ö last, capitals and small letters alike."""

from __future__ import annotations

from macros.records.term import GlossaryTerm

_LAST = str.maketrans("åäö", "{|}")
"""The three characters that follow z."""


def swedish_key(word: str) -> str:
    """Return the key that a word is sorted by."""
    return word.casefold().translate(_LAST)


def sort_glossary(glossary: dict[str, GlossaryTerm]) -> list[GlossaryTerm]:
    """Return the glossary's terms, sorted by abbreviation or else by term."""
    return sorted(glossary.values(), key=lambda term: swedish_key(term.abbreviation or term.term))
