"""Say numbers from surveys in Swedish, also those that may not be shown."""

from __future__ import annotations

from macros.problems import join_words
from macros.records.figures import SMALLEST
from macros.records.values import MONTHS, NUMERALS, SHORT_MONTHS
from macros.records.year_figures import Amount, Progress

FEWER, HIDDEN, NOTHING = "färre än fem", "visas inte", "–"
"""A number from 0 to 4; one that would give away another; a month without figures."""


def is_hidden(amount: Amount | None) -> bool:
    """Return whether nothing is said of a number.

    It may be any of those that it is a share of.
    """
    return amount is None or (not amount.exact and amount.low == 0 and 0 < amount.of <= amount.high)


def say_amount(amount: Amount | None, shares: bool = True) -> str:
    """Return a number in words.

    *12 av 18*, *10–14 av 14*, *färre än fem*, *visas inte*.

    Without ``shares`` it is not said of how many.
    """
    if amount is None or is_hidden(amount):
        return HIDDEN
    if not amount.exact and amount.low == 0 and amount.high < SMALLEST:
        words = FEWER
    else:
        words = _say_bounds(amount.low, amount.high)
    return f"{words} av {amount.of}" if amount.of and shares else words


def say_percent(amount: Amount | None) -> str:
    """Return a share in whole per cent: *67 %*, *70–95 %*.

    Nothing for a share of nothing.
    """
    if amount is None or not amount.of:
        return ""
    if is_hidden(amount):
        return HIDDEN
    low, high = amount.percent or (0, 0)
    return f"{_say_bounds(low, high)} %"


def say_left(progress: Progress) -> str:
    """Return how far it is to a goal: *8 kvar*, *2–5 kvar*, *nått*."""
    least, most = progress.left
    if progress.reached:
        return "nått"
    if progress.is_close:
        return "mindre än 1 procentenhet kvar"
    unit = f" procentenhet{'' if most == 1 else 'er'}" if progress.percent else ""
    if least == 0:
        return f"kanske nått, annars högst {most}{unit} kvar"
    return f"{_say_bounds(least, most)}{unit} kvar"


def say_months(first: int, last: int, long: bool = False) -> str:
    """Return some months of a year, 1 to 12, in words.

    *jan–mars*, or *januari–mars* where ``long``.
    """
    names = MONTHS if long else SHORT_MONTHS
    return names[first - 1] if first == last else f"{names[first - 1]}–{names[last - 1]}"


def say_month_list(months: list[int]) -> str:
    """Return months in order, those in a row together: *jan–mars och maj*."""
    stretches: list[list[int]] = []
    for month in months:
        if stretches and stretches[-1][-1] == month - 1:
            stretches[-1].append(month)
        else:
            stretches.append([month])
    return join_words(say_months(stretch[0], stretch[-1]) for stretch in stretches)


def say_count(number: int, one: str, several: str) -> str:
    """Return how many there are, in words up to twelve.

    *inga avvikelser*, *en avvikelse*, *13 avvikelser*.
    """
    words = "inga" if number == 0 else NUMERALS[number] if number < len(NUMERALS) else str(number)
    return f"{words} {one if number == 1 else several}"


def _say_bounds(low: int, high: int) -> str:
    if low == high:
        return str(low)
    return f"{low}–{high}" if low else f"högst {high}"
