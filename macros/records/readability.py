"""Measure how easy a Swedish text is to read.

LIX is Björnsson's readability index (C.-H. Björnsson, *Läsbarhet*, 1968): words for each sentence, plus
the share of words longer than six letters in per cent. Below 25 it is a children's book, above 50 an
official text.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:-\w+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?:])[”\")]*\s+")
LONG_WORD = 7
"""The least number of letters of what LIX calls a long word."""

_ENDING = re.compile(r"\w{3,}(?:(?<!rn)(?<!en)as|ades|ats|des|tes)")
"""Endings of the passive in the present and the past; *-arnas*, *-ernas* and *-enas* are genitives."""
_PASSIVE = frozenset({
    "används", "bestäms", "byggs", "drivs", "döms", "fylls", "fås", "följs", "förs", "gavs", "ges",
    "görs", "hålls", "höjs", "körs", "leds", "lyfts", "läggs", "läses", "mäts", "nås", "skrevs",
    "skrivs", "styrs", "ställs", "stängs", "sägs", "sänds", "sänks", "sätts", "tas", "togs", "utses",
    "utsågs", "väljs",
})  # fmt: skip
"""Passives that have none of the endings."""
_NOT_PASSIVE = frozenset({
    "allas", "alldeles", "andas", "annas", "behövas", "behövdes", "bråkas", "deras", "finnas",
    "hjälpas", "hoppades", "hoppas", "hördes", "kalas", "kändes", "kännas", "lyckades", "lyckas",
    "låtsades", "låtsas", "mindes", "minnas", "mötas", "möttes", "orkas", "saknades", "saknas",
    "skämdes", "synas", "trivas", "trivdes", "träffades", "träffas", "umgås", "vistas", "åldras",
    "ångras",
})  # fmt: skip
"""Words with the endings that are no passives: deponent and reciprocal verbs, and other words."""


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text; a line without a full stop is one too."""
    return [part for line in text.splitlines() for part in _SENTENCE_END.split(line.strip()) if part]


def list_words(text: str) -> list[str]:
    """Return the words of a text; one with a hyphen is one word."""
    return _WORD.findall(text)


def measure_lix(texts: Iterable[str]) -> float:
    """Return the LIX of some texts together, with one decimal. 0 without words."""
    sentences = [words for text in texts for part in split_sentences(text) if (words := list_words(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    long = sum(len(word) >= LONG_WORD for word in words)
    return round(len(words) / len(sentences) + 100 * long / len(words), 1)


def is_passive(word: str) -> bool:
    """Return whether a word is a verb in the passive with *-s*.

    Such as *skrivs* and *kallades*.

    It is judged by its ending. The passive with *bli* is not counted.
    """
    word = word.casefold()
    return word in _PASSIVE or (word not in _NOT_PASSIVE and _ENDING.fullmatch(word) is not None)
