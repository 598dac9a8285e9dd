"""Read what comes again as people write it: *2 ggr/år*, *varannan tisdag*."""

import re

from macros.records.recurrence import Recurrence, Said
from macros.records.time_words import ACROSS, LONGEST, SEASON_FORMS, TH, squeeze
from macros.records.values import MONTHS, NUMBERS, NUMERALS, WEEKDAYS
from macros.records.year_days import MonthDay, find_last_day, is_date

RECURRING_WAYS = (
    "senast 1 mars varje år, i mars varje år, varje höst, varje kvartal, vart tredje år, "
    "två gånger om året eller löpande"
)

_STRETCHES = {
    "år": ("årligen", 12),
    "halvår": ("halvårsvis", 6),
    "läsår": ("", 12),
    "termin": ("terminsvis", 6),
    "tertial": ("tertialsvis", 4),
    "kvartal": ("kvartalsvis", 3),
    "månad": ("månadsvis", 1),
    "vecka": ("veckovis", 0),
    "dag": ("dagligen", 0),
    "arbetsdag": ("", 0),
    **dict.fromkeys(WEEKDAYS, ("", 0)),
    "mandatperiod": ("", 48),
}
"""Stretches of time in which something comes once: the adverb, and how many months."""
_DEFINITE = {
    "året": "år",
    "läsåret": "läsår",
    "halvåret": "halvår",
    "terminen": "termin",
    "tertialet": "tertial",
    "kvartalet": "kvartal",
    "månaden": "månad",
    "veckan": "vecka",
    "dagen": "dag",
    "mandatperioden": "mandatperiod",
}
_ADVERBS = {adverb: name for name, (adverb, _) in _STRETCHES.items() if adverb}
_NO_DAY = {
    "löpande",
    "fortlöpande",
    "kontinuerligt",
    "återkommande",
    "regelbundet",
    "vid behov",
    "när det behövs",
    "hela tiden",
}
_ORDINALS = {
    "tredje": 3,
    "fjärde": 4,
    "femte": 5,
    "sjätte": 6,
    "sjunde": 7,
    "åttonde": 8,
    "nionde": 9,
    "tionde": 10,
    "elfte": 11,
    "tolfte": 12,
}
_STRETCH = "|".join(sorted((*_STRETCHES, *_DEFINITE), key=len, reverse=True))

_EVERY = re.compile(rf"(?:varje|vart|per) ({_STRETCH})")
_TIMES = re.compile(rf"(\w+) gång(?:er)? (?:om|per|i|varje) ({_STRETCH})")
_INTERVAL = re.compile(
    rf"(?:en gång )?(?:(vartannat|varannan)|vart? (?:({'|'.join(_ORDINALS)})|(1[3-9]|[2-9][0-9]):[ea])) "
    rf"({_STRETCH})"
)
_WEEKDAY = re.compile(
    rf"(?:den )?(?:första|andra|tredje|fjärde|sista) (?:{'|'.join(WEEKDAYS)})(?:en)? "
    rf"(?:i varje|varje|i) (?:{_STRETCH})"
)
_MONTHLY = re.compile(rf"(?:den )?(?:(sista)(?: dagen)?|([0-9]{{1,2}}){TH}) (?:i )?varje månad")
_YEARLY = re.compile(r"(?:^| )(?:varje år|årligen|vart år|per år|om året)(?= |,|$)")
_FROM = re.compile(r"^(?:från(?: och med)?|fr\.o\.m\.) (?=(?:den )?[0-9])")
_LISTED = re.compile(r", | och | samt ")


def parse_recurrence(text: str) -> Recurrence | None:
    """Return what comes again by a text's words, or None where we cannot read them so."""
    if len(text) > LONGEST:
        return None
    words = _write_out(squeeze(text))
    bare = re.sub(r"\b(?:senast|minst|ungefär|cirka|ca) ", "", words)
    found = _parse_stretch(bare)
    said: Said = "by"
    if found is None and (found := _parse_yearly(_FROM.sub("", bare))) is not None:
        said = _how_said(words, bare)
        words = re.sub(r"^(?:årligen|varje år),? (.*[0-9].*)$", r"\1 varje år", words)
        words = re.sub(r"^(.*[0-9].*),? årligen$", r"\1 varje år", words)
    return Recurrence(words, *found, said) if found is not None else None


def guess_recurrence(text: str) -> str:
    """Return the interval that a length of time was probably meant as, or nothing.

    For example *vart tredje år* for *3 år*.
    """
    match = re.fullmatch(r"(?:om |efter |inom )?(\w+) (år|månader)", squeeze(text))
    number = _read_number(match[1]) if match else 0
    if match is None or not 2 <= number <= 10:
        return ""
    return _write_out(f"{'vart' if match[2] == 'år' else 'var'} {number}:e {match[2].removesuffix('er')}")


def _write_out(words: str) -> str:
    """Return words with short forms spelled out: *1/3*, *2 ggr/år*, *vart 3:e*."""
    words = re.sub(r"\bggr\b", "gånger", words)
    words = re.sub(r"\bårl\b\.?", "årligen", words)
    words = re.sub(r"\b1 gång(?:er)?\b", "en gång", words)
    words = re.sub(r"\b([2-9]|1[0-2]) gånger\b", lambda count: f"{NUMERALS[int(count[1])]} gånger", words)
    words = re.sub(r" ?/ ?år\b", " om året", words)
    words = re.sub(rf" ?/ ?({_STRETCH})\b", r" per \1", words)
    words = re.sub(r"\b(vart?) ([0-9]{1,2}):?[ea]\b", _spell_ordinal, words)
    return re.sub(r"\b([0-9]{1,2})/([0-9]{1,2})\b", _spell_date, words)


def _spell_date(match: re.Match[str]) -> str:
    """Return *1/3* as *1 mars*, and what is no date as it stands."""
    month = int(match[2])
    return f"{int(match[1])} {MONTHS[month - 1]}" if 1 <= month <= 12 else match[0]


def _spell_ordinal(match: re.Match[str]) -> str:
    """Return *vart 3:e* as *vart tredje*, and what has no word here as it stands."""
    words = {number: f"{match[1]} {word}" for word, number in _ORDINALS.items()}
    words[2] = {"vart": "vartannat", "var": "varannan"}[match[1]]
    return words.get(int(match[2]), match[0])


Found = tuple[tuple[MonthDay, ...], int]
"""The days of the year, and the months from one time to the next."""


def _parse_stretch(words: str) -> Found | None:
    """Return what comes once or more in a stretch, or every so many stretches."""
    if words in _NO_DAY or _WEEKDAY.fullmatch(words):
        return (), 0
    every = _EVERY.fullmatch(words)
    if name := every[1] if every else _ADVERBS.get(words):
        return _once_in(name)
    if (match := _TIMES.fullmatch(words)) is not None and (times := _read_number(match[1])):
        return _once_in(match[2]) if times == 1 else ((), _months_of(match[2]) // times)
    if (match := _INTERVAL.fullmatch(words)) is not None:
        number = 2 if match[1] else _ORDINALS[match[2]] if match[2] else int(match[3])
        return (), number * _months_of(match[4])
    return None


def _months_of(stretch: str) -> int:
    return _STRETCHES[_DEFINITE.get(stretch, stretch)][1]


def _read_number(word: str) -> int:
    return int(word) if word.isascii() and word.isdecimal() else NUMBERS.get(word, 0)


def _once_in(stretch: str) -> Found:
    """Return the last day of each such stretch of a year.

    None of a month's, and none of what outlasts a year. A school year ends as the season of that name does.
    """
    if stretch in SEASON_FORMS:
        return ((ACROSS[SEASON_FORMS[stretch]][1], 0),), 0
    months = _months_of(stretch)
    ends = range(months, 13, months) if 1 < months <= 12 else ()
    return tuple((month, 0) for month in ends), months


def _parse_yearly(words: str) -> Found | None:
    """Return what comes on some days, or in some months or seasons, of each year."""
    if (match := _MONTHLY.fullmatch(words)) is not None:
        number = int(match[2] or 31)
        days = tuple((month, number % 31) for month in range(1, 13))
        return (days, 0) if 1 <= number <= 28 or number == 31 else None
    parts = _split_year(words)
    pairs = [find_last_day(part) for part in parts]
    days = tuple(sorted({pair for pair in pairs if pair}))
    return (days, 0) if pairs and all(pairs) else None


def _split_year(words: str) -> list[str]:
    """Return the parts of each year that words list.

    None where they do not say *varje år*.
    """
    rest = _YEARLY.sub("", words, count=1).strip(" ,").removeprefix("en gång").lstrip(" ,")
    if rest == words and not words.startswith("varje "):
        return []
    return [part.removeprefix("varje ") for part in _LISTED.split(rest)]


def _how_said(words: str, bare: str) -> Said:
    """Return whether words name a last day, the day itself or the first day."""
    if _FROM.match(bare):
        return "from"
    dates = all(is_date(part) for part in _split_year(bare))
    return "on" if dates and not re.search(r"\bsenast\b", words) else "by"
