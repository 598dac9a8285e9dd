"""Look up words in a general Swedish word list, simplemma's.

The result is the base form, the other forms and the parts of compounds. Opening the list takes seconds, so
the result for each word is cached as JSON, and the list is opened only for words that no text had before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, TypeAdapter

from macros.cache import cache_folder, read_entry, write_entry
from macros.web.search.swedish import HEAD, SHORTEST, SIMPLE, Known, cut_compound, irregular_stems, stem

RULES = 2
"""The version of the rules below. Raise it when they change: stored words are then looked up again."""


_STORED: TypeAdapter[dict[str, str]] = TypeAdapter(
    dict[str, Annotated[str, Field(pattern=r"^[^|]*(\|[^|]*){3}$")]]
)
"""Each word, and its entry as ``_pack`` writes it."""


class Word(NamedTuple):
    """A word as the list describes it.

    ``parts`` are those of a compound, or the word itself. ``stems`` are the irregular ones among its forms.
    ``heads`` are the known words that it may end in, if it could not be cut.
    """

    base: str
    parts: tuple[str, ...]
    stems: tuple[str, ...]
    heads: tuple[str, ...]


class Lexicon:
    """The word list; words looked up before are stored in ``file``."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or cache_folder() / f"words-{RULES}-{version('simplemma')}.json"
        self.stored = self._read_file()

    def look_up(self, words: Iterable[str]) -> dict[str, Word]:
        """Return the entry of each word.

        New ones are read from the list and stored.
        """
        words_wanted = list(words)
        new = sorted({word for word in words_wanted if word not in self.stored})
        if new:
            self.stored |= {word: _pack(entry) for word, entry in read_words(new).items()}
            self._write_file()
        return {word: _unpack(self.stored[word]) for word in words_wanted}

    def _read_file(self) -> dict[str, str]:
        """Return the stored words; none from a missing or damaged file."""
        try:
            return _STORED.validate_json(read_entry(self.file) or b"{}")
        except ValueError:
            return {}

    def _write_file(self) -> None:
        """Store the words, with those that another process has stored meanwhile.

        A folder that cannot be written is no error: it costs some seconds at the next build.
        """
        self.stored = self._read_file() | self.stored
        with suppress(OSError):
            write_entry(self.file, json.dumps(self.stored, ensure_ascii=False).encode())


def _pack(word: Word) -> str:
    """Return a word as one string, which loads faster than a list.

    Each build loads thousands, and looks up few of them.
    """
    return "|".join([word.base, *(" ".join(texts) for texts in word[1:])])


@lru_cache(maxsize=50_000)  # municipalities share most of their words
def _unpack(text: str) -> Word:
    base, *others = text.split("|")
    parts, stems, heads = (tuple(texts.split()) for texts in others)
    return Word(base, parts, stems, heads)


def read_words(words: Iterable[str]) -> dict[str, Word]:
    """Open the list and return the entry of each word.

    A compound that the list lacks is inflected as its last part is.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    bases = DEFAULT_DICTIONARY_FACTORY.get_dictionary("sv")

    def known(word: str) -> bool:
        return len(word) >= SHORTEST and bases.get(word) is not None

    cuts = {word: _cut_base(word, bases.get(word), known) for word in words}
    starts = {
        word: word.removesuffix(parts[-1]) if len(parts) > 1 and bases.get(word) is None else ""
        for word, parts in cuts.items()
    }
    ends = {word: word.removeprefix(start) for word, start in starts.items()}
    lemmas = {word: bases.get(end, end) for word, end in ends.items()}
    forms: dict[str, list[str]] = {lemma: [] for lemma in lemmas.values()}
    for form, lemma in bases.items():
        if lemma in forms:
            forms[lemma].append(form)
    entries = {}
    for word, parts in cuts.items():
        base = f"{starts[word]}{lemmas[word]}"
        stems = irregular_stems((f"{starts[word]}{form}" for form in forms[lemmas[word]]), stem(base))
        heads = _find_heads(word, known) if len(parts) == 1 and base == word else ()
        entries[word] = Word(base, parts, tuple(stems), heads)
    return entries


def _cut_base(word: str, base: str | None, known: Known) -> tuple[str, ...]:
    """Cut a word's base form into parts if the list has it, else the word.

    Cutting the inflected form would go wrong: *rapporten* is no *porten*, *tjänsten* has no *sten*.
    """
    if base is None:
        return cut_compound(word, known)
    return cut_compound(base, known) if len(base) >= SIMPLE else (base,)


def _find_heads(word: str, known: Known) -> tuple[str, ...]:
    """Return the known words that a long word ends in."""
    if len(word) < SIMPLE:
        return ()
    return tuple(word[at:] for at in range(SHORTEST, len(word) - HEAD + 1) if known(word[at:]))
