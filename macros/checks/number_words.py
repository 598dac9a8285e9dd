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
_SPOKEN_TENS = [(number, ten.removesuffix("o")) for number, ten in enumerate(_TENS[1:], 3)]
_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
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
    values |= {
        spoken + unit: f"{ten}{number}"
        for ten, spoken in _SPOKEN_TENS
        for number, unit in enumerate(_UNITS[1:], 1)
    }
    values |= {word: str(number) for number, word in enumerate(_ENGLISH)}
    return values | {word.translate(str.maketrans("åäö", "aao")): number for word, number in values.items()}


_VALUES = _list_values()
_WORDS = frozenset(_VALUES) | frozenset(MONTHS)
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]{3,40}(?![^\W_])")


def write_figures(text: str) -> str:
    """Return a text with number words as figures, where two or more are near."""
    lines = text.split("\n")
    for first, last in _find_rows(text):
        lines[first:last] = [_LETTERS.sub(_write_word, line) for line in lines[first:last]]
    return "\n".join(lines)


def _find_rows(text: str) -> list[tuple[int, int]]:
    """Return the lines, from and to, that hold two number words or months (quick)."""
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


def _write_word(match: re.Match[str]) -> str:
    word = match[0].casefold()
    thousands, tusen, rest = word.partition("tusen")
    if tusen and thousands in _VALUES and (rest in _VALUES or not rest):
        return _VALUES[thousands] + _VALUES.get(rest, "").zfill(3)
    return _VALUES.get(word, match[0])
