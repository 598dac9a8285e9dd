"""The word list of one index: from what people type to the words that stand in the text.

The browser reads it (docs/assets/search/swedish.js). Its lines:

- words: ``part|part:word word;stem stem``: the words of one base form, what it is put together of, and the
  stems of its irregular forms that are not in the text;
- synonyms: ``phrase,phrase>phrase,phrase``: everyday words and the text's own.
"""

from __future__ import annotations

from collections.abc import Iterable

from macros.records.term import GlossaryTerm
from macros.web.search.lexicon import Lexicon, Word
from macros.web.search.swedish import HEAD, fold, modifier, stem, words


def word_lines(texts: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Give a line for each base form among the words of the texts, sorted."""
    found = {word for text in texts for word in words(text) if not word.isdigit()}
    known = lexicon.look_up(found)
    groups: dict[str, list[str]] = {}
    for word in sorted(found):
        groups.setdefault(known[word].base, []).append(word)
    return [_line(group, known, found) for _, group in sorted(groups.items())]


def _line(group: list[str], known: dict[str, Word], vocabulary: set[str]) -> str:
    parts = max((_parts(known[word], word, vocabulary) for word in group), key=len)
    told = {key for word in group for key in (stem(word), stem(stem(word)))}
    others = sorted(
        {other for word in group for other in known[word].stems if stem(other) not in told} - told
    )
    line = " ".join(group)
    if len(parts) > 1:
        line = f"{'|'.join(map(fold, parts))}:{line}"
    return f"{line};{' '.join(others)}" if others else line


def _parts(word: Word, text: str, vocabulary: set[str]) -> tuple[str, ...]:
    """Give the parts, those of a name or a local word too: *norrbusmöte*, where the text has *Norrbus*."""
    for head in word.heads:
        first = modifier(text[: -len(head)], vocabulary.__contains__)
        if len(first) >= HEAD:
            return (first, head)
    return word.parts


def synonym_lines(glossary: Iterable[GlossaryTerm], texts: Iterable[str]) -> list[str]:
    """Give a line for each glossary term that the texts use: what people say, and what it is called here.

    A term and its abbreviation stand for each other.
    """
    has = {stem(word) for text in texts for word in words(text)}
    lines = []
    for term in glossary:
        names = [name for name in (term.abbreviation, term.term) if name]
        used = [name for name in names if {stem(word) for word in words(name)} <= has]
        said = [*map(str, term.synonyms), *(names if len(names) > 1 else [])]
        if used and said:
            lines.append(f"{_phrases(said)}>{_phrases(map(str, used))}")
    return sorted(lines)


def _phrases(texts: Iterable[str]) -> str:
    return ",".join(dict.fromkeys(" ".join(words(str(text))) for text in texts))
