"""Find the last day of a part of any year: *i början av mars*, *vecka 7*.

*I början av* a month is until its 10th and *i mitten av* until its 20th, as Swedish readers split a month in
three. Of a season they are its first third and its first two thirds, in whole months; of *våren* and *hösten*
those of SMHI's calendar seasons. *Första veckan i mars* is its first seven days, because nothing says which
week a week is that begins in the month before.
"""

import re

from macros.records.time_words import ACROSS, MONTH, MONTH_FORMS, SEASON_FORMS, SEASONS, TH
from macros.records.values import last_day

MonthDay = tuple[int, int]
"""A month and a day in it; 0 is the month's last day. ``(-7, 0)`` is the Sunday of week 7 (ISO 8601)."""

_SEASON = "|".join(sorted(SEASON_FORMS, key=len, reverse=True))
_PARTS = {"början": 1, "mitten": 2, "slutet": 3}
_WEEKS = {"första": 7, "andra": 14, "tredje": 21, "fjärde": 28, "sista": 0}
_CALENDAR = {"våren": (3, 5), "hösten": (9, 11)}

_DATE = re.compile(rf"(?:den )?(?:(sista) (?:dagen )?(?:i )?|([0-9]{{1,2}}){TH} )({MONTH})\.?")
_DATES = re.compile(rf"(?:den )?([0-9]{{1,2}}) ?(?:[–-]|till|t\.o\.m\.) ?([0-9]{{1,2}} (?:{MONTH}))\.?")
_WITHIN = re.compile(rf"(?:(?:i|på|under|i ({'|'.join(_PARTS)}) av) )?(?:({MONTH})\.?|({_SEASON}))")
_MONTHS = re.compile(rf"(?:från |i )?(?:{MONTH})\.? ?(?:[–-]|till(?: och med)?|eller(?: i)?) ?({MONTH})\.?")
_WEEK_IN = re.compile(rf"(?:under )?({'|'.join(_WEEKS)}) veckan i ({MONTH})\.?")
_WEEK = re.compile(r"(?:i |under )?(?:vecka|v\.?) ?([0-9]{1,2})(?: ?[–-] ?([0-9]{1,2}))?")


def is_date(words: str) -> bool:
    """Return whether words name one day of the year, and no stretch of it."""
    return _DATE.fullmatch(words) is not None


def find_last_day(words: str) -> MonthDay | None:
    """Return the last day of a date, a week, a month or a season.

    None where there is none.
    """
    if (match := _DATE.fullmatch(words)) is not None:
        month, day = MONTH_FORMS[match[3]], int(match[2] or 0)
        if (month, day) == (2, 29) or match[1]:
            return month, 0
        return (month, day) if 1 <= day <= last_day(f"2001-{month:02}").day else None
    if (match := _DATES.fullmatch(words)) is not None:
        last = find_last_day(match[2])
        return last if last and 1 <= int(match[1]) < (last[1] or 29) else None
    if (match := _WITHIN.fullmatch(words)) is not None:
        part = _PARTS.get(match[1], 3)
        if match[2]:
            return MONTH_FORMS[match[2]], 0 if part == 3 else 10 * part
        return _end_of_season(SEASON_FORMS[match[3]], part), 0
    if (match := _MONTHS.fullmatch(words)) is not None:
        return MONTH_FORMS[match[1]], 0
    if (match := _WEEK_IN.fullmatch(words)) is not None:
        return MONTH_FORMS[match[2]], _WEEKS[match[1]]
    if (match := _WEEK.fullmatch(words)) is not None:
        first, last_week = int(match[1]), int(match[2] or match[1])
        return (-last_week, 0) if 1 <= first <= last_week <= 52 else None
    return None


def _end_of_season(name: str, part: int) -> int:
    """Return the last month of so many thirds of a season."""
    bounds = SEASONS | ACROSS | (_CALENDAR if part < 3 else {})
    first, last = bounds[name]
    months = (last - first) % 12 + 1
    return (first + -(-months * part // 3) - 2) % 12 + 1
