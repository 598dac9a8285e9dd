"""The scalar types of time: days, times of day, lengths, seasons, what recurs."""

import re
from datetime import date, time
from typing import Annotated

from macros.problems import quote
from macros.records.recurrence import Recurrence
from macros.records.recurrence_words import RECURRING_WAYS, guess_recurrence, parse_recurrence
from macros.records.scalars import fault, scalar
from macros.records.time_words import MONTH_FORMS, SEASON_FORMS, WAYS_TO_WRITE, parse_when, squeeze
from macros.records.values import NUMBERS, UNITS, Day, OpenEnd, Span, When


def _read_day(text: str) -> Day:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        advice = "Skriv år-månad-dag, till exempel 2026-11-21."
        if guess := _guess_day(text):
            advice = f"Menade du {guess}? {advice}"
        elif is_open_end(text):
            advice = f"Gäller det tills vidare? Ta bort raden. {advice}"
        raise fault("day", f"{quote(text)} är inget datum", advice)
    try:
        return Day.fromisoformat(text)
    except ValueError as error:
        raise fault("day", f"dagen {quote(text)} finns inte", "Se efter i en kalender.") from error


def _guess_day(text: str) -> str:
    """Return the date that was probably meant, in ISO form, or an empty string.

    Known are 21/11 2026, 2026-1-5, 26-01-05, 20261121 and what ``parse_when`` reads as one day.
    """
    if (when := parse_when(text)) is not None and when.first == when.last:
        return when.start
    words = re.sub(r"^(\d\d-\d\d-\d\d)$", r"20\1", text)
    parts = re.fullmatch(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})", words)
    turned = re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})", words)
    numbers = parts.groups() if parts else turned.groups()[::-1] if turned else None
    try:
        return date(*map(int, numbers)).isoformat() if numbers else ""
    except ValueError:
        return ""


def _read_month(text: str) -> When:
    if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text) and text[:4] != "0000":
        return When(text)
    when = parse_when(text)
    guess = f"Menade du {when.start[:7]}? " if when and len(when.start) >= 7 and not when.end else ""
    raise fault("month", f"{quote(text)} är ingen månad", f"{guess}Skriv år och månad, till exempel 2027-03.")


def _read_time(text: str) -> time:
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


def _read_span(text: str) -> Span:
    words = squeeze(text)
    if words == "samma dag":
        return Span(0, "dag")
    match = re.fullmatch(r"(?:([0-9]{1,3}) ?[–-] ?)?([0-9]{1,3}) (arbets)?(\w+)", words)
    unit = UNITS.get(match[4]) if match else None
    least, number = (int(match[1] or 0), int(match[2])) if match else (0, 0)
    if not match or not unit or number <= least or match[1] == "0" or (match[3] and unit != "dag"):
        guess = _guess_span(text)
        hint = f"Menade du {guess}? " if guess else ""
        raise fault(
            "span",
            f"{quote(text)} är ingen tidsrymd",
            f"{hint}Skriv antal och enhet, till exempel 24 timmar, 2 dygn, samma dag, 14 dagar, 2–7 dagar, "
            "10 arbetsdagar, 3 veckor eller 1 månad.",
        )
    return Span(number, unit, working=bool(match[3]), least=least)


def _guess_span(text: str) -> str:
    """Return the span that was probably meant, or an empty string.

    Known are *två veckor*, *14dagar*, *inom 1 vecka*, *tio vardagar* and *14*.
    """
    words = re.sub(r"^(?:inom|senast|högst|ca|cirka) +", "", text.casefold())
    words = re.sub(r"(?:helgfria )?vardag", "arbetsdag", words).replace("kalenderdag", "dag")
    words += " dagar" if words.isdecimal() else ""
    match = re.fullmatch(r"(\d{1,3}|[a-zåäö]+) *([a-zåäö]+)", words)
    if not match or match[2] not in {*UNITS, "arbetsdag", "arbetsdagar"}:
        return ""
    number = str(NUMBERS.get(match[1], match[1]))
    return f"{number} {match[2]}" if number.isdecimal() and int(number) else ""


def _read_when(text: str, end: str = "") -> When:
    """Read a time; ``end`` is what else may be written where it is one."""
    when = parse_when(text)
    if when is None:
        advice = _advise(text, f"Skriv {WAYS_TO_WRITE}. Från och till: 2009/2011.{end}")
        raise fault("when", f"{quote(text)} är ingen tidpunkt", advice)
    if when.last < when.first:
        raise fault("when", f"{quote(text)} slutar innan det börjar", "Byt plats på tidpunkterna.")
    return when


def _advise(text: str, ways: str) -> str:
    """Return what may be written, after a guess or the part that is missing."""
    words = squeeze(text)
    if guess := _guess_day(text):
        return f"Menade du {guess}? {ways}"
    if words in SEASON_FORMS or words in MONTH_FORMS:
        return f"Skriv året också. {ways}"
    if words.partition(" ")[0] in ("vinter", "vintern", "läsår", "läsåret"):
        return f"Skriv båda åren, till exempel vintern 2026/2027 eller läsåret 2026/2027. {ways}"
    if is_open_end(text):
        return f"Gäller det tills vidare? Ta bort raden. {ways}"
    if parse_recurrence(text) is not None:
        return f"Här kan det bara stå en tidpunkt, inte något som återkommer. {ways}"
    return ways


def is_open_end(text: str) -> bool:
    """Return whether a text says *tills vidare*, however it is shortened."""
    return re.sub("[ .]", "", text.casefold()) in ("tillsvidare", "tv")


def _read_end(text: str) -> When | OpenEnd:
    return OpenEnd() if is_open_end(text) else _read_when(text, " Utan slut: tills vidare.")


def _read_cadence(text: str) -> Recurrence:
    recurrence = parse_recurrence(text)
    if recurrence is None:
        raise fault(
            "cadence",
            f"{quote(text)} säger inte hur ofta",
            "Skriv till exempel varje månad, varannan vecka, var sjätte vecka, första tisdagen varje månad "
            "eller två gånger om året. Annat i ord skriver du i  when",
        )
    return recurrence


def _read_occasion(text: str) -> When | Recurrence:
    """Read a time, or how something comes again."""
    found = parse_recurrence(text) or parse_when(text)
    if found is None:
        guess = guess_recurrence(text)
        hint = f"Menade du {guess}? " if guess else ""
        ways = f"{hint}Skriv {WAYS_TO_WRITE}. Återkommer det? Skriv {RECURRING_WAYS}."
        raise fault("occasion", f"{quote(text)} är ingen tid som går att läsa", _advise(text, ways))
    return found if isinstance(found, Recurrence) else _read_when(text)


DayField = Annotated[
    Day, *scalar(_read_day, "ett datum, till exempel 2026-11-21", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
]
MonthField = Annotated[
    When,
    *scalar(_read_month, "en månad, till exempel 2027-03", r"^[0-9]{4}-(0[1-9]|1[0-2])$", number=True),
]
"""A month of a year."""
TimeField = Annotated[
    time,
    *scalar(
        _read_time, 'ett klockslag, till exempel "10:00"', r"^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$", number=True
    ),
]
WhenField = Annotated[When, *scalar(_read_when, f"en tidpunkt: {WAYS_TO_WRITE}", number=True)]
EndField = Annotated[
    When | OpenEnd, *scalar(_read_end, f"en tidpunkt eller tills vidare: {WAYS_TO_WRITE}", number=True)
]
"""When something ends, or that it is in force until further notice."""
OccasionField = Annotated[
    When | Recurrence,
    *scalar(
        _read_occasion,
        f"en tidpunkt, eller något som återkommer: {WAYS_TO_WRITE}. Eller {RECURRING_WAYS}",
        number=True,
    ),
]
"""When something is done: once, or again and again."""
CadenceField = Annotated[Recurrence, *scalar(_read_cadence, "hur ofta, till exempel varannan vecka")]
"""How often something is done."""
SpanField = Annotated[
    Span,
    *scalar(
        _read_span,
        "antal och enhet, till exempel 14 dagar",
        r"^(?:[0-9]{1,3}(?: ?[–-] ?[0-9]{1,3})? [A-Za-zåäö]+|[Ss]amma dag)$",
    ),
]
