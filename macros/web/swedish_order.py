"""Swedish sort order: å, ä and ö last, capitals and small letters alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from macros.records.term import GlossaryTerm

_LAST = str.maketrans("åäö", "{|}")
"""The three characters that follow z."""


def swedish_key(word: str) -> str:
    """Return the key that a word is sorted by."""
    return word.casefold().translate(_LAST)


@dataclass(frozen=True, slots=True)
class LetterOfWords:
    """The glossary's words that begin with one letter, or with a figure."""

    name: str
    terms: tuple[GlossaryTerm, ...]

    @property
    def anchor(self) -> str:
        """The letter's anchor on the page, in a-z."""
        return f"bokstav-{_ANCHORS.get(self.name, self.name.lower())}"


_FIGURES = "0–9"
_ANCHORS = {"Å": "aa", "Ä": "ae", "Ö": "oe", _FIGURES: "siffror"}


def sort_glossary(glossary: dict[str, GlossaryTerm]) -> list[LetterOfWords]:
    """Return the glossary by letter, sorted by abbreviation or else by term."""
    terms = sorted(glossary.values(), key=lambda term: swedish_key(_head(term)))
    return [LetterOfWords(name, tuple(group)) for name, group in groupby(terms, _letter)]


def _head(term: GlossaryTerm) -> str:
    """Return the word that a reader sees first."""
    return term.abbreviation or term.term


def _letter(term: GlossaryTerm) -> str:
    first = _head(term)[0].upper()
    return first if first.isalpha() else _FIGURES
