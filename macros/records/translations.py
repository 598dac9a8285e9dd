"""Which Swedish text each translation was made from.

``translations.yaml`` says it with marks. A mark is two short hashes: of the Swedish text, and of the
translation. No paths are in it, so texts may move between files and lists. A translation that has marks but
none with today's Swedish is outdated. One without a mark is taken for good, and told of: somebody wrote it by
hand, or before there were marks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Literal

from macros.records.base import Record, optional, required
from macros.records.languages import LANGUAGES
from macros.records.scalars import Plain, fault, scalar
from macros.records.text import Text

Status = Literal["missing", "outdated", "unmarked", "current"]
"""Of a text in a language: it is missing, from an older Swedish text, without a mark, or from today's."""

_LETTERS = "bcdfghjklmnpqrst"
"""Sixteen consonants: a hash in them is never a word, nor the number of a telephone or a person."""
_LENGTH = 8
_MARK = re.compile(rf"[{_LETTERS}]{{{_LENGTH}}}-[{_LETTERS}]{{{_LENGTH}}}")
_ADVICE = "Filen skrivs av programmet. Ta bort raden, och kör  parmen translations mark"


@lru_cache(maxsize=20_000)
def hash_text(text: str) -> str:
    """Return eight letters that stand for a text, however its lines are broken."""
    digits = sha256(" ".join(text.split()).encode()).hexdigest()[:_LENGTH]
    return "".join(_LETTERS[int(digit, 16)] for digit in digits)


def make_mark(text: Text, language: str) -> str:
    """Return the mark of a translation that was made from today's Swedish text."""
    return f"{hash_text(text.source)}-{hash_text(text.written(language))}"


def _read_mark(text: str) -> str:
    if not _MARK.fullmatch(text):
        raise fault("translation-mark", "det här är inget märke för en översättning", _ADVICE)
    return text


def _read_language(text: str) -> str:
    if text not in LANGUAGES or text == "sv":
        raise fault("unknown-language", f"”{text}” är inget språk här", _ADVICE)
    return text


Mark = Annotated[str, *scalar(_read_mark, "två gånger åtta bokstäver, med ett streck emellan", _MARK.pattern)]
Code = Annotated[
    str,
    *scalar(
        _read_language,
        "ett språks kod, till exempel fi",
        choices=tuple(code for code in LANGUAGES if code != "sv"),
    ),
]


class MarkedFile(Record):
    """The translations into one language that stand in one file."""

    language: Code = required("språk", "Språkets kod, till exempel fi.")
    file: Plain = required("fil", "Filen som texterna stod i när de märktes. Bara till hjälp för ögat.")
    texts: list[Mark] = required(
        "texter", "Ett märke för varje översatt text: svenskan som den kom från, och översättningen."
    )


class Translations(Record):
    """The marks of all translations (``translations.yaml``).

    A data folder without the file has marked none.
    """

    marked: list[MarkedFile] = optional("märkta", "Skrivs av parmen translations. Ändra inte för hand.", list)


class Marks:
    """Looks up what a translation was made from."""

    def __init__(self, translations: Translations | None) -> None:
        """Sort the marks by language and by translation."""
        self._sources: dict[tuple[str, str], set[str]] = defaultdict(set)
        for part in translations.marked if translations else ():
            for mark in part.texts:
                swedish, _, translated = mark.partition("-")
                self._sources[part.language, translated].add(swedish)

    def status(self, text: Text, language: str) -> Status:
        """Return how a text stands in a language, once it has been dated."""
        if not text.written(language).strip():
            return "missing"
        if language in text.outdated:
            return "outdated"
        return "current" if hash_text(text.source) in self._find_sources(text, language) else "unmarked"

    def date_texts(self, texts: Iterable[Text]) -> None:
        """Tell all texts there are in which languages they are outdated.

        Two texts may have one translation (*Ei*). A mark of one that is still there says nothing of another.
        """
        several = [text for text in texts if len(text.versions) > 1]
        for text in several:
            text.outdated = frozenset()  # the same text may have been dated by older marks
        translated = [
            (text, language, hash_text(text.source), sources)
            for text in several
            for language in text.versions
            if language != "sv" and (sources := self._find_sources(text, language))
        ]
        known = {
            (language, hash_text(text.written(language)), source) for text, language, source, _ in translated
        }
        for text, language, source, sources in translated:
            translation = hash_text(text.written(language))
            gone = {old for old in sources if (language, translation, old) not in known}
            if source not in sources and gone:
                text.outdated |= {language}

    def _find_sources(self, text: Text, language: str) -> set[str]:
        return self._sources.get((language, hash_text(text.written(language))), set())


NO_MARKS = Translations.model_construct(marked=[])
