"""Make the telephone numbers in the running text of a page into links that ring.

A short one only where the words before say that one rings: *112 barn* is a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from macros.records.values import Phone
from macros.rendering.glossary import NO_RUNNING_TEXT

_BEFORE = r"(?:\b(?:ring(?:er|a)?|genom|numret|telefon|ger)(?: (?:du|direkt|genast|också|är))*|\b[Pp]å) "
"""The words that come before a short number that one rings."""
_SHORT = 4
"""The most digits of a number that may be a count."""


@lru_cache(maxsize=50)
def _pattern(numbers: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the next number that one rings, or of what to skip."""
    short = "|".join(re.escape(number) for number in numbers if len(number) <= _SHORT) or "(?!)"
    long = "|".join(re.escape(number) for number in numbers if len(number) > _SHORT) or "(?!)"
    return re.compile(
        rf"{NO_RUNNING_TEXT}|(?P<before>{_BEFORE})(?P<short>{short})(?![\w-]|[:.,]\d| ?§)"
        rf"|(?<![\w+-])(?P<long>{long})(?![\w-]|[:.,]\d)",
        re.DOTALL | re.IGNORECASE,
    )


def link_numbers(page: str, phones: Iterable[Phone]) -> str:
    """Return the HTML of a page with the numbers in its running text as links.

    Headings, links, labels and drawings are left alone.
    """
    by_number = {str(phone): phone.href for phone in phones if phone in page}
    if not by_number:
        return page

    def link(match: re.Match[str]) -> str:
        number = match["short"] or match["long"]
        return f'{match["before"] or ""}<a href="{by_number[number]}">{number}</a>' if number else match[0]

    return _pattern(tuple(by_number)).sub(link, page)
