"""A cadence: how often something comes back, such as *varannan vecka*."""

import re
from dataclasses import dataclass
from typing import Annotated

from macros.problems import quote
from macros.records.scalars import fault, scalar
from macros.records.values import NUMERALS, WEEKDAYS

_UNITS = {
    "dag": "om dagen",
    "arbetsdag": "varje arbetsdag",
    "vecka": "i veckan",
    "månad": "i månaden",
    "kvartal": "i kvartalet",
    "termin": "per termin",
    "halvår": "per halvår",
    "läsår": "per läsår",
    "år": "om året",
}
"""What may come back, and how *two times a …* is said of it."""
_PER = {"dagen": "dag", "veckan": "vecka", "månaden": "månad", "kvartalet": "kvartal", "terminen": "termin",
        "halvåret": "halvår", "läsåret": "läsår", "året": "år"}  # fmt: skip
_NEUTER = {"kvartal", "halvår", "läsår", "år"}
_ORDINALS = ["", "varje", "varannan", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde",
             "tionde", "elfte", "tolfte"]  # fmt: skip
_PLACES = ("första", "andra", "tredje", "fjärde", "sista")
_EVERY = re.compile(r"(?:(varje)|(varannan|vartannat)|(?:var|vart) (?:(\d{1,2}):[ea]|(\w+))) (\w+)")
_TIMES = re.compile(r"(minst )?(\w+) gång(?:er)? (?:om|i|per) (\w+)")
_PLACED = re.compile(r"(?:den )?(\w+) (\w+) (?:i varje|varje|i) (\w+)")


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often something comes back.

    It is every ``every`` units, or ``times`` in each unit; ``least`` says that it may be more often. ``unit``
    is *vecka*, *månad* … or a weekday. With ``place`` (*första*) it is that ``weekday`` of each unit.
    """

    every: int
    unit: str
    times: int = 0
    least: bool = False
    weekday: str = ""
    place: str = ""

    def __str__(self) -> str:
        """Return the cadence in words: *var sjätte vecka*, *minst två gånger om året*."""
        if self.times:
            many = f"{NUMERALS[self.times]} gång{'er' if self.times > 1 else ''}"
            return f"{'minst ' if self.least else ''}{many} {_UNITS[self.unit]}"
        if self.place:
            return f"{self.place} {self.weekday}en varje {self.unit}"
        neuter = self.unit in _NEUTER
        if self.every <= 2:
            return f"{('varje', 'vartannat' if neuter else 'varannan')[self.every - 1]} {self.unit}"
        ordinal = _ORDINALS[self.every] if self.every < len(_ORDINALS) else f"{self.every}:e"
        return f"{'vart' if neuter else 'var'} {ordinal} {self.unit}"


def _read_cadence(text: str) -> Cadence:
    cadence = _parse_every(words := " ".join(text.casefold().split()))
    cadence = cadence or _parse_times(words) or _parse_placed(words)
    if cadence is None:
        raise fault(
            "cadence",
            f"{quote(text)} säger inte hur ofta",
            "Skriv till exempel varje månad, varannan vecka, var sjätte vecka, första tisdagen varje månad "
            "eller två gånger om året. Annat i ord, till exempel vid behov, skriver du i  when",
        )
    return cadence


def _parse_every(words: str) -> Cadence | None:
    match = _EVERY.fullmatch(words)
    if not match or match[5] not in {*_UNITS, *WEEKDAYS}:
        return None
    if match[1] or match[2]:
        return Cadence(1 if match[1] else 2, match[5])
    every = int(match[3]) if match[3] else _ORDINALS.index(match[4]) if match[4] in _ORDINALS else 0
    return Cadence(every, match[5]) if every > 2 else None


def _parse_times(words: str) -> Cadence | None:
    match = _TIMES.fullmatch(words)
    unit = _PER.get(match[3], match[3]) if match else ""
    if not match or unit not in _UNITS or unit == "arbetsdag":
        return None
    number = (
        int(match[2]) if match[2].isdecimal() else NUMERALS.index(match[2]) if match[2] in NUMERALS else 0
    )
    return Cadence(1, unit, number, least=bool(match[1])) if 0 < number < len(NUMERALS) else None


def _parse_placed(words: str) -> Cadence | None:
    match = _PLACED.fullmatch(words)
    if not match or match[1] not in _PLACES:
        return None
    weekday, unit = match[2].removesuffix("en"), _PER.get(match[3], match[3])
    known = weekday in WEEKDAYS and unit in _UNITS
    return Cadence(1, unit, weekday=weekday, place=match[1]) if known else None


CadenceField = Annotated[Cadence, *scalar(_read_cadence, "hur ofta, till exempel varannan vecka")]
