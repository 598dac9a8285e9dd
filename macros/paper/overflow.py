"""Whether there is room for every word: in places of a fixed size, such as a leaflet's panels, and on paper.

What is laid out may reach outside its place without a word of warning, or vanish: what does not fit in a box
that stays whole is left out. Here the words on the pages are counted against those of the HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from macros.paper.faults import Overfull

FIXED = "data-fixed"
"""The attribute that names a place of a fixed size, in words for the editor."""

PATHS = "data-paths"
"""The attribute with the paths in the binder of what such a place shows."""

_SPARE = "data-spare"
"""The attribute of what the style sheet may leave out where room is scarce."""

_FOOT = "data-foot"
_TOLERANCE = 1.0
_SVG = "{http://www.w3.org/2000/svg}"
_SHEET = Overfull("sidan")

Placed = list[tuple[Any, Any]]
"""Every box with the page that it lies on."""


def overfull(document: Any) -> list[Overfull]:
    """Give the places that are too small for what they hold, and the longest text that fell off the paper."""
    pages = [page._page_box for page in document.pages]
    placed = [(page, box) for page in pages for box in page.descendants(placeholders=True)]
    body = pages[0].children[0].element.find("body")
    lost = list(_lost(body, _SHEET, _drawn(placed))) or [*_outside(placed), *_over_the_foot(pages)]
    small = list(dict.fromkeys(_too_small(placed))) or [each for each in lost if each.paths][:1]
    return small or sorted(lost, key=lambda each: -len(each.text))[:1]


def _drawn(placed: Placed) -> Counter[int]:
    """Count the letters that are on paper of each element's own text."""
    letters: Counter[int] = Counter()
    for _, box in placed:
        if _text(box) and _is_own(box):
            letters[id(box.element)] += _letters(box.text)
    return letters


def _lost(element: Any, place: Overfull, drawn: Counter[int]) -> Iterator[Overfull]:
    """Give the texts of an element and all inside it that are not on paper, or not wholly."""
    if element.tag == f"{_SVG}svg" or element.get(_SPARE):
        return
    if element.get(FIXED):
        place = Overfull(element.get(FIXED), element.get(PATHS, ""))
    own = (element.text or "") + "".join(child.tail or "" for child in element if isinstance(child.tag, str))
    if _letters(own) > drawn[id(element)]:
        yield place if place.paths else place._replace(text=" ".join(own.split()))
    for child in element:
        yield from _lost(child, place, drawn)


def _outside(placed: Placed) -> Iterator[Overfull]:
    """Give the lines, and the drawings' titles, that run out over the edge of the paper."""
    for page, box in placed:
        text = _text(box).strip() or _title(box)
        if text:
            right, bottom = box.position_x + box.width, box.position_y + box.height
            if (
                min(box.position_x, box.position_y) < -_TOLERANCE
                or right > page.margin_width() + _TOLERANCE
                or bottom > page.margin_height() + _TOLERANCE
            ):
                yield _SHEET._replace(text=" ".join(text.split()))


def _over_the_foot(pages: list[Any]) -> Iterator[Overfull]:
    """Give the lines that run down over a page's foot: of a column or a card higher than the page."""
    for page in pages:
        limit = page.content_box_y() + page.height + _TOLERANCE
        for box in page.children[0].descendants(placeholders=True):
            text = _text(box).strip()
            if text and box.position_y + box.height > limit:
                yield _SHEET._replace(text=" ".join(text.split()))


def _too_small(placed: Placed) -> Iterator[Overfull]:
    """Give the places whose content reaches into their foot, or goes on on another page."""
    begun: dict[int, Any] = {}
    for page, box in placed:
        name = _attribute(box, FIXED)
        if name:
            torn = begun.setdefault(id(box.element), page) is not page
            if torn or _bottom(box) > _limit(box) + _TOLERANCE:
                yield Overfull(name, _attribute(box, PATHS))


def _text(box: Any) -> str:
    text = getattr(box, "text", "")
    return text if isinstance(text, str) else ""


def _title(box: Any) -> str:
    """Give the title of a drawing that the box is, or nothing."""
    drawing = _is_own(box) and box.element.tag == f"{_SVG}svg"
    return str(box.element.findtext(f"{_SVG}title", "")) if drawing else ""


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _is_own(box: Any) -> bool:
    """Tell whether a box is its element's own, not one made by the style sheet before or after it."""
    element = getattr(box, "element", None)
    return element is not None and box.element_tag == element.tag


def _attribute(box: Any, name: str) -> str:
    return box.element.get(name, "") if _is_own(box) else ""


def _limit(box: Any) -> float:
    """Give the lowest point content may reach: the foot's top when there is one, else the inner edge."""
    bottom: float = box.content_box_y() + box.height
    for child in box.children:
        placed = getattr(child, "_box", child)
        if _attribute(placed, _FOOT):
            bottom = min(bottom, placed.position_y)
    return bottom


def _bottom(box: Any) -> float:
    """Give the lowest point of the children in the flow."""
    lows = [child.position_y + child.margin_height() for child in box.children if child.is_in_normal_flow()]
    return max(lows, default=0.0)
