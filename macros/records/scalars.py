"""The own scalar types: text in, a typed value out, or a fault in Swedish.

YAML is read as text only, so that ``0114`` stays a number with its zero, ``13:00`` a time and ``no`` a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from macros.problems import nearest, quote
from macros.records import accepted_values
from macros.records.values import MONTHS, NUMERALS, UNITS, WEEKDAYS, Day, Phone, Span, When

LONGEST = 10_000
LONGEST_WORD = 200
LONGEST_ADDRESS = 500
UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Characters that show nothing: a value of nothing else is empty."""
ONE_LINE = "Skriv värdet på samma rad som fältets namn."


def fault(rule: str, message: str, advice: str = "") -> PydanticCustomError:
    """Build a Swedish fault that pydantic reports with the field's path. Braces are data, not format."""
    return PydanticCustomError(rule, "{message}", {"message": message, "advice": advice})


def the_text(value: Any) -> str:
    """Give the value as stripped text, or say what stands there instead."""
    if isinstance(value, str):
        text = value.strip()
        if not text or not (text[0].isalnum() or text.strip(UNSEEN + " ")):
            raise fault("empty-value", "värdet är tomt", "Skriv ett värde, eller ta bort raden.")
        if len(text) > LONGEST:
            raise fault("too-long", f"texten är längre än {LONGEST} tecken", "Dela den i flera stycken.")
        return text
    if isinstance(value, dict) and value and all(v == "" for v in value.values()):
        raise fault(
            "unquoted-brace",
            "texten börjar med { och har lästs som en lista av fält",
            'Sätt citattecken om texten: "{Mötet} ska …", eller börja den på nästa rad efter >-',
        )
    if isinstance(value, dict) and len(value) == 1 and " " in (key := str(next(iter(value)))):
        raise fault(
            "text-with-colon",
            f"kolonet efter {quote(key)} har gjort texten till ett fält",
            f'Sätt citattecken om hela texten: "{key[:40]}: …"',
        )
    what = "en lista" if isinstance(value, list) else "flera fält"
    raise fault("not-text", f"här ska det stå en text, men det står {what}", ONE_LINE)


def no_long_word(text: str) -> str:
    """Refuse a word that no column has room for. A link's address is no word."""
    if len(text) > LONGEST_WORD:
        longest = max(re.sub(r"\]\([^)]*\)", "] ", text).split(), key=len, default="")
        if len(longest) > LONGEST_WORD:
            raise fault(
                "long-word",
                f"{quote(longest)} är {len(longest)} tecken utan mellanslag",
                f"Ett ord får ha högst {LONGEST_WORD} tecken. Sätt mellanslag, eller korta det.",
            )
    return text


def fold(name: str) -> str:
    """Fold a Swedish name to what an address may hold."""
    table: dict[str, int | str | None] = {"å": "a", "ä": "a", "ö": "o", "é": "e", " ": "-", "_": "-"}
    return name.casefold().translate(str.maketrans(table))


def _scalar(read: Callable[[str], Any], what: accepted_values.Takes) -> Any:
    """Make the annotation of a scalar type from its reader."""
    return PlainValidator(lambda value: read(the_text(value))), what


def _plain(text: str) -> str:
    if len(text.splitlines()) > 1:
        raise fault("one-line", "värdet ska stå på en rad", "Skriv allt på samma rad.")
    return no_long_word(text)


def _abbreviation(text: str) -> str:
    if len(text) < 2 or not any(char.isupper() for char in text):
        raise fault(
            "abbreviation",
            f"{quote(text)} är ingen förkortning som sidorna kan förklara",
            "Den ska ha minst två tecken och en stor bokstav, till exempel SIP. Lägg andra ord i synonyms.",
        )
    return _plain(text)


_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _slug(text: str) -> str:
    if len(text) > 60 or not _SLUG.fullmatch(text):
        meant = re.sub(r"-+", "-", fold(text.removesuffix(".yaml").removesuffix(".yml")))[:60]
        hint = f"Menade du {meant}? " if _SLUG.fullmatch(meant) else ""
        raise fault(
            "slug",
            f"{quote(text)} duger inte som namn i en adress",
            f"{hint}Skriv med a–z, 0–9 och bindestreck, högst 60 tecken, till exempel: barn-och-familj",
        )
    return text


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise fault("whole-number", f"{quote(text)} är inget heltal", "Skriv bara siffror, till exempel 14.")
    return int(text)


def _between(low: int, high: int) -> Callable[[str], int]:
    """Make the reader of a whole number within bounds, so that no sheet is made of a million rows."""

    def read(text: str) -> int:
        number = _whole_number(text)
        if not low <= number <= high:
            raise fault("out-of-bounds", f"{number} går inte här", f"Välj ett tal från {low} till {high}.")
        return number

    return read


def yes_no(text: str) -> bool:
    """Read yes or no, in Swedish or English. Raise a fault on anything else."""
    words = {"ja": True, "yes": True, "true": True, "nej": False, "no": False, "false": False}
    if text.casefold() not in words:
        raise fault("yes-no", f"{quote(text)} är varken ja eller nej", "Skriv ja eller nej.")
    return words[text.casefold()]


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


_PHONE = re.compile(r"\+?[0-9](?:[ -]?[0-9]){2,15}")
_WITH_AREA_CODE = re.compile(r"[0+].*|1[0-9 ]{2,6}")
"""A number that can be rung from anywhere: with its area code, or a short one such as 112 and 113 13."""


def _phone(text: str) -> Phone:
    text = re.sub(r"\s", " ", text.replace("\u2011", "-"))
    if not _PHONE.fullmatch(text):
        meant = re.sub(r" *[–—/] *", "-", text)
        hint = f"Menade du {meant}? " if _PHONE.fullmatch(meant) else ""
        raise fault(
            "phone",
            f"{quote(text)} är inget telefonnummer",
            f"{hint}Skriv bara siffror, bindestreck och mellanslag, till exempel 0980-31 92 10. "
            "Ett andra nummer, eller en anknytning, skriver du i note (anmärkning).",
        )
    if not _WITH_AREA_CODE.fullmatch(text):
        raise fault(
            "phone",
            f"numret {quote(text)} saknar riktnummer",
            "Skriv det så att det går att ringa från en mobil: 0980-31 92 10.",
        )
    return Phone(text)


def _email(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", text):
        raise fault(
            "email", f"{quote(text)} är ingen e-postadress", "Till exempel: socialtjansten@kalix.example"
        )
    return text


def _web(text: str) -> str:
    if not re.fullmatch(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]+)?(?:/[^\s<>\"]*)?", text):
        raise fault("web", f"{quote(text)} är ingen webbadress", "Den ska börja med https://")
    if len(text) > LONGEST_ADDRESS:
        raise fault(
            "web",
            f"webbadressen är {len(text)} tecken lång",
            f"Den får ha högst {LONGEST_ADDRESS} tecken. Ta bort det efter ? eller #.",
        )
    return text


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


def _weekday(text: str) -> str:
    if text.casefold() not in WEEKDAYS:
        meant = nearest(text, WEEKDAYS) or next((day for day in WEEKDAYS if text.casefold() == day[:3]), "")
        raise fault(
            "weekday",
            f"{quote(text)} är ingen veckodag",
            f"{f'Menade du {meant}? ' if meant else ''}Välj något av: {', '.join(WEEKDAYS)}.",
        )
    return text.casefold()


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


Plain = Annotated[str, *_scalar(_plain, accepted_values.LINE)]
"""A name or label on one line; never markup."""
Abbreviation = Annotated[str, *_scalar(_abbreviation, accepted_values.ABBREVIATION)]
"""A short form that the finished pages explain where it first stands."""
Slug = Annotated[str, *_scalar(_slug, accepted_values.SLUG)]
WholeNumber = Annotated[int, *_scalar(_whole_number, accepted_values.NUMBER)]
Year = Annotated[int, *_scalar(_between(2000, 2099), accepted_values.YEAR)]
Sixths = Annotated[int, *_scalar(_between(1, 6), accepted_values.SIXTHS)]
"""A width, in sixths of the sheet's."""
Rows = Annotated[int, *_scalar(_between(1, 60), accepted_values.ROWS)]
Face = Annotated[int, *_scalar(_between(1, 5), accepted_values.FACE)]
"""A drawn face, from 1 (sad) to 5 (glad)."""
YesNo = Annotated[bool, *_scalar(yes_no, accepted_values.YES_NO)]
DayField = Annotated[Day, *_scalar(_day, accepted_values.DAY)]
TimeField = Annotated[time, *_scalar(_time, accepted_values.TIME)]
WhenField = Annotated[When, *_scalar(_when, accepted_values.WHEN)]
SpanField = Annotated[Span, *_scalar(_span, accepted_values.SPAN)]
PhoneField = Annotated[Phone, *_scalar(_phone, accepted_values.PHONE)]
Email = Annotated[str, *_scalar(_email, accepted_values.EMAIL)]
Web = Annotated[str, *_scalar(_web, accepted_values.WEB)]
Weekday = Annotated[str, *_scalar(_weekday, accepted_values.WEEKDAY)]
