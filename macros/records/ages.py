"""Ages: from before birth to any age, as people write them.

*6–16 år*, *18 månader–6 år*, *till 20 år*, *från 18 år*, *från före födseln till 18 år*. A dash counts the
whole of its last year, as in *10–17 år*; *till 18 år* ends on the day one turns 18.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import PlainValidator

from macros.problems import quote
from macros.records.scalars import Takes, fault, read_text
from macros.records.values import NUMBERS

BEFORE_BIRTH = -9
"""The age, in months, at which a pregnancy begins."""
YEAR = 12
OLDEST = 120
"""The highest age, in years, that may be written."""

WAYS = (
    "Skriv till exempel 6–16 år (hela sista året räknas med), till 18 år (tills man fyller 18), från 18 år, "
    "18 månader–6 år, före födseln, från före födseln till 20 år eller alla åldrar."
)


@dataclass(frozen=True, slots=True)
class Ages:
    """A span of ages in months: from ``first``, to the day before one reaches ``end``.

    ``first`` is ``BEFORE_BIRTH`` where a pregnancy counts too. ``end`` is None where there is no highest age.
    ``written`` is how it is printed; it does not count when ages are compared.
    """

    first: int
    end: int | None = None
    written: str = field(default="", compare=False)

    @classmethod
    def of_years(cls, lowest: int | None, highest: int | None) -> "Ages":
        """Return the ages of whole years, both counted; None leaves an end open."""
        return cls(YEAR * (lowest or 0), None if highest is None else YEAR * (highest + 1))

    def __str__(self) -> str:
        """Return the ages as they were written, else in words."""
        return self.written or _describe(self.first, self.end)

    @property
    def last(self) -> float:
        """The end in months; infinity where there is no highest age."""
        return float("inf") if self.end is None else self.end

    @property
    def everyone(self) -> bool:
        """Whether all who are born are included, and nobody else."""
        return self.first == 0 and self.end is None

    @property
    def lowest_year(self) -> int:
        """The first age in whole years: -1 where it is before birth."""
        return self.first // YEAR

    @property
    def highest_year(self) -> int | None:
        """The last age in whole years, or None: 17 for those under 18."""
        return None if self.end is None else (self.end - 1) // YEAR

    def overlaps(self, other: "Ages") -> bool:
        """Return whether some age is in both."""
        return self.first < other.last and other.first < self.last

    def adjoins(self, other: "Ages") -> bool:
        """Return whether the other begins on the day that these end."""
        return self.end == other.first

    def gap_to(self, other: "Ages") -> "Ages | None":
        """Return the ages between the end of these and the first of the other, if any."""
        if self.end is None or self.end >= other.first:
            return None
        return Ages(self.end, other.first)

    def common(self, other: "Ages") -> "Ages | None":
        """Return the ages that are in both, or None where there are none.

        Equal to one of them, it is printed as that one is.
        """
        if not self.overlaps(other):
            return None
        ends = [ages.end for ages in (self, other) if ages.end is not None]
        both = Ages(max(self.first, other.first), min(ends, default=None))
        return next((ages for ages in (self, other) if ages == both), both)


class AgeLimits:
    """Mixin for records that may be for some ages.

    They are the field ``ages``, or the whole years ``min_age`` and ``max_age``.
    """

    @property
    def limits(self) -> Ages | None:
        """The ages it is for; None where none are written."""
        ages: Ages | None = getattr(self, "ages", None)
        years = getattr(self, "min_age", None), getattr(self, "max_age", None)
        return ages or (None if years == (None, None) else Ages.of_years(*years))

    @property
    def span(self) -> Ages:
        """The ages it is for; all of them, before birth too, where none are written."""
        return self.limits or Ages(BEFORE_BIRTH)

    def shared_limits(self, other: "AgeLimits") -> Ages | None:
        """Return the ages that both are for.

        None where neither has any, or where no age is in both.
        """
        return self.span.common(other.span) if self.limits or other.limits else None


def _describe(first: int, end: int | None) -> str:
    """Return ages in words that fit a sentence: *från 6 år*, *till och med 17 år*."""
    if end is None:
        return {BEFORE_BIRTH: "från före födseln", 0: "alla åldrar"}.get(first, f"från {_count(first)}")
    if end <= 0:
        return "före födseln"
    if first < 0:
        return f"från före födseln till {_count(end)}"
    if first == 0:
        return f"under {_count(end)}" if end % YEAR or end == YEAR else f"till och med {_count(end - YEAR)}"
    if first % YEAR or end % YEAR:
        return f"från {_count(first)} till {_count(end)}"
    years = (first // YEAR, end // YEAR - 1)
    return f"{years[0]} år" if years[0] == years[1] else f"{years[0]}–{years[1]} år"


def _count(months: int) -> str:
    if months % YEAR == 0:
        return f"{months // YEAR} år"
    return "1 månad" if months == 1 else f"{months} månader"


_TIDY = (
    (r"[-‐‑‒−—]", "–"),
    (r"\s+", " "),
    (r"^(?:i )?(?:åldern|åldrarna|ålder|åldrar):? ", ""),
    (r"\b(?:t\. ?o\. ?m\.?|t o m|tom)(?= )", "till och med"),
    (r"\b(?:fr\. ?o\. ?m\.?|fr o m|från och med)(?= )", "från"),
    (r"\b(?:födelsen|födsel)\b", "födseln"),
    (r"\bgraviditet\b", "graviditeten"),
    (r"\bmån(?:\.|\b)", "månader"),
    (r"(?: års ålder|–?åringar)\b", " år"),
    (r" ?– ?", "–"),
    (r"(?<=[0-9])(?=å|m)", " "),
    (r"\s+", " "),
)
"""How spellings are made one, in this order."""
_POINT = (
    r"(?:(?P<{0}>\d{{1,3}})(?:[,.](?P<{0}_half>5))?(?: (?P<{0}_unit>år|månad(?:er)?))?|(?P<{0}_birth>{1}))"
)
_BIRTH = r"före födseln|(?:under )?graviditeten|födseln"
_FIRST, _END = _POINT.format("first", _BIRTH), _POINT.format("end", "födseln")
_UNTIL = r"(?:upp till|fram till|till|under|yngre än|innan|tills (?:man|hon|han|den|de|barnet) fyller)"
_THROUGH = r"(?:till och med|upp till och med|högst)"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?:från |mellan )?{_FIRST}(?:(?P<through>–| {_THROUGH} | och )| {_UNTIL} ){_END}",
        rf"(?:(?P<through>{_THROUGH})|{_UNTIL}) {_END}",
        rf"från {_FIRST}(?P<open>)",
        rf"{_FIRST}(?P<open>\+| (?:och|eller) (?:uppåt|äldre|över))",
        rf"(?P<only>){_FIRST}",
    )
)


def read_ages(text: str) -> Ages:
    """Read ages as people write them. Raise a fault with the ways there are."""
    words = text.casefold().strip().rstrip(".")
    for pattern, replacement in _TIDY:
        words = re.sub(pattern, replacement, words)
    words = re.sub(r"\b[a-zåäö]+\b", lambda match: str(NUMBERS.get(match[0], match[0])), words).strip()
    if words in {"alla", "alla åldrar"}:
        return Ages(0, None, "alla åldrar")
    match = next(filter(None, (shape.fullmatch(words) for shape in _SHAPES)), None)
    parts = match.groupdict() if match else {}
    if not parts or ("only" in parts and parts["first"] and not parts["first_unit"]):
        hint = f"Menade du från {words} år? " if words.isdecimal() else ""
        raise fault("ages", f"{quote(text)} går inte att läsa som åldrar", hint + WAYS)
    first, end = _find_bounds(parts)
    for age in (first, end):
        if age is not None and age > YEAR * (OLDEST + 1):
            raise fault("ages", f"åldern i {quote(text)} är högre än {OLDEST} år", WAYS)
    if end is not None and end <= first:
        raise fault("ages", f"åldrarna i {quote(text)} slutar innan de börjar", f"Byt plats på dem. {WAYS}")
    unit = "" if {parts.get("first_unit"), parts.get("end_unit")} - {None} else " år"
    has_number = parts.get("end") or (parts.get("first") and "end_birth" not in parts)
    return Ages(first, end, _write(words, unit if has_number else ""))


def _find_bounds(parts: dict[str, str | None]) -> tuple[int, int | None]:
    """Return the first age and the end, in months, of a match's named parts."""
    end_unit = parts.get("end_unit") or "år"
    first = _months(parts, "first", end_unit if parts.get("end") else "år")
    if "open" in parts:
        return first or 0, None
    if "only" in parts:
        is_birth = parts["first_birth"]
        return first or 0, 0 if is_birth else (first or 0) + _length(parts["first_unit"])
    end = _months(parts, "end", end_unit)
    return first or 0, (end or 0) + (_length(end_unit) if parts["through"] and parts["end"] else 0)


def _months(parts: dict[str, str | None], name: str, unit: str) -> int | None:
    """Return the age of a point in months; None where it is not written.

    ``unit`` is meant where the point itself has none.
    """
    if birth := parts.get(f"{name}_birth"):
        return 0 if birth == "födseln" else BEFORE_BIRTH
    if not (number := parts.get(name)):
        return None
    length = _length(parts[f"{name}_unit"] or unit)
    return int(number) * length + (length // 2 if parts[f"{name}_half"] else 0)


def _length(unit: str | None) -> int:
    return 1 if unit and unit.startswith("månad") else YEAR


def _write(words: str, unit: str) -> str:
    """Return tidied words as they are printed, with the unit that was left out."""
    if words.endswith("+"):
        words = f"från {words.removesuffix('+')}"
    if unit and (rest := re.search(r" (?:och|eller) (?:uppåt|äldre|över)$", words)):
        return f"{words[: rest.start()]}{unit}{rest[0]}"
    if words.startswith(("före födseln–", "graviditeten–")):
        words = f"från {words.replace('–', ' till och med ')}"
    return f"{words}{unit}"


def _read_field(value: Any) -> Ages:
    if not isinstance(value, str):
        raise fault("ages", "åldrar skrivs som en text, på samma rad som fältets namn", WAYS)
    return read_ages(read_text(value))


AgesField = Annotated[
    Ages,
    PlainValidator(_read_field),
    Takes("åldrar, till exempel 6–16 år, till 18 år, från 18 år eller från före födseln till 20 år"),
]
"""Ages on one line."""
