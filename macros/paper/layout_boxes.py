"""Read the boxes of a laid-out document.

The only module that reads WeasyPrint's private layout tree. WeasyPrint promises nothing about it. When its
version is raised, ``tests/paper/test_layout_boxes.py`` fails: compare its ``formatting_structure/boxes.py``
and ``document.py`` with what is read here, and its ``pdf/tags.py`` with what ``structure`` mends; then write
the new version in the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Area = tuple[float, float, float, float]
"""Edges: left, top, right, bottom."""


def page_boxes(document: Any) -> list[Any]:
    """Return the box of each page."""
    return [page._page_box for page in document.pages]


def descendants(box: Any) -> Iterator[Any]:
    """Yield every box inside another, absolutely placed ones too."""
    yield from box.descendants(placeholders=True)


def content_of(page_box: Any) -> Any:
    """Return the box of a page's content, without its margins."""
    return page_box.children[0]


def children_placed(box: Any) -> list[Any]:
    """Return a box's children; absolutely placed ones as they lie on the page."""
    return [getattr(child, "_box", child) for child in box.children]


def own_element(box: Any) -> Any:
    """Return the HTML element that a box stands for.

    None for a pseudo-element: what the style sheet puts before or after an element.
    """
    element = getattr(box, "element", None)
    return element if element is not None and box.element_tag == element.tag else None


def text_of(box: Any) -> str:
    """Return the text that a box itself holds, or an empty string."""
    text = getattr(box, "text", "")
    return text if isinstance(text, str) else ""


def inputs_with_room(document: Any) -> Iterator[tuple[Any, Area | None]]:
    """Yield the element of each input in reading order, with the room to fill.

    That is all of the box around an input of the class ``fill``, below the words in it. Of other inputs it is
    None.
    """
    for page in page_boxes(document):
        for box, around in _boxes_with_parents(page, None):
            if box.is_input() and own_element(box) is not None:
                fills = "fill" in box.element.get("class", "").split()
                yield box.element, _room_below_words(around) if fills else None


def _boxes_with_parents(box: Any, around: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every box below another, with the box of the element around it."""
    element = own_element(box)
    if element is not None and (around is None or element is not around.element):
        around = box  # the first, for the lines in it name its element too
    for child in children_placed(box) if hasattr(box, "children") else ():
        yield child, around
        yield from _boxes_with_parents(child, around)


def _room_below_words(box: Any) -> Area:
    """Return the inside of a box below its words, in CSS pixels."""
    left, top = box.padding_box_x(), box.padding_box_y()
    words = [inner for inner in descendants(box) if text_of(inner).strip()]
    lowest = max((word.position_y + word.height for word in words), default=top)
    return left, lowest, left + box.padding_width(), top + box.padding_height()
