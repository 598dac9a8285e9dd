"""Invented names that sound Swedish, and numbers that are reserved for fiction."""

from collections.abc import Iterator, Sequence
from random import Random

_FIRST = """
    Dimm Duv Fjäll Frost Glas Gryn Humle Igel Järv Kråk Lärk Myr Näck Pil Rim Rön Silver Skat Slån Snö
    Sparv Sälg Ugg Vass Vide Vinter Årder Ängs Ödle Hägg Klöver Ljung Måk Orr Skogs Tuv Vråk Åskö
"""
TOWN_ENDINGS = (
    *("by", "sta", "hult", "vik", "ås", "ryd", "torp", "dal", "näs", "fors", "mo", "berg", "holm", "sjö"),
    *("lunda", "bo", "åker", "hamn", "träsk", "tuna"),
)
AREA_ENDINGS = ("marken", "bygden", "dalarna")
_FOLD = str.maketrans({"å": "a", "ä": "a", "ö": "o", " ": "-"})

_FICTION = (("070-174 06", 5, 99), ("08-465 004", 0, 99), ("031-390 06", 0, 99), ("0980-31 92", 0, 99))
"""Series that the Swedish Post and Telecom Authority keeps for invented numbers."""


def slug(name: str) -> str:
    """Fold a name to what an address may hold."""
    return name.casefold().translate(_FOLD)


def compounds(random: Random, number: int, endings: Sequence[str]) -> list[str]:
    """Return so many different names of municipalities or areas, which end so."""
    names = [first + end for first in _FIRST.split() for end in endings if first[-1] != end[0]]
    return random.sample(names, number)


def counties(random: Random, number: int) -> list[str]:
    """Return so many different names of counties, without the word *län*."""
    return [f"{first}land" for first in random.sample(_FIRST.split(), number)]


def phones() -> Iterator[str]:
    """Yield invented numbers, again from the start when all have been used."""
    while True:
        for start, first, last in _FICTION:
            yield from (f"{start} {number:02}" for number in range(first, last + 1))
