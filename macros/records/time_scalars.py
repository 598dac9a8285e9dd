"""The scalar types of time: days, times of day, lengths of time, and points known to the year or month."""

import re
from datetime import date, time
from typing import Annotated

from macros.problems import quote
from macros.records.scalars import fault, scalar
from macros.records.values import MONTHS, NUMERALS, UNITS, Day, Span, When


def _day(text: str) -> Day:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            parsed = date.fromisoformat(text)
            return Day(parsed.year, parsed.month, parsed.day)
    except ValueError:
        pass
    meant = _meant_day(text)
    hint = f"Menade du {meant}? " if meant else ""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise fault("day", f"dagen {quote(text)} finns inte", "Se efter i en kalender.")
    raise fault("day", f"{quote(text)} är inget datum", f"{hint}Skriv år-månad-dag, till exempel 2026-11-21.")


def _meant_day(text: str) -> str:
    """Give the date that was probably meant: 21/11 2026, 2026-1-5, 26-01-05, 20261121 or 21 november 2026."""
    said = text.casefold()
    for number, month in enumerate(MONTHS, 1):
        said = re.sub(rf"[ .]*\b{month[:3]}(?:\.|{month[3:]})? *", f"/{number}/", said)
    said = re.sub(r"^(\d\d-\d\d-\d\d)$", r"20\1", said)
    parts = re.fullmatch(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})", said)
    turned = re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})", said)
    found = parts.groups() if parts else turned.groups()[::-1] if turned else None
    try:
        return date(*map(int, found)).isoformat() if found else ""
    except ValueError:
        return ""


def _time(text: str) -> time:
    match = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", text)
    if not match:
        meant = re.fullmatch(
            r"(?:kl\.? *|klockan *)?([01]?[0-9]|2[0-3])(?:[:., ]?([0-5][0-9]))?", text.casefold()
        )
        hint = f"Menade du {int(meant[1]):02}:{meant[2] or '00'}? " if meant else ""
        raise fault(
            "time", f"{quote(text)} är inget klockslag", f"{hint}Skriv timme och minut, till exempel 10:00."
        )
    return time(int(match[1]), int(match[2]))


def _span(text: str) -> Span:
    match = re.fullmatch(r"([0-9]{1,3}) (\w+)", text)
    unit = UNITS.get(match[2].casefold()) if match else None
    if not match or not unit or int(match[1]) == 0:
        meant = _meant_span(text)
        hint = f"Menade du {meant}? " if meant else ""
        raise fault(
            "span",
            f"{quote(text)} är ingen tidsrymd",
            f"{hint}Skriv antal och enhet, till exempel 14 dagar, 3 veckor eller 1 månad.",
        )
    return Span(int(match[1]), unit)


def _meant_span(text: str) -> str:
    """Give the span that was probably meant: *två veckor*, *14dagar*, *inom 1 vecka*, *14*."""
    said = re.sub(r"^(?:inom|senast|högst|ca|cirka) +", "", text.casefold())
    said = said.replace("kalenderdag", "dag") + (" dagar" if said.isdecimal() else "")
    match = re.fullmatch(r"(\d{1,3}|[a-zåäö]+) *([a-zåäö]+)", said)
    if not match or match[2] not in UNITS:
        return ""
    numerals = {word: str(number) for number, word in enumerate(NUMERALS)} | {"ett": "1"}
    number = numerals.get(match[1], match[1])
    return f"{number} {match[2]}" if number.isdecimal() and int(number) else ""


def _when(text: str) -> When:
    years = re.fullmatch(r"([0-9]{4})-([0-9]{4})", text)
    start, slash, end = "/".join(years.groups() if years else [text]).replace("–", "/").partition("/")
    if not _partial_date(start) or (slash and not _partial_date(end)):
        meant = _meant_day(text)
        hint = f"Menade du {meant}? " if meant else ""
        raise fault(
            "when",
            f"{quote(text)} är ingen tidpunkt",
            f"{hint}Skriv 2013, 2013-12, 2013-12-01 eller två tidpunkter med / emellan: 2009/2011.",
        )
    if end and end < start[: len(end)]:
        raise fault("when", f"{quote(text)} slutar innan det börjar", "Byt plats på tidpunkterna.")
    return When(start, end)


def _partial_date(text: str) -> bool:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    if not match:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


DayField = Annotated[
    Day, *scalar(_day, "ett datum, till exempel 2026-11-21", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
]
TimeField = Annotated[
    time,
    *scalar(
        _time, 'ett klockslag, till exempel "10:00"', r"^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$", number=True
    ),
]
WhenField = Annotated[
    When,
    *scalar(
        _when,
        "ett år, en månad eller ett datum: 2013, 2013-12 eller 2013-12-01. Från och till: 2009/2011",
        r"^[0-9]{4}(-[0-9]{2}){0,2}([/–-][0-9]{4}(-[0-9]{2}){0,2})?$",
        number=True,
    ),
]
SpanField = Annotated[
    Span, *scalar(_span, "antal och enhet, till exempel 14 dagar", r"^[0-9]{1,3} [A-Za-zåäö]+$")
]
