"""Split, fold and stem Swedish words, and cut compounds into their parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from snowballstemmer import stemmer

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t"})
_SNOWBALL = stemmer("swedish")
SHORTEST, HEAD, SIMPLE = 3, 4, 8
"""The fewest letters of a part, of the last part, and of a part that is cut again."""
SHORT_HEADS = frozenset(
    ["lag", "råd", "mål", "väg", "hem", "hus", "tid", "dag", "ort", "rum", "bok", "syn", "chef"]
)
"""Common last parts of three or four letters. Most other three letters at the end are an ending."""

Known = Callable[[str], bool]


@lru_cache(maxsize=8_000)  # municipalities share most of their texts
def words(text: str) -> tuple[str, ...]:
    """Return a text's words in lower case.

    A hyphen splits: *SIP-möte* is two words.
    """
    return tuple(map(str.lower, _WORD.findall(unicodedata.normalize("NFC", text))))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word in lower case without diacritics: *möte* becomes *mote*."""
    plain = unicodedata.normalize("NFD", word.lower().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the folded Snowball stem of a word.

    docs/assets/search/swedish.js does the same in the browser.
    """
    return str(_SNOWBALL.stemWord(fold(word)))


def cut_compound(word: str, known: Known) -> tuple[str, ...]:
    """Cut a compound into its parts: *nätverksmöte* is *nätverk* and *möte*.

    A joint such as *s* is left out. A word that is no compound is returned whole. The cut with the fewest
    parts wins, and of these one with a joint, then the one whose last part is longest.
    """
    if len(word) < SIMPLE - 1:
        return (word,)
    cuts: list[tuple[int, bool, int, tuple[str, ...]]] = []
    for place in range(SHORTEST, len(word) - SHORTEST + 1):
        last = word[place:]
        if not (known(last) and (len(last) >= HEAD or last in SHORT_HEADS)):
            continue
        first = first_part(word[:place], known)
        if first:
            parts = (*_cut_part(first, known), *_cut_part(last, known))
            cuts.append((len(parts), len(first) == place, place, parts))
    return min(cuts)[-1] if cuts else (word,)


def _cut_part(part: str, known: Known) -> tuple[str, ...]:
    return cut_compound(part, known) if len(part) >= SIMPLE else (part,)


def first_part(text: str, known: Known) -> str:
    """Return a compound's first part without its joint.

    The result is empty if the part is no known word.
    """
    if len(text) < SHORTEST:
        return ""
    if text.endswith("s") and len(text) > HEAD and known(text[:-1]):
        return text[:-1]
    if known(text) or known(f"{text}a") or known(f"{text}e"):
        return text
    if text.endswith("ra") and known(f"{text[:-2]}er"):  # föräldra-
        return text
    if text[-1] in "aeou" and len(text) > HEAD and (known(text[:-1]) or known(f"{text[:-1]}a")):
        return text[:-1]
    return ""


def irregular_stems(forms: Iterable[str], regular: str) -> list[str]:
    """Return the stems of a word's forms, sorted, without the regular stem.

    *föräldrar* gives one: its stem differs from that of *förälder*.
    """
    return sorted({stem(form) for form in forms} - {regular})
