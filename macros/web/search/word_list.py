"""The word list of a search file: from what people type to words in the texts.

The browser reads it (docs/assets/search/swedish.js). Its lines:

- words: ``part|part:word word;stem stem``: the words of one base form, the parts of a compound, and the
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
from macros.web.search.swedish import HEAD, first_part, fold, stem, words

EVERYDAY = Path(__file__).with_name("everyday.txt")
"""The file of everyday words that belong to no glossary term, and the texts' words for them."""


def word_lines(vocabulary: Set[str], lexicon: Lexicon) -> list[str]:
    """Return a line for each base form among the words of the texts, sorted."""
    entries = lexicon.look_up(sorted(word for word in vocabulary if not word.isdigit()))
    groups: dict[str, list[str]] = {}
    for word, entry in entries.items():
        groups.setdefault(entry.base, []).append(word)
    lines = []
    for _, group in sorted(groups.items()):
        parts = max((_find_parts(entries[word], word, vocabulary) for word in group), key=len)
        lines.append(_format_line(tuple(group), parts, tuple(entries[word].stems for word in group)))
    return lines


@lru_cache(maxsize=20_000)  # municipalities share most of their words
def _format_line(group: tuple[str, ...], parts: tuple[str, ...], stems: tuple[tuple[str, ...], ...]) -> str:
    """Return the line of the words that share a base form."""
    regular = {key for word in group for key in (stem(word), stem(stem(word)))}
    irregular = {key for keys in stems for key in keys if not {key, stem(key)} & regular}
    line = " ".join(group)
    if len(parts) > 1:
        line = f"{'|'.join(map(fold, parts))}:{line}"
    return f"{line};{' '.join(sorted(irregular))}" if irregular else line


def _find_parts(entry: Word, word: str, vocabulary: Set[str]) -> tuple[str, ...]:
    """Return a word's parts, those of compounds with local names too.

    The list does not know *norrbusmöte*, but the texts have *Norrbus*.
    """
    for head in entry.heads:
        first = first_part(word.removesuffix(head), vocabulary.__contains__)
        if len(first) >= HEAD:
            return (first, head)
    return entry.parts


def synonym_lines(glossary: Iterable[GlossaryTerm], vocabulary: Set[str]) -> list[str]:
    """Return a line for each glossary term that the texts use, sorted.

    It leads from what people say to the term. A term and its abbreviation lead to each other.
    """
    stems = {stem(word) for word in vocabulary}
    lines = []
    for term in glossary:
        names = [str(name) for name in (term.abbreviation, term.term) if name]
        synonyms = [str(synonym) for synonym in term.synonyms]
        typed = [*synonyms, *(names if len(names) > 1 else [])]
        used_names, used_synonyms = _keep_used(names, stems), _keep_used(synonyms, stems)
        if typed and (used_names or used_synonyms):
            sides = (join_phrases(typed), join_phrases(used_names) or ",", join_phrases(used_synonyms))
            lines.append(">".join(side for side in sides if side))
    return sorted(lines)


def everyday_lines(vocabulary: Set[str]) -> list[str]:
    """Return the lines of everyday words whose meaning the texts have words for."""
    stems = {stem(word) for word in vocabulary}
    meanings = ((typed, _keep_used(phrases, stems)) for typed, phrases in _read_everyday())
    return [f"{typed}>{join_phrases(used_phrases)}" for typed, used_phrases in meanings if used_phrases]


def _keep_used(phrases: Iterable[str], stems: Set[str]) -> list[str]:
    """Return the phrases whose words all stand in the texts, in some form."""
    return [phrase for phrase in phrases if _stem_words(phrase) <= stems]


@cache
def _stem_words(phrase: str) -> Set[str]:
    return {stem(word) for word in words(phrase)}


@cache
def _read_everyday() -> list[tuple[str, list[str]]]:
    """Read the list of everyday words: what people say, and what they may mean."""
    lines = (line.split(">") for line in EVERYDAY.read_text(encoding="utf-8").splitlines() if ">" in line)
    return [(join_phrases(typed.split(",")), meant.split(",")) for typed, meant in lines]


def join_phrases(phrases: Iterable[str]) -> str:
    """Return phrases as their words in lower case, with commas between."""
    return ",".join(dict.fromkeys(" ".join(words(phrase)) for phrase in phrases))
