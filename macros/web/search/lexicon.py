"""What a general Swedish word list knows of a word: its base form, its other forms, its parts.

The list is simplemma's. It takes a second to open, so what it said of each word is kept in the cache, and
it is opened only when a text has a word that no text had before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from macros.files import write_file
from macros.project import CACHE
from macros.web.search.swedish import HEAD, SHORTEST, SIMPLE, Known, cut, irregular, stem

RULES = 2
"""Raised when the rules that read the list change: what is kept is then read anew."""


class Word(NamedTuple):
    """A word as the list sees it. ``heads`` are the known words it may end in, if it could not be cut."""

    base: str
    parts: tuple[str, ...]
    stems: tuple[str, ...]
    heads: tuple[str, ...]


class Lexicon:
    """The word list with its memory. ``file`` is where the memory is kept."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or CACHE / "parmen" / f"words-{RULES}-{version('simplemma')}.json"
        self.kept = self._stored()
        self.memory: dict[str, Word] = {}

    def look_up(self, words: Iterable[str]) -> dict[str, Word]:
        """Give what is known of each word, new ones read from the list and remembered."""
        asked = list(words)
        unread = {word for word in asked if word not in self.memory}
        self.memory |= {word: _unfold(self.kept[word]) for word in unread if word in self.kept}
        new = sorted(unread - self.kept.keys())
        if new:
            read = _read(new)
            self.memory |= read
            self.kept |= {word: _fold(told) for word, told in read.items()}
            self._keep()
        return {word: self.memory[word] for word in asked}

    def _stored(self) -> dict[str, str]:
        """Read the memory. A damaged one is none."""
        with suppress(OSError, ValueError):
            kept = json.loads(self.file.read_bytes())
            if isinstance(kept, dict):
                return kept
        return {}

    def _keep(self) -> None:
        """Write the memory, with what another process has learnt in the meantime.

        A folder that cannot be written costs a second, no more.
        """
        self.kept = self._stored() | self.kept
        with suppress(OSError):
            write_file(self.file, json.dumps(self.kept, ensure_ascii=False))


def _fold(word: Word) -> str:
    """Write a word as a text: thousands of them are opened for each edit, and few are asked for."""
    return "|".join([word.base, *(" ".join(some) for some in word[1:])])


def _unfold(text: str) -> Word:
    base, *others = text.split("|")
    parts, stems, heads = (tuple(some.split()) for some in others)
    return Word(base, parts, stems, heads)


def _read(new: list[str]) -> dict[str, Word]:
    """Open the list and read the new words from it."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    bases = dict(DefaultDictionaryFactory().get_dictionary("sv"))

    def known(word: str) -> bool:
        return len(word) >= SHORTEST and word in bases

    parts = {word: _parts(word, bases.get(word), known) for word in new}
    heads = {word: parts[word][-1] if word not in bases and len(parts[word]) > 1 else word for word in new}
    lemmas = {head: bases.get(head, head) for head in heads.values()}
    forms: dict[str, list[str]] = {lemma: [] for lemma in lemmas.values()}
    for form, lemma in bases.items():
        if lemma in forms:
            forms[lemma].append(form)
    return {
        word: _word(word, parts[word], bases.get(word), lemmas[heads[word]], forms, known) for word in new
    }


def _parts(word: str, base: str | None, known: Known) -> tuple[str, ...]:
    """Cut a word's base form, if the list has it: *rapporten* is no *porten*, *tjänsten* has no *sten*."""
    if base is None:
        return cut(word, known)
    return cut(base, known) if len(base) >= SIMPLE else (base,)


def _word(
    word: str, parts: tuple[str, ...], base: str | None, lemma: str, forms: dict[str, list[str]], known: Known
) -> Word:
    """Put together what the list says. A compound that it lacks bends as its last part does."""
    start = word[: len(word) - len(parts[-1])] if base is None and len(parts) > 1 else ""
    base = base or f"{start}{lemma}"
    others = irregular((f"{start}{form}" for form in forms.get(lemma, ())), stem(base))
    heads: tuple[str, ...] = ()
    if len(parts) == 1 and base == word and len(word) >= SIMPLE:
        heads = tuple(word[at:] for at in range(SHORTEST, len(word) - HEAD + 1) if known(word[at:]))
    return Word(base, parts, tuple(others), heads)
