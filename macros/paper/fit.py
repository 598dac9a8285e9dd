"""Choose the text size of a document.

The text is set a little smaller where it would not fit otherwise, or where that saves a page.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from macros.paper.faults import TooLongError
from macros.paper.layout_boxes import content_of, page_boxes
from macros.paper.overflow import FIXED, find_overfull

SIZES = ("", "tight ", "tight tighter ", "tight tighter tightest ")
"""Classes of the body, from roomy to small: print.css says what each means for a sheet."""

_MIN_FILLED = 0.3
"""How much of a last page must be filled for it to be worth its paper."""

_MAX_PAGES = 12
"""With more pages than this, saving one is not worth laying them all out again."""

_SHRINK_FACTOR = 0.88
"""The share of its room that a text takes, at best, when set one size smaller."""


def lay_out_to_fit(lay_out: Callable[[], Any], body: Any, name: str) -> Any:
    """Lay out a document in the largest text size that fits on the wanted pages.

    ``lay_out`` reads the classes of ``body`` and returns a laid-out document. The body may name the first
    size to try (``data-tight``) and a number of pages (``data-pages``). A list too long for its pages goes on
    over them; nothing is lost. Raise ``TooLongError`` where a place of a fixed size is too small for its text
    in every size.
    """
    fixed = any(element.get(FIXED) for element in body.iter())
    classes = body.get("class", "")
    sizes = SIZES[int(body.get("data-tight", 0)) : len(SIZES) if fixed else -1]
    best, page_goal = None, 0
    overfull: list[Any] = []
    for sizes_left, size in zip(reversed(range(len(sizes))), sizes, strict=True):
        body.set("class", size + classes)
        document = lay_out()
        overfull = find_overfull(document)
        if overfull:
            continue
        if best is None or len(document.pages) < len(best.pages):
            best = document
        page_goal = page_goal or (
            len(document.pages) if fixed else _choose_page_count(document, body, sizes_left)
        )
        if len(best.pages) <= page_goal:
            break
    if best is None:
        raise TooLongError(name, overfull)
    return best


def _choose_page_count(document: Any, body: Any, sizes_left: int) -> int:
    """Return how many pages a document should have.

    That is as many as it names (``data-pages``), or as few as what is on them fills but for less than a third
    of one. A goal that the text would not reach in ``sizes_left`` more sizes is ignored.
    """
    pages = len(document.pages)
    pages_named = int(body.get("data-pages", 0))
    if not pages_named and not 1 < pages <= _MAX_PAGES:
        return pages
    filled = sum(map(_filled_share, page_boxes(document)))
    goals = [*([pages_named] if pages_named else []), max(ceil(filled - _MIN_FILLED), 1)]
    return min(pages, next((goal for goal in goals if filled * _SHRINK_FACTOR**sizes_left <= goal), pages))


def _filled_share(page_box: Any) -> float:
    """Return how much of a page is used, from 0 to 1.

    Measured down to the lowest line, field or drawing.
    """
    top = page_box.content_box_y()
    leaves = (box for box in content_of(page_box).descendants() if not getattr(box, "children", ()))
    lowest = max((box.position_y + box.height for box in leaves), default=top)
    share: float = (lowest - top) / page_box.height
    return share
