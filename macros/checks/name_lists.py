"""Tell people's names and functions' words apart, by lists of both.

The lists are text files beside this module, and say where they come from.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_PLAIN = str.maketrans("åäöéèüø", "aaoeeuo")
_ENDING = "(?:a|an|ar|arna|e|en|er|erna|et|n|na|or|orna|s|t)?"
_PLACEHOLDER = re.compile("(?:for|efter)?namn|exempel|example|person|user|anvandare|nagon|din|ditt|x+|test")


def fold(word: str) -> str:
    """Return a word in small letters, as an address has it: ``å`` is ``a``."""
    return word.casefold().translate(_PLAIN)


def is_given_name(word: str) -> bool:
    """Return whether a word is one of the thousand most common given names."""
    return fold(word) in _read_names("given_names.txt")


def is_surname(word: str) -> bool:
    """Return whether a word is a common surname, or is made as one: *Exempelsson*."""
    plain = fold(word)
    return plain in _read_names("surnames.txt") or (plain.endswith("sson") and len(plain) > 5)


@lru_cache(maxsize=10_000)
def is_function_word(word: str) -> bool:
    """Return whether a word says which function an address goes to, or stands for any."""
    plain = fold(word)
    ends, whole = _read_function_words()
    return plain in whole or ends.search(plain) is not None


def is_placeholder(word: str) -> bool:
    """Return whether a word stands for whatever should stand there."""
    return _PLACEHOLDER.fullmatch(fold(word)) is not None


@cache
def _read_names(name: str) -> frozenset[str]:
    return frozenset(fold(word) for line in _read_lines(name) for word in line.split())


@cache
def _read_function_words() -> tuple[re.Pattern[str], frozenset[str]]:
    lines = _read_lines("function_words.txt")
    at = lines.index("=")
    ends, whole = (" ".join(part).split() for part in (lines[:at], lines[at + 1 :]))
    return re.compile(f"(?:{'|'.join(ends)}){_ENDING}$"), frozenset(whole)


def _read_lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
