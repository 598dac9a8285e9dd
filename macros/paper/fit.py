"""How large a text is set: a little smaller where it must fit, or where a page less would do."""

from __future__ import annotations

import re
from typing import Any

from macros.paper.overflow import FIXED

_SIZES = ("", "tight ", "tight tighter ", "tight tighter tightest ")
"""Classes of the body, from roomy to small: print.css says what each means for a sheet."""

_PAGES = re.compile(r'<body [^>]*data-pages="(\d+)"')
_TIGHT = re.compile(r'<body [^>]*data-tight="(\d)"')
_THIN = 0.1
"""How much of a page must be filled for it to be worth a sheet of paper."""

_MANY = 12
"""Of more pages than this, one less is not worth laying them all out again."""

_SHRINKS = 0.9
"""How much less room a text takes at best when it is set one size smaller."""


def sizes(html: str) -> tuple[str, ...]:
    """Give the sizes to try: the body's extra classes, from the document's own size and down."""
    first = _TIGHT.search(html)
    last = len(_SIZES) if FIXED in html else -1
    return _SIZES[int(first[1]) if first else 0 : last]


def wanted_pages(document: Any, html: str, smaller: int) -> int:
    """Tell how many pages a document should have: as many as it names, or a page less when it almost has.

    A goal that its text would not reach in ``smaller`` sizes is no goal.
    """
    pages = len(document.pages)
    named = _PAGES.search(html)
    if FIXED in html or (named is None and not 1 < pages <= _MANY):
        return pages
    filled = sum(_filled(page._page_box) for page in document.pages)
    goals = ([int(named[1])] if named else []) + ([pages - 1] if filled <= pages - 1 + _THIN else [])
    return min(pages, next((goal for goal in goals if filled * _SHRINKS**smaller <= goal), pages))


def _filled(page_box: Any) -> float:
    """Give how much of a page is used, from 0 to 1: down to the lowest line, field or drawing."""
    top = page_box.content_box_y()
    lows = [box.position_y + box.height for box in page_box.children[0].descendants() if not _holds_more(box)]
    share: float = (max(lows, default=top) - top) / page_box.height
    return share


def _holds_more(box: Any) -> bool:
    return bool(getattr(box, "children", ()))
