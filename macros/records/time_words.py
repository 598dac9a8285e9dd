"""Read times as people write them: *hösten 2021*, *1 mars 2026*, *2009–2011*.

A season, a term, a half-year, a quarter, a school year and a week have bounds, so that what is said of them
can be compared with today. Where the word is loose, the bounds are wide: what is in force *hösten 2027* has
not ended, and what is due then is not overdue, while anyone may still call it autumn.

Sources of the bounds:

- The school year begins in August and ends in June (skolförordningen (2011:185), 3 kap. 2 §); the day of
  each term is decided locally. So *höstterminen* is August to December, *vårterminen* January to June.
- SMHI's calendar seasons are spring March to May, summer June to August, autumn September to November, winter
  December to February. *Sommaren* and *vintern* are these. *Våren* and *hösten* are widened to the terms, as
  municipalities plan by them: our reading.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from macros.records.values import MONTHS, Day, When

SEASONS = {
    "våren": (1, 6),
    "vårterminen": (1, 6),
    "sommaren": (6, 8),
    "hösten": (8, 12),
    "höstterminen": (8, 12),
}
"""The first and the last month of each season and term that lies within one year."""
ACROSS = {"vintern": (12, 2), "läsåret": (8, 6)}
"""Those that begin in one year and end in the next."""
PARTS = {
    "halvåret": (("första", "andra"), 6),
    "tertialet": (("första", "andra", "tredje"), 4),
    "kvartalet": (("första", "andra", "tredje", "fjärde"), 3),
}
"""The parts of a year: their numbers in words, and how many months each has."""
SEASON_FORMS = {
    **dict.fromkeys(("vår", "våren"), "våren"),
    **dict.fromkeys(("sommar", "sommaren"), "sommaren"),
    **dict.fromkeys(("höst", "hösten"), "hösten"),
    **dict.fromkeys(("vårtermin", "vårterminen", "vt"), "vårterminen"),
    **dict.fromkeys(("hösttermin", "höstterminen", "ht"), "höstterminen"),
    **dict.fromkeys(("vinter", "vintern"), "vintern"),
    **dict.fromkeys(("läsår", "läsåret"), "läsåret"),
}
"""What is written, and what is printed."""
LONGEST = 100
"""What is longer is no time, and is not searched for one."""
WAYS_TO_WRITE = "2026, 2026-03, 2026-03-01, mars 2026, hösten 2026 eller vårterminen 2027"

MONTH_FORMS = {form: number for number, month in enumerate(MONTHS, 1) for form in (month, month[:3])}
MONTH_FORMS["sept"] = 9
MONTH = "|".join(sorted(MONTH_FORMS, key=len, reverse=True))
TH = r"(?::[ea]|\.)?"
"""What may follow the number of a day: *1:a*, *21:e*, *1.*"""
_ONE_YEAR = "|".join(form for form, name in SEASON_FORMS.items() if name in SEASONS)
_TWO_YEARS = "|".join(form for form, name in SEASON_FORMS.items() if name in ACROSS)
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
_PART = "|".join(PARTS)

_ISO = re.compile(r"[0-9]{4}(?:-[0-9][0-9]){0,2}")
_AND = "(?:[–/-]|till|och)"
_DAY = re.compile(rf"(?:den )?([0-9]{{1,2}}){TH} ({MONTH})\.? ([0-9]{{4}})")
_DAYS = re.compile(rf"(?:den )?([0-9]{{1,2}}) ?[–-] ?([0-9]{{1,2}}) ({MONTH})\.? ([0-9]{{4}})")
_IN_MONTH = re.compile(rf"({MONTH})\.? ([0-9]{{4}})")
_SEASON = re.compile(rf"(?:under )?(?:({_ONE_YEAR}) ([0-9]{{4}})|(ht|vt)[ -]?(?:20)?([0-9][0-9]))")
_ACROSS_YEARS = re.compile(rf"(?:under )?({_TWO_YEARS}) ([0-9]{{4}}) ?[/–-] ?([0-9]{{4}}|[0-9][0-9])")
_YEAR_PART = re.compile(rf"(?:under )?(första|andra|tredje|fjärde) ({_PART}) ([0-9]{{4}})")
_SHORT_QUARTER = re.compile(r"(?:q|kv\.? ?|kvartal )([1-4]),? ([0-9]{4})")
_WEEK = re.compile(r"(?:vecka|v\.?) ?([0-9]{1,2}),? ([0-9]{4})")
_MONTHS = re.compile(rf"({MONTH})\.? ?{_AND} ?({MONTH})\.? ([0-9]{{4}})")
_YEARS = re.compile(r"([0-9]{4}) ?[–-] ?([0-9]{4})")
_BETWEEN = re.compile(r" ?/ ?| [–-] | till (?:och med )?| t\.o\.m\. |(?<=[0-9])–(?=[0-9]{4})")

NAMED_TIME = re.compile(
    rf"(?:(?:[0-9]{{1,2}} ?[–-] ?)?[0-9]{{1,2}}{TH} |(?:{MONTH})\.? ?{_AND} ?)?(?:{MONTH})\.? [0-9]{{4}}\b"
    rf"|\b(?:{_ONE_YEAR}) [0-9]{{4}}\b"
    r"|\b[hv]t[ -]?[0-9][0-9](?:[0-9][0-9])?\b"
    rf"|\b(?:{_TWO_YEARS}) [0-9]{{4}} ?[/–-] ?[0-9][0-9](?:[0-9][0-9])?\b|\b\w+ (?:{_PART}) [0-9]{{4}}\b"
    r"|\b(?:q|kv\.? ?|kvartal )[1-4],? [0-9]{4}\b|\b(?:vecka|v\.?) ?[0-9]{1,2},? [0-9]{4}\b"
)
"""Finds times written in words, in lower case with single spaces, in a longer text."""


def squeeze(text: str) -> str:
    """Return a text in lower case with single spaces and no full stop at its end."""
    return " ".join(text.casefold().split()).rstrip(".,")


def parse_when(text: str) -> When | None:
    """Return the time that a text names, or None where it names none that exists.

    Two times may be parted by ``/``, *till* or a dash.
    """
    if len(text) > LONGEST:
        return None
    words = squeeze(text)
    if (single := _parse_single(words)) is not None:
        return single
    if (match := _YEARS.fullmatch(words)) is not None:
        return When(*match.groups())
    if (match := _DAYS.fullmatch(words)) is not None:
        month = f"{match[4]}-{MONTH_FORMS[match[3]]:02}"
        first, last = (_when_if_real(f"{month}-{int(day):02}") for day in match.groups()[:2])
        return When(first.start, last.start) if first and last else None
    if (match := _MONTHS.fullmatch(words)) is not None:
        months = [_when_if_real(f"{match[3]}-{MONTH_FORMS[month]:02}") for month in match.groups()[:2]]
        return When(months[0].start, months[1].start) if months[0] and months[1] else None
    for parting in _BETWEEN.finditer(words):
        first, last = _parse_single(words[: parting.start()]), _parse_single(words[parting.end() :])
        if first and last:
            named = f"{first} – {last}" if first.words or last.words else ""
            return When(first.start, last.end or last.start, named)
    return None


def _parse_single(words: str) -> When | None:
    """Return the time that words name, where they name one and not two."""
    if _ISO.fullmatch(words):
        return _when_if_real(words)
    if (match := _DAY.fullmatch(words)) is not None:
        return _when_if_real(f"{match[3]}-{MONTH_FORMS[match[2]]:02}-{int(match[1]):02}")
    if (match := _IN_MONTH.fullmatch(words)) is not None:
        return _when_if_real(f"{match[2]}-{MONTH_FORMS[match[1]]:02}")
    return _parse_named(words)


def _parse_named(words: str) -> When | None:
    """Return the season, term, school year, part of a year or week that words name."""
    if (match := _SEASON.fullmatch(words)) is not None:
        name = SEASON_FORMS[match[1] or match[3]]
        return _name_months(name, match[2] or f"20{match[4]}", *SEASONS[name])
    if (match := _ACROSS_YEARS.fullmatch(words)) is not None:
        name, year = SEASON_FORMS[match[1]], int(match[2])
        first, last = ACROSS[name]
        follows = year < date.max.year and f"{year + 1:04}".endswith(match[3])
        named = f"{name} {match[2]}/{year + 1}"
        return When(f"{match[2]}-{first:02}", f"{year + 1:04}-{last:02}", named) if follows else None
    if (match := _YEAR_PART.fullmatch(words)) is not None:
        return _name_part(_ORDINALS[match[1]], match[2], match[3])
    if (match := _SHORT_QUARTER.fullmatch(words)) is not None:
        return _name_part(int(match[1]), "kvartalet", match[2])
    return _name_week(*match.groups()) if (match := _WEEK.fullmatch(words)) is not None else None


def _name_months(name: str, year: str, first: int, last: int) -> When | None:
    return When(f"{year}-{first:02}", f"{year}-{last:02}", f"{name} {year}") if int(year) else None


def _name_part(number: int, part: str, year: str) -> When | None:
    """Return a part of a year, or None for one that a year does not have."""
    ordinals, months = PARTS[part]
    if number > len(ordinals):
        return None
    return _name_months(f"{ordinals[number - 1]} {part}", year, months * (number - 1) + 1, months * number)


def _name_week(week: str, year: str) -> When | None:
    """Return a week by its ISO 8601 number, or None where the year has no such week."""
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
        sunday = monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None
    return When(monday.isoformat(), sunday.isoformat(), f"vecka {int(week)} {year}")


def _when_if_real(part: str) -> When | None:
    """Return a year, a month or a day in ISO form, or None where there is none."""
    try:
        complete = date.fromisoformat(f"{part}-01-01"[:10])
    except ValueError:
        return None
    return When(part) if complete.isoformat().startswith(part) and len(part) in {4, 7, 10} else None


def move_months(day: date, months: int) -> Day:
    """Return the same day so many months later; the last day of the calendar at most.

    Where that month is shorter, it is its last day.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        return Day(9999, 12, 31)
    return Day(year, month, min(day.day, monthrange(year, month)[1]))
