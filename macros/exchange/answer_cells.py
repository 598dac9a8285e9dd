"""Read one cell of a survey's export: the month of an answer, a value, a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from macros.exchange.answer_table import Value
from macros.problems import join_words
from macros.records.survey_counts import fold_words
from macros.records.values import MONTHS

Month = tuple[int, int]
"""A year, and a month from 1 to 12."""
MOST = 10_000
"""The largest number that one answer may hold."""
_SHORT = {word[:3]: number for number, word in enumerate(MONTHS, 1)} | {"may": 5, "oct": 10}
_WORD = re.compile(r"[^\W\d_]+")
_ISO = re.compile(r"(20\d\d)[-/.]?(0?[1-9]|1[0-2])(?:[-/.]?(?:[0-2]?\d|3[01]))?(?:[T ,]+\d{1,2}[:.]\d\d.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.] ?(\d{1,2})[-/. ] ?(20\d\d|\d\d)(?:[ ,]+\d{1,2}[:.].*)?")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[-/.](20\d\d)")
_QUARTER = re.compile(
    r"(?:(?:kvartal(?:et)?|kv|q) ?([1-4])|(första|andra|tredje|fjärde|[1-4]:[ae]) kvartalet),? ?(20\d\d)"
    r"|(20\d\d),? ?(?:kvartal|kv|q) ?([1-4])"
)
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of the days that spreadsheets count, from March 1900 on."""
_SERIALS = range(36_526, 73_051)
"""The years 2000 to 2099."""
_WRITE_MONTH = "Skriv år och månad, till exempel 2027-03."
PERSONAL = (
    "rutan ser ut att innehålla en persons namn, nummer eller adress",
    "Ta bort det ur filen. I pärmen står aldrig något om en enskild person. Vad som stod i rutan visas inte "
    "här.",
)


class CellError(Exception):
    """A cell cannot be read. Carries a message and an advice, never the cell."""


def read_month(value: Value) -> Month:
    """Return the month that a cell names, however it is written; raise CellError.

    A day in it counts for its month, a quarter for its last. Days as *3/4/2027* are refused: it may be April.
    """
    if isinstance(value, date):
        return value.year, value.month
    if isinstance(value, bool) or value is None:
        raise CellError("rutan har ingen månad", _WRITE_MONTH)
    text = " ".join(str(value).split())
    if isinstance(value, int | float) or _SERIAL.fullmatch(text):
        return _read_serial(float(text.replace(",", ".")))
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2])
    if match := _MONTH_YEAR.fullmatch(text):
        return int(match[2]), int(match[1])
    if match := _QUARTER.fullmatch(text.casefold()):
        quarter = match[1] or match[5] or str(_ORDINALS.get(match[2], match[2][:1]))
        return int(match[3] or match[4]), 3 * int(quarter)
    if match := _YEAR_LAST.fullmatch(text):
        return _read_year_last(int(match[1]), int(match[2]), int(match[3]))
    return _read_words(text)


def read_number(value: Value) -> int:
    """Return the whole number of a cell; raise CellError."""
    text = str(value).strip()
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,5}", text) or int(text) > MOST:
        raise CellError("rutan har inget heltal", f"Skriv ett tal från 0 till {MOST}.")
    return int(text)


def read_values(value: Value, spellings: Mapping[str, str], several: bool) -> frozenset[str]:
    """Return the ids of the values in a cell; raise CellError.

    ``spellings`` are the ids by each way to write the value. Several are separated by semicolons or on lines
    of their own; by commas too, where that leaves known values.
    """
    if isinstance(value, bool):
        value = "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found: set[str] = set()
    parts = [part for part in re.split(r"[;\n]", str(value)) if part.strip()]
    for part in parts if several else [" ".join(parts)]:
        ids = _match(part, spellings, several)
        if ids is None:
            raise CellError("svaret finns inte i enkäten", "")
        found |= ids
    return frozenset(found)


def hide_months(text: str) -> str:
    """Return a text without months in figures: they tell of no person."""
    return re.sub(r"(?<!\d)20\d\d(?:-\d\d){0,2}(?!\d)", "", text)


def describe_answers(words: list[str]) -> str:
    """Return the advice at an answer that is not known."""
    return (
        f"Svaren är: {join_words(words)}. Hette svaret något annat när enkäten fylldes i? "
        "Skriv det under earlier vid frågan i enkäten."
    )


def _match(part: str, spellings: Mapping[str, str], several: bool) -> set[str] | None:
    """Return the ids that a part of a cell names, the longest names first."""
    if (key := spellings.get(fold_words(part))) is not None:
        return {key}
    pieces = part.split(",") if several else []
    found: set[str] = set()
    while pieces:
        for end in range(len(pieces), 0, -1):
            if (key := spellings.get(fold_words(",".join(pieces[:end])))) is not None:
                found.add(key)
                pieces = pieces[end:]
                break
        else:
            return None
    return found or None


def _read_serial(number: float) -> Month:
    """Return the month of a day as spreadsheets count days."""
    if int(number) not in _SERIALS:
        raise CellError("talet i rutan är inget datum", _WRITE_MONTH)
    day = _FIRST_DAY + timedelta(days=int(number))
    return day.year, day.month


def _read_year_last(first: int, second: int, year: int) -> Month:
    """Return the month of a day whose year is last: 14/3 2027, 3/14/27."""
    year += 2000 if year < 100 else 0
    months = {
        month for day, month in ((first, second), (second, first)) if 1 <= month <= 12 and 1 <= day <= 31
    }
    if first == second and months:
        return year, first
    if len(months) != 1:
        raise CellError("det går inte att se vilket tal i datumet som är månaden", _WRITE_MONTH)
    return year, months.pop()


def _read_words(text: str) -> Month:
    """Return the month of a text such as *mars 2027* or *14 mars 2027*."""
    named = {_SHORT[word[:3]] for word in _WORD.findall(text.casefold()) if _is_month(word)}
    years = set(re.findall(r"(?<!\d)20\d\d(?!\d)", text))
    numbers = re.findall(r"(20\d\d)-(0[1-9]|1[0-2])(?!\d)", text)
    others = [word for word in _WORD.findall(text.casefold()) if not _is_month(word)]
    if len(named) > 1 or len(set(numbers)) > 1 or len(years) > 1:
        raise CellError(
            "rutan har flera månader", "Ett svar gäller en månad. Skriv år och månad, till exempel 2027-03."
        )
    if len(named) == 1 and len(years) == 1 and len(others) <= 1:
        return int(years.pop()), named.pop()
    if len(named) == 1 and not years:
        raise CellError("rutan säger inte vilket år", _WRITE_MONTH)
    raise CellError("rutan har ingen månad", _WRITE_MONTH)


def _is_month(word: str) -> bool:
    return word[:3] in _SHORT and (
        len(word) == 3 or any(name.startswith(word) for name in MONTHS) or word in _ENGLISH
    )


_ENGLISH = {"january", "february", "march", "april", "june", "july", "august", "september", "sept", "october",
            "november", "december"}  # fmt: skip
