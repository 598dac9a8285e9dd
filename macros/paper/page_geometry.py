"""Read page margins and other lengths from ``@page`` in ``print.css``.

They are written there and nowhere else.
"""

from __future__ import annotations

from functools import cache

import tinycss2

from macros.project import ASSETS

MM = 72 / 25.4
"""Points in a millimetre."""

_NUMBER_BOTTOM = "--number-bottom"


@cache
def read_page_lengths() -> dict[str, dict[str, list[float]]]:
    """Return the lengths of each property of each ``@page``, in mm.

    ``lengths["landscape"]["margin"]`` is a list of four: top, right, bottom and left.
    """
    lengths: dict[str, dict[str, list[float]]] = {}
    for rule in tinycss2.parse_stylesheet((ASSETS / "print.css").read_text("utf-8")):
        if rule.type == "at-rule" and rule.at_keyword == "page":
            page = lengths.setdefault(tinycss2.serialize(rule.prelude).strip(), {})
            for item in tinycss2.parse_blocks_contents(rule.content):
                if item.type == "declaration":
                    page[item.name] = [part.value for part in item.value if part.type == "dimension"]
    return lengths


def binding_width() -> float:
    """Return how much wider the margin at the binding is than the outer one, in mm."""
    _top, right, _bottom, left = read_page_lengths()[""]["margin"]
    return left - right


def number_place(landscape: bool, verso: bool) -> tuple[float, float]:
    """Return where a page's number in a packet stands, in mm.

    Its distance from the page's right edge, then from the lower edge.
    """
    pages = read_page_lengths()
    page = "landscape" if landscape else ":left" if verso else ""
    (bottom,) = pages["landscape" if landscape else ""][_NUMBER_BOTTOM]
    return pages[page]["margin"][1], bottom
