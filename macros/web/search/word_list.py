"""The word list of a search file: from what people type to words in the texts.

The browser reads it (docs/assets/search/swedish.js). Its lines:

- words: ``part|part:word word;stem stem``: the words of one base form, the parts of a compound, and the
  stems of its irregular forms that are not in the text;
- synonyms: ``phrase,phrase>phrase,phrase>phrase``: everyday words, the text's own, and those of the everyday
  words that the text uses too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from pathlib import Path

from macros.records.term import GlossaryTerm
from macros.web.search.lexicon import Lexicon, Word
from macros.web.search.swedish import HEAD, SHORTEST, first_part, fold, stem, words

EVERYDAY = Path(__file__).with_name("everyday.txt")
"""The file of everyday words that belong to no glossary term, and the texts' words for them."""
_PREFIXES = frozenset(
    {
        *("all", "ans", "bak", "bes", "bry", "dar", "den", "eng", "for", "gem", "gen", "god", "ins", "kon"),
        *("med", "mot", "ned", "ner", "per", "rap", "red", "sam", "ton", "upp", "van", "var"),
    }
)
"""Beginnings of words that are no words of a compound, or say nothing there: *samtycke* is no *tycke*."""
_UNUSUAL = re.compile(r"[^a-z]|fv|^.?hv|eend$|sk?all?$|^gang")
"""A stem that nobody types: abbreviated, or of a spelling or a verb form that has gone out of use."""


def word_lines(vocabulary: Set[str], lexicon: Lexicon) -> list[str]:
    """Return a line for each base form among the words of the texts, sorted.

    A word with no other form, no parts and no irregular stem has none: the browser reads it in the texts.
    """
    entries = lexicon.look_up(sorted(word for word in vocabulary if not word.isdigit()))
    groups: dict[str, list[str]] = {}
    for word, entry in entries.items():
        groups.setdefault(entry.base, []).append(word)
    lines = []
    for _, group in sorted(groups.items()):
        parts = max((_find_parts(entries[word], word, vocabulary) for word in group), key=len)
        lines.append(_format_line(tuple(group), parts, tuple(entries[word].stems for word in group)))
    return [line for line in lines if re.search(r"[ :;]", line)]


@lru_cache(maxsize=20_000)  # municipalities share most of their words
def _format_line(group: tuple[str, ...], parts: tuple[str, ...], stems: tuple[tuple[str, ...], ...]) -> str:
    """Return the line of the words that share a base form.

    A compound has no irregular stems of its own: its last part bends as it does.
    """
    line, pieces = " ".join(group), _join_prefixes(map(fold, parts))
    if len(pieces) > 1:
        return f"{'|'.join(pieces)}:{line}"
    if len(min(group, key=len)) < SHORTEST:  # *få* and *gå* say nothing in any of their forms
        return line
    regular = {key for word in group for key in (stem(word), stem(stem(word)))}
    other = {key for keys in stems for key in keys if not {key, stem(key)} & regular}
    irregular = {key for key in other if not _is_unusual(key, other | regular)}
    return f"{line};{' '.join(sorted(irregular))}" if irregular else line


def _join_prefixes(parts: Iterable[str]) -> list[str]:
    """Return a compound's parts with each prefix joined to the part after it."""
    pieces: list[str] = []
    for part in parts:
        if pieces and pieces[-1] in _PREFIXES:
            pieces[-1] += part
        else:
            pieces.append(part)
    return pieces


def _is_unusual(key: str, others: Set[str]) -> bool:
    """Tell whether nobody types a form with this stem, or another stem serves."""
    plural = key.endswith("o") and key[:-1] in others
    participle = key.endswith("n") and f"{key[:-1]}it" in others
    ending = re.sub("(ar|ast|er)$", "", key) in others - {key}
    return plural or participle or ending or bool(_UNUSUAL.search(key))


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

    It leads from what people say to the term. A term and its abbreviation lead to each other. Last come those
    of several words that the texts use themselves.
    """
    stems = {stem(word) for word in vocabulary}
    lines = []
    for term in glossary:
        names = [str(name) for name in (term.abbreviation, term.term) if name]
        synonyms = [str(synonym) for synonym in term.synonyms]
        typed = [*synonyms, *(names if len(names) > 1 else [])]
        used_names, used_synonyms = _keep_used(names, stems), _keep_used(synonyms, stems)
        if typed and (used_names or used_synonyms):
            phrases = [phrase for phrase in used_synonyms if len(words(phrase)) > 1]
            sides = (join_phrases(typed), join_phrases(used_names) or ",", join_phrases(phrases))
            lines.append(">".join(side for side in sides if side))
    return sorted(lines)


def everyday_lines(vocabulary: Set[str], said: Set[str] = frozenset()) -> list[str]:
    """Return the lines of everyday words whose meaning the texts have words for.

    What is ``said`` of a section leads to that one already, and is left out.
    """
    stems = {stem(word) for word in vocabulary}
    lines = []
    for typed, phrases in _read_everyday():
        others, used = [phrase for phrase in typed if phrase not in said], _keep_used(phrases, stems)
        if others and used:
            lines.append(f"{','.join(others)}>{join_phrases(used)}")
    return lines


def _keep_used(phrases: Iterable[str], stems: Set[str]) -> list[str]:
    """Return the phrases whose words all stand in the texts, in some form."""
    return [phrase for phrase in phrases if _stem_words(phrase) <= stems]


@cache
def _stem_words(phrase: str) -> Set[str]:
    return {stem(word) for word in words(phrase)}


@cache
def _read_everyday() -> list[tuple[list[str], list[str]]]:
    """Read the list of everyday words: what people say, and what they may mean."""
    lines = (line.split(">") for line in EVERYDAY.read_text(encoding="utf-8").splitlines() if ">" in line)
    return [(join_phrases(typed.split(",")).split(","), meant.split(",")) for typed, meant in lines]


def join_phrases(phrases: Iterable[str]) -> str:
    """Return phrases as their words in lower case, with commas between."""
    return ",".join(dict.fromkeys(" ".join(words(phrase)) for phrase in phrases))
