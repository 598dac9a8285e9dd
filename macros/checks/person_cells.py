"""Tell whether a cell that is not one of a survey's answers may be about a person."""

from __future__ import annotations

import re

from macros.checks.name_lists import is_given_name
from macros.checks.person_hints import find_hints
from macros.checks.privacy import find_in_text

_LONGEST = 2_000
_FIGURES = re.compile(r"\d(?:\D{0,3}\d){6}")


def looks_personal(text: str) -> bool:
    """Report whether a text may hold a person's name, number or address.

    Rather too often than too seldom: a given name by itself is enough, and seven figures in a row.
    """
    start = text[:_LONGEST]
    words = re.findall(r"[^\W\d_]+", start)
    return (
        any(
            is_given_name(word) or is_given_name(word.removesuffix("s"))
            for word in words
            if word[0].isupper()
        )
        or _FIGURES.search(start) is not None
        or "@" in start
        or any(True for _ in find_in_text(start, ""))
        or any(True for _ in find_hints(start, ""))
    )
