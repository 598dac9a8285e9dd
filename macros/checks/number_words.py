"""Write numbers that are spelled out as figures.

*Åtta ett* becomes 8 1, *nittonåttioett* 1981, and *arton december* 18 december.
"""

from __future__ import annotations

import re
from itertools import product

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb february", "mars mar march", "april apr", "maj may",
            "juni jun june", "juli jul july", "augusti aug august", "september sep sept",
            "oktober okt october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
} | {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}  # fmt: skip
"""The months' names and Roman numbers. Those of one letter are words."""
_UNITS = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"]
_TEENS = ["tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"]
_TENS = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]
_DAYS = [
    "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde",
    "elfte", "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde",
    "nittonde", "tjugonde",
]  # fmt: skip


def _spell_below_hundred() -> list[str]:
    return [*_UNITS, *_TEENS, *(ten + ("" if unit == "noll" else unit) for ten in _TENS for unit in _UNITS)]


def _list_values() -> dict[str, str]:
    """Return every number as a word, and the figures that it is written with."""
    small = _spell_below_hundred()
    values = {word: str(number) for number, word in enumerate(small)}
    for hundred, (number, word) in product(range(1, 10), enumerate(small)):
        for head in {_UNITS[hundred], ""} if hundred == 1 else {_UNITS[hundred]}:
            values[f"{head}hundra{word if number else ''}"] = f"{hundred}{number:02}"
    for century, (number, word) in product((18, 19, 20), enumerate(small)):
        for head in (small[century], f"{small[century]}hundra", *(["tvåtusen"] if century == 20 else [])):
            values.setdefault(f"{head}{word if number else 'hundra'}", f"{century}{number:02}")
    days = [*_DAYS, *("tjugo" + day for day in _DAYS[:9]), "trettionde", "trettioförsta"]
    values |= {day: str(number) for number, day in enumerate(days, 1)}
    return values | {word.translate(str.maketrans("åäö", "aao")): number for word, number in values.items()}


_VALUES = _list_values()
_STEM = (
    "noll|ett|tv[åa]|tre|fyra|fem|sex|sju|[åa]tta|nio|tio|elva|tolv|fjort|arton|nitt|tjugo|fyrt|[åa]ttio|hundra"
    "|f[öo]rsta|andra|fj[äa]rde|sj[äa]tte|[åa]ttonde|elfte"
)
_WORD = rf"(?<![^\W_])(?:{_STEM})[^\W\d_]*(?![^\W_])"
_ROW = re.compile(rf"{_WORD}(?:[^\w\n]{{1,4}}{_WORD}|\n[ #>]*{_WORD})+", re.IGNORECASE)
_MONTH = "|".join(name for name in MONTHS if len(name) > 2)
_BESIDE_MONTH = re.compile(rf"(?<![^\W_])(?:{_WORD}\s)?(?:{_MONTH})(?:\s{_WORD}|(?![^\W_]))", re.IGNORECASE)
_WORDS = frozenset(_VALUES) | frozenset(MONTHS)
_ANY = re.compile(_WORD, re.IGNORECASE)


def write_figures(text: str) -> str:
    """Return a text with number words as figures: two or more in a row, or by a month."""
    lines = text.split("\n")
    for first, last in _find_rows(text):
        row = _ROW.sub(_write_words, "\n".join(lines[first:last]))
        lines[first:last] = _BESIDE_MONTH.sub(_write_words, row).split("\n")
    return "\n".join(lines)


def _find_rows(text: str) -> list[tuple[int, int]]:
    """Return the lines, from and to, that may hold two number words in a row (quick)."""
    for sign in "-,./":
        text = text.replace(sign, " ")
    rows: list[tuple[int, int]] = []
    for at, line in enumerate(text.lower().split("\n")):
        words = line.split()
        if not _WORDS.isdisjoint(words):
            if rows and rows[-1][1] == at:
                rows[-1] = (rows[-1][0], at + 1)
            elif len(words) == 1 or sum(map(_WORDS.__contains__, words)) > 1:
                rows.append((at, at + 1))
    return rows


def _write_words(row: re.Match[str]) -> str:
    return _ANY.sub(lambda word: _VALUES.get(word[0].casefold(), word[0]), row[0])
