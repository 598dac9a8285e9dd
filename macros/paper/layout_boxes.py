"""Read the boxes of a laid-out document.

The only module that reads WeasyPrint's private layout tree. WeasyPrint promises nothing about it. When its
version is raised, ``tests/paper/test_layout_boxes.py`` fails: compare its ``formatting_structure/boxes.py``
and ``document.py`` with what is read here, and its ``pdf/tags.py`` with what ``structure`` mends; then write
the new version in the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


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
