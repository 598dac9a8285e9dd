"""The word list of one index: from what people type to the words that stand in the text.

The browser reads it (docs/assets/search/swedish.js). Its lines:

- words: ``part|part:word word;stem stem``: the words of one base form, what it is put together of, and the
  stems of its irregular forms that are not in the text;
- synonyms: ``phrase,phrase>phrase,phrase>phrase``: everyday words, the text's own, and those of the everyday
  words that the text uses too.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache, lru_cache
from pathlib import Path

from macros.records.term import GlossaryTerm
from macros.web.search.lexicon import Lexicon, Word
from macros.web.search.swedish import HEAD, fold, modifier, stem, words

EVERYDAY = Path(__file__).with_name("everyday.txt")
"""Everyday words that belong to no term of the glossary, and what they are called in the texts."""


def word_lines(vocabulary: Set[str], lexicon: Lexicon) -> list[str]:
    """Give a line for each base form among the words of the texts, sorted."""
    known = lexicon.look_up(sorted(word for word in vocabulary if not word.isdigit()))
    groups: dict[str, list[str]] = {}
    for word, told in known.items():
        groups.setdefault(told.base, []).append(word)
    return [
        _line(
            tuple(group),
            max((_parts(known[word], word, vocabulary) for word in group), key=len),
            tuple(known[word].stems for word in group),
        )
        for _, group in sorted(groups.items())
    ]


@lru_cache(maxsize=20_000)  # municipalities share most of their words
def _line(group: tuple[str, ...], parts: tuple[str, ...], stems: tuple[tuple[str, ...], ...]) -> str:
    told = {key for word in group for key in (stem(word), stem(stem(word)))}
    others = sorted({other for some in stems for other in some if stem(other) not in told} - told)
    line = " ".join(group)
    if len(parts) > 1:
        line = f"{'|'.join(map(fold, parts))}:{line}"
    return f"{line};{' '.join(others)}" if others else line


def _parts(word: Word, text: str, vocabulary: Set[str]) -> tuple[str, ...]:
    """Give the parts, those of a name or a local word too: *norrbusmöte*, where the text has *Norrbus*."""
    for head in word.heads:
        first = modifier(text[: -len(head)], vocabulary.__contains__)
        if len(first) >= HEAD:
            return (first, head)
    return word.parts


def synonym_lines(glossary: Iterable[GlossaryTerm], vocabulary: Set[str]) -> list[str]:
    """Give a line for each glossary term that the texts use: what people say, and what it is called here.

    A term and its abbreviation stand for each other.
    """
    has = {stem(word) for word in vocabulary}
    lines = []
    for term in glossary:
        names = [name for name in (term.abbreviation, term.term) if name]
        said = [*map(str, term.synonyms), *(names if len(names) > 1 else [])]
        used, also = (
            [name for name in some if {stem(word) for word in words(name)} <= has]
            for some in (list(map(str, names)), list(map(str, term.synonyms)))
        )
        if said and (used or also):
            lines.append(">".join(filter(None, (_phrases(said), _phrases(used) or ",", _phrases(also)))))
    return sorted(lines)


def everyday_lines(vocabulary: Set[str]) -> list[str]:
    """Give the lines of everyday words whose meaning the texts have words for."""
    has = {stem(word) for word in vocabulary}
    lines = []
    for said, meant in _everyday():
        used = ",".join(phrase for phrase, stems in meant if stems <= has)
        if used:
            lines.append(f"{said}>{used}")
    return lines


@cache
def _everyday() -> list[tuple[str, list[tuple[str, Set[str]]]]]:
    """Read the list: what people say, and each phrase they may mean with the stems it needs."""
    told = (line.split(">") for line in EVERYDAY.read_text(encoding="utf-8").splitlines() if ">" in line)
    return [
        (
            _phrases(said.split(",")),
            [(_phrases([one]), {stem(word) for word in words(one)}) for one in meant.split(",")],
        )
        for said, meant in told
    ]


def _phrases(texts: Iterable[str]) -> str:
    return ",".join(dict.fromkeys(" ".join(words(str(text))) for text in texts))
