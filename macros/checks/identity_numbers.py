"""Find identity and coordination numbers, however they are written.

They are known by their date and their control digit (the Swedish Tax Agency, SKV 704 and 707). The date may
stand in any order and notation, before or after the last four figures, and words may stand between. One in
ten fours fits a date by chance, so the looser the writing, the more must speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from stdnum import luhn

from macros.checks.birth_dates import BirthDate, find_birth_dates, is_birth_day
from macros.checks.figure_rows import LINE, NEAR, TOUCH, WORDS, Row
from macros.records.values import Phone

_BEGINS = re.compile("(?:1[89]|20)?[0-9]{2}[01][0-9][0-36-9][0-9]{5}")
"""How figures begin that hold a day, or one with 60 added, and four more."""
_AREAS = [f"0{figure}" for figure in range(10)]
"""How telephone numbers begin. Those of four, two, two and two figures are no identity numbers."""
_BREAKS = {0, 2, 4, 6, 8, 9}
"""After how many figures of ten people make a break."""
_COUNTRY = re.compile("(?i)SE ?$")
_DIARY = re.compile(r"(?:\d\d){1,2}[/:]\d{4}")
_YEAR_OR_CLOCK = re.compile("(?:19|20)[0-9]{2}|[01][0-9][0-5][0-9]|2[0-3][0-5][0-9]")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_FIRST_CLOCKED = "2005"
"""Older days than that year's are those of births: nobody notes what a clock said then."""
_MIDNIGHT = re.compile("[ T]?00:00(?::00)?")
_NUMBER_WORD = re.compile(
    r"(?i)sista\W{0,3}(?:fyra|4|siff)|(?:fyra|4)\W?(?:sista|siff)|sista\W{0,5}$|kontroll(?:siff|n|\W)"
    r"|person-?n(?:r|u)|(?<![^\W_])pnr?(?![^\W\d_])|samordn\w*n(?:r|u)|sam\.?nr|xxxx|\bpin\b"
    r"|last\W?(?:four|4|digit)|last[ _:=]"
)
"""Words that speak of the last four figures, or of the whole number."""
_BIRTH_WORD = re.compile(r"(?i)född(?!a)|fodd(?!a)|födelse|fodelse|\bföds|\bföddes|birth|\bborn\b")
_FILLER = re.compile(
    r"(?i)\b(?:och|sen|sedan|är|de|den|det|där|nr|nummer|no|som|alltså|dvs|följt|följs|av|med|kod|code|efter|"
    r"därefter|så|samt|plus|and|then)\b"
)
_OTHER = re.compile(
    r"(?i)(?:\b(?:kl|klockan|rum|sal|dnr|sid\w*|s|ref|port|artik\w*|order\w*|tel\w*|tfn|fax|ankn\w*|sfs|bg|pg|ocr|"
    r"år|läsår\w*|version|v|vecka|paragraf\w*|punkt|kap|box|\w*konto|\w*giro|\w*växel\w*|isbn|"
    r"(?!pers|sam|id)\w+n(?:umme)?r)|§|=\W?#)\W{0,3}$"
)
"""What another number is called, right before it."""
_UNIT = re.compile(
    r"(?i)\s?(?:%|(?:kr|tkr|mkr|kronor|sek|procent|st|stycken|elever|barn|personer|svar|timmar|dagar|veckor|mm|cm|m|"
    r"km|px|kg|meter|gånger|ärenden|samtal|besök|anmälningar|utredningar|beslut|sidor|poäng)\b)"
)
_WINDOW = 120
"""So many characters may stand between a date and its last four."""
_BESIDE = 8
"""So many groups from a date its last four are looked for."""


def is_personal(century: str | None, year: str, month: str, day: str, last: str) -> bool:
    """Return whether figures are an identity or coordination number (day + 60)."""
    return is_birth_day(century, year, month, day) and _has_control_digit(year + month + day + last)


@lru_cache(maxsize=10_000)
def _has_control_digit(ten: str) -> bool:
    return luhn.is_valid(ten)


def find_identity_numbers(row: Row) -> Iterator[tuple[int, int]]:
    """Yield the first and the last group of each identity number in a row."""
    fours = dict(_find_fours(row))
    dates = list(find_birth_dates(row)) if fours else []
    taken = {
        at for found in dates if found.full and not found.bare for at in range(found.first, found.last + 1)
    }
    end = -1
    for first in range(len(row.groups)):
        last = _find_end(row, first, taken) if first > end and row.begins(first, _BEGINS) else None
        if last is None and _is_in_vat_number(row, first):
            last = first
        if last is not None:
            yield first, last
            end = last
    for birth in dates:
        for first in range(max(0, birth.first - _BESIDE), birth.last + _BESIDE) if birth.first > end else ():
            last, four = fours.get(first, (first, ""))
            if first not in taken and _is_linked(row, birth, first, last, four):
                yield min(birth.first, first), max(birth.last, last)
                end = max(birth.last, last)
                break


def _is_in_vat_number(row: Row, at: int) -> bool:
    """Return whether a group is a sole trader's VAT number, which holds the owner's."""
    group = row.groups[at]
    if len(group.figures) != 12 or not group.figures.endswith("01"):
        return False
    before = row.text[max(0, group.start - 3) : group.start]
    return _COUNTRY.search(before) is not None and _is_identity(group.figures[:10])


def _is_identity(figures: str) -> bool:
    ten, century = figures[-10:], figures[:-10] or None
    return is_personal(century, ten[:2], ten[2:4], ten[4:6], ten[6:])


def _find_end(row: Row, first: int, taken: set[int]) -> int | None:
    """Return the last group of a number that begins at a group and holds together."""
    for size in (10, 12):
        last, figures = row.stretch(first, size) or (first, "")
        is_right = figures and figures[-8] in "01" and _is_identity(figures)
        if is_right and _is_written_as_one(row, first, last, figures, taken):
            return last
    return None


def _is_written_as_one(row: Row, first: int, last: int, figures: str, taken: set[int]) -> bool:
    """Return whether the groups of a stretch with the right figures belong together."""
    sizes = tuple(len(group.figures) for group in row.groups[first : last + 1])
    inner, outer = row.inner(first, last), row.outer(first, last)
    is_ten_from_0 = figures[0] == "0" and len(figures) == 10
    if len(sizes) == 1 or sizes in ((6, 4), (8, 4)):
        line = row.text[row.text.rfind("\n", 0, row.groups[first].start) + 1 : row.groups[first].start]
        is_telephone = is_ten_from_0 and (Phone(figures).fictional or line.lstrip(" -").startswith("phone:"))
        return not is_telephone and (inner < NEAR or not _is_counted(row, last))
    bounds = {sum(sizes[:at]) - len(figures) + 10 for at in range(1, len(sizes))}
    if bounds <= _BREAKS and 6 in bounds and max(sizes) >= 4:
        tail = next(at for at in range(first, last + 1) if sum(sizes[: at - first]) == len(figures) - 4)
        return (
            outer >= inner
            and not (sizes == (4, 2, 2, 2) and figures[:2] in ("19", "20", *_AREAS))
            and not (tail in taken and len(row.groups[tail].figures) == 4 and tail + 1 in taken)
            and not _DIARY.match(row.text, row.groups[first].start)
            and _may_follow_date(row, first, tail, last, figures[-4:])
        )
    is_uniform = set(sizes) in ({1}, {2}) or set(sizes[1:]) == {3}
    if is_ten_from_0 and not is_uniform:
        return False
    return outer > inner and inner <= (LINE if is_uniform else TOUCH) and not _is_another(row, first, last)


def _is_counted(row: Row, last: int) -> bool:
    """Return whether a unit follows a group, such as *kr* or *elever*."""
    return _UNIT.match(row.text, row.groups[last].end) is not None


def _is_another(row: Row, first: int, last: int) -> bool:
    """Return whether the words around a stretch say that it is something else."""
    start = row.groups[first].start
    before = row.text[max(0, start - 30) : start]
    return (bool(_OTHER.search(before)) or _is_counted(row, last)) and not _NUMBER_WORD.search(before)


def _may_follow_date(row: Row, first: int, tail: int, last: int, four: str) -> bool:
    """Return whether four figures right after a date are no clock, year or count."""
    start = row.groups[first].start
    before = row.text[max(0, start - 40) : start]
    if _NUMBER_WORD.search(before) or _BIRTH_WORD.search(before):
        return True
    gap, year = row.between(tail - 1, tail), row.groups[first].figures
    is_old = len(year) == 4 and year < _FIRST_CLOCKED and not _YEAR.fullmatch(four)
    is_apart = row.joins[tail] >= LINE > row.inner(first, tail - 1)
    if "-" not in gap and (is_apart or (_YEAR_OR_CLOCK.fullmatch(four) and not is_old)):
        return False
    return not _is_counted(row, last)


def _find_fours(row: Row) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yield each place of four figures: its first group, its last, and the figures."""
    for first in range(len(row.groups)):
        last, four = row.stretch(first, 4) or (first, "")
        if four and (first == last or row.inner(first, last) == TOUCH < row.outer(first, last)):
            yield first, (last, four)


def _is_linked(row: Row, birth: BirthDate, first: int, last: int, four: str) -> bool:
    """Return whether a date and four figures make a number, by what is around."""
    if not four or (birth.first <= last and first <= birth.last) or not _has_control_digit(birth.six + four):
        return False
    begin, end = row.groups[min(birth.first, first)].start, row.groups[max(birth.last, last)].end
    if first > birth.last:
        gap, weight = row.between(birth.last, first), max(row.joins[birth.last + 1 : first + 1])
    else:
        gap, weight = row.between(last, birth.first), max(row.joins[last + 1 : birth.first + 1])
    gap = _MIDNIGHT.sub("", gap)
    if len(gap) > _WINDOW:
        return False
    if "\n\n" in gap.replace(" ", "") and weight == WORDS:
        return False
    before, after = row.text[max(0, begin - 40) : begin], row.text[end : end + 40]
    around = f"{before} {gap} {after}"
    if any(_NUMBER_WORD.search(words) for words in (gap, before, after)):
        return True
    label = gap[-25:] if first > birth.last else before
    if _OTHER.search(label) or _is_counted(row, last) or _YEAR_OR_CLOCK.fullmatch(four):
        return bool(_BIRTH_WORD.search(around)) and "-" in gap and weight < WORDS
    if not re.search(r"[^\W\d_]", gap):
        is_held = weight < LINE or (weight == LINE and (birth.bare or bool(_BIRTH_WORD.search(around))))
        return is_held and (first > birth.last or birth.bare) and not re.search(r"[%§°]", gap)
    words = len(re.findall(r"[^\W\d_]+", _FILLER.sub("", gap)))
    if birth.bare and first > birth.last:
        return words <= 4 and "\n" not in gap and not before.endswith("#")
    if words == 0 and first > birth.last:
        return True
    return bool(_BIRTH_WORD.search(around)) and words <= 8
