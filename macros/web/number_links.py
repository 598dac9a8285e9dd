"""Make the urgent numbers in the running text of a page into links that ring.

Only where the words before say that one rings: *112 barn* is a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from macros.records.values import Phone
from macros.rendering.glossary import NO_RUNNING_TEXT

_BEFORE = r"(?:\b(?:ring(?:er|a)?|genom|numret|telefon)(?: (?:du|direkt|genast|också))*|\b[Pp]å) "
"""The words that come before a number that one rings."""


@lru_cache(maxsize=50)
def _pattern(numbers: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the next number that one rings, or of what to skip."""
    words = "|".join(map(re.escape, numbers))
    return re.compile(
        rf"{NO_RUNNING_TEXT}|(?P<before>{_BEFORE})(?P<number>{words})(?![\w-]|[:.,]\d| ?§)",
        re.DOTALL | re.IGNORECASE,
    )


def link_numbers(page: str, phones: Iterable[Phone]) -> str:
    """Return the HTML of a page with the urgent numbers in its running text as links.

    Headings, links, labels and drawings are left alone.
    """
    by_number = {str(phone): phone.href for phone in phones if phone in page}
    if not by_number:
        return page

    def link(match: re.Match[str]) -> str:
        number = match["number"]
        return f'{match["before"]}<a href="{by_number[number]}">{number}</a>' if number else match[0]

    return _pattern(tuple(by_number)).sub(link, page)
