"""What may be written where a type is due: for the descriptions of the fields and the editors' tools."""

from __future__ import annotations

from dataclasses import dataclass

from macros.records.values import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Takes:
    """What may be written where a type is due: in words for the editor, and for the tools she writes with.

    Those tools guess types where we do not: with ``number`` they may find a number.
    """

    words: str
    pattern: str = ""
    choices: tuple[str, ...] = ()
    number: bool = False


TEXT = Takes("text", number=True)
LINE = Takes("text på en rad", number=True)
ABBREVIATION = Takes("en förkortning, till exempel SIP")
SLUG = Takes("ett id: a–z, siffror och bindestreck", r"^[a-z0-9]+(-[a-z0-9]+)*$", number=True)
NUMBER = Takes("ett tal, till exempel 14", r"^[0-9]{1,9}$", number=True)
YEAR = Takes("ett år, till exempel 2026", r"^20[0-9]{2}$", number=True)
SIXTHS = Takes("ett tal från 1 till 6", r"^[1-6]$", number=True)
ROWS = Takes("ett tal från 1 till 60", r"^([1-9]|[1-5][0-9]|60)$", number=True)
FACE = Takes("ett tal från 1 till 5", r"^[1-5]$", number=True)
YES_NO = Takes("ja eller nej", choices=("ja", "nej"))
DAY = Takes("ett datum, till exempel 2026-11-21", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
TIME = Takes('ett klockslag, till exempel "10:00"', r"^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$", number=True)
WHEN = Takes(
    "ett år, en månad eller ett datum: 2013, 2013-12 eller 2013-12-01. Från och till: 2009/2011",
    r"^[0-9]{4}(-[0-9]{2}){0,2}([/–-][0-9]{4}(-[0-9]{2}){0,2})?$",
    number=True,
)
SPAN = Takes("antal och enhet, till exempel 14 dagar", r"^[0-9]{1,3} [A-Za-zåäö]+$")
PHONE = Takes(
    "ett telefonnummer, till exempel 0980-31 92 10", r"^\+?[0-9]([ \u2011-]?[0-9]){2,15}$", number=True
)
EMAIL = Takes("en e-postadress, till exempel socialtjansten@kalix.example", r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
WEB = Takes("en webbadress som börjar med https://", r"^https?://\S+$")
WEEKDAY = Takes("en veckodag, till exempel fredag", choices=tuple(WEEKDAYS))
