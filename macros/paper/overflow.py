"""Find texts that there is no room for.

They may be in places of a fixed size, such as a leaflet's panels, or run off the paper. WeasyPrint does not
warn: what is laid out may reach outside its place, and what does not fit in a box that stays whole is left
out. So the letters on the pages are counted against those of the HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from macros.paper.faults import Overfull
from macros.paper.layout_boxes import (
    children_placed,
    content_of,
    descendants,
    own_element,
    page_boxes,
    text_of,
)

FIXED = "data-fixed"
"""The attribute that names a place of a fixed size, in words for the editor."""

PATHS = "data-paths"
"""The attribute with the paths in the binder of what such a place shows."""

_SPARE = "data-spare"
"""The attribute of content that the style sheet may hide where room is scarce."""

_FOOT = "data-foot"
"""The attribute of what stands at the foot of such a place: its text must end above."""

_TOLERANCE = 1.0
"""How far content may reach outside its place, in px."""

_SVG = "{http://www.w3.org/2000/svg}"
_SHEET = Overfull("sidan")

Placed = list[tuple[Any, Any]]
"""Every box with the page that it lies on."""


def find_overfull(document: Any) -> list[Overfull]:
    """Return the places too small for their content, or one lost text.

    Where no place of a fixed size is too small, it is the longest text that fell off the paper. Empty when
    everything fits.
    """
    pages = page_boxes(document)
    placed = [(page, box) for page in pages for box in descendants(page)]
    body = content_of(pages[0]).element.find("body")
    lost_texts = list(_lost_texts(body, _SHEET, _letters_on_paper(placed)))
    lost_texts = lost_texts or [*_texts_off_the_paper(placed), *_texts_over_the_foot(pages)]
    small_places = (
        list(dict.fromkeys(_small_places(placed))) or [place for place in lost_texts if place.paths][:1]
    )
    return small_places or sorted(lost_texts, key=lambda place: -len(place.text))[:1]


def _letters_on_paper(placed: Placed) -> Counter[int]:
    """Count the letters on paper of each element's own text, by ``id(element)``."""
    letters: Counter[int] = Counter()
    for _, box in placed:
        if text_of(box) and own_element(box) is not None:
            letters[id(box.element)] += _count_letters(box.text)
    return letters


def _lost_texts(element: Any, place: Overfull, on_paper: Counter[int]) -> Iterator[Overfull]:
    """Yield the texts of an element and its descendants that are not whole on paper."""
    if element.tag == f"{_SVG}svg" or element.get(_SPARE):
        return
    if element.get(FIXED):
        place = Overfull(element.get(FIXED), element.get(PATHS, ""))
    own_text = (element.text or "") + "".join(
        child.tail or "" for child in element if isinstance(child.tag, str)
    )
    if _count_letters(own_text) > on_paper[id(element)]:
        yield place if place.paths else _overfull_sheet(own_text, place)
    for child in element:
        yield from _lost_texts(child, place, on_paper)


def _texts_off_the_paper(placed: Placed) -> Iterator[Overfull]:
    """Yield the lines and drawings' titles that cross the edge of the paper."""
    for page, box in placed:
        text = text_of(box).strip() or _drawing_title(box)
        if text and (
            min(box.position_x, box.position_y) < -_TOLERANCE
            or box.position_x + box.width > page.margin_width() + _TOLERANCE
            or box.position_y + box.height > page.margin_height() + _TOLERANCE
        ):
            yield _overfull_sheet(text)


def _texts_over_the_foot(pages: list[Any]) -> Iterator[Overfull]:
    """Yield the lines that run into a page's foot.

    That happens in a column or a card higher than the page.
    """
    for page in pages:
        limit = page.content_box_y() + page.height + _TOLERANCE
        for box in descendants(content_of(page)):
            if text_of(box).strip() and box.position_y + box.height > limit:
                yield _overfull_sheet(text_of(box))


def _small_places(placed: Placed) -> Iterator[Overfull]:
    """Yield the places of a fixed size whose content is too large.

    It reaches into their foot or continues on another page.
    """
    first_pages: dict[int, Any] = {}
    for page, box in placed:
        name = _attribute(box, FIXED)
        if name:
            is_split = first_pages.setdefault(id(box.element), page) is not page
            if is_split or _reaches_too_low(box):
                yield Overfull(name, _attribute(box, PATHS))


def _reaches_too_low(box: Any) -> bool:
    """Return whether a box's content reaches into its foot, or below its lower edge."""
    feet = [child.position_y for child in children_placed(box) if _attribute(child, _FOOT)]
    limit = min([box.content_box_y() + box.height, *feet])
    bottoms = [
        child.position_y + child.margin_height() for child in box.children if child.is_in_normal_flow()
    ]
    return bool(max(bottoms, default=0.0) > limit + _TOLERANCE)


def _overfull_sheet(text: str, place: Overfull = _SHEET) -> Overfull:
    return place._replace(text=" ".join(text.split()))


def _drawing_title(box: Any) -> str:
    """Return the title of the drawing that a box is, or an empty string."""
    element = own_element(box)
    return str(element.findtext(f"{_SVG}title", "")) if getattr(element, "tag", "") == f"{_SVG}svg" else ""


def _count_letters(text: str) -> int:
    return len("".join(text.split()))


def _attribute(box: Any, name: str) -> str:
    element = own_element(box)
    return "" if element is None else str(element.get(name, ""))
