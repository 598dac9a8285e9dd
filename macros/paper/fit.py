"""Whether everything fits: in places of a fixed size, such as the leaflet's panels, and on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

FIXED = "data-fixed"
"""The attribute that names a place of a fixed size, in words for the editor."""

_PAGES = re.compile(r'<body class="[^"]*" data-pages="(\d+)"')
_FOOT = "data-foot"
_TOLERANCE = 1.0
_THIN = 0.15
"""How much of a page must be filled for it to be worth a sheet of paper."""


def too_long(document: Any, html: str) -> bool:
    """Tell whether a document that should fit on so many pages has more."""
    wanted = _PAGES.search(html)
    return wanted is not None and len(document.pages) > int(wanted[1])


def loose(document: Any, html: str) -> bool:
    """Tell whether the document would almost go on a page less: a last page with next to nothing, or gaps."""
    if FIXED in html:
        return False
    filled = [_filled(page._page_box) for page in document.pages]
    return len(filled) > 1 and sum(filled) <= len(filled) - 1 + _THIN


def _filled(page_box: Any) -> float:
    """Give how much of a page is used, from 0 to 1: down to the lowest line, field or drawing."""
    top = page_box.content_box_y()
    lows = [box.position_y + box.height for box in page_box.children[0].descendants() if not _holds_more(box)]
    share: float = (max(lows, default=top) - top) / page_box.height
    return share


def _holds_more(box: Any) -> bool:
    return bool(getattr(box, "children", ()))


def overfull(document: Any) -> Iterator[str]:
    """Name the places whose content reaches outside them: into their foot, or onto another page."""
    boxes = [
        (number, box) for number, page in enumerate(document.pages) for box in page._page_box.descendants()
    ]
    placed = [box for page in document.pages for box in page._page_box.descendants(placeholders=True)]
    drawn = {id(box.element) for box in placed if getattr(box, "element", None) is not None}
    begun: dict[int, int] = {}
    for number, box in boxes:
        name = _attribute(box, FIXED)
        if name:
            torn = begun.setdefault(id(box.element), number) != number
            if torn or _bottom(box) > _limit(box) + _TOLERANCE or _lost(box.element, drawn):
                yield name


def _lost(element: Any, drawn: set[int]) -> bool:
    """Tell whether a paragraph was never drawn: what does not fit in a placed box may vanish."""
    parts = [*element.iter("p"), *element.iter("li")]
    return any(id(part) not in drawn for part in parts if (part.text or "").strip())


def _attribute(box: Any, name: str) -> str:
    element = getattr(box, "element", None)
    return element.get(name, "") if element is not None and box.element_tag == element.tag else ""


def _placed(box: Any) -> Any:
    return getattr(box, "_box", box)


def _limit(box: Any) -> float:
    """Give the lowest point content may reach: the foot's top when there is one, else the inner edge."""
    bottom: float = box.content_box_y() + box.height
    for child in box.children:
        placed = _placed(child)
        if _attribute(placed, _FOOT):
            bottom = min(bottom, placed.position_y)
    return bottom


def _bottom(box: Any) -> float:
    """Give the lowest point of the children in the flow."""
    lows = [child.position_y + child.margin_height() for child in box.children if child.is_in_normal_flow()]
    return max(lows, default=0.0)
