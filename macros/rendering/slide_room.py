"""Measure what a slide has room for, and spread what is longer over several.

All measures are in em of a slide's running text, as in ``components.css``: a slide is the same whether it is
shown on a wall, printed or drawn small beside its notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from macros.drawing.metrics import wrap

_WIDTH, _HEIGHT = 27.0, 14.1
"""A slide inside its margins."""
_OVER = 1.45
"""The line over the heading, with the distance to it."""
_TITLE_LINE = 1.16
_BELOW_TITLE = 0.8
MARKS = 1.0
"""A marker of how sure something is: of one row, or over those that share it."""
_BULLET, _RING, _MINUTES = 1.0, 2.5, 4.0
"""How far in a row stands, by what stands before it."""
_LINE = 1.35
_SMALL, _SMALL_LINE = 0.86, 1.16
"""A row's text below its title: size, and height of a line."""
_BETWEEN = 0.55

_SENTENCE = re.compile(r"(?<=[.?!])\s+")

_Row = TypeVar("_Row")


class Sizes(NamedTuple):
    """The sizes of a slide's heading and paragraphs.

    ``spare`` is the height of what else stands there.
    """

    title: float = 1.5
    text: float = 1.0
    spare: float = 0.0


def room_below(title: str, sizes: Sizes) -> float:
    """Return the height below a slide's heading, for parts with what is between them."""
    lines = _lines(title, _WIDTH, sizes.title, 700)
    return _HEIGHT - _OVER - _BELOW_TITLE + _BETWEEN - sizes.spare - lines * sizes.title * _TITLE_LINE


def height_of_text(text: str, size: float = 1.0) -> float:
    """Return the height of a paragraph as wide as the slide."""
    return size * (_lines(text, _WIDTH, size) * _LINE + _BETWEEN) if text else 0.0


def height_of_row(title: str, text: str, mark: str) -> float:
    """Return the height of a row: a title, a text below it, or the text alone.

    ``mark`` stands before it: a bullet, a number, minutes or nothing.
    """
    width = _WIDTH - (_BULLET if mark == "•" else _RING if mark.isdigit() else _MINUTES if mark else 0)
    if not title:
        return _lines(text, width) * _LINE + _BETWEEN
    below = _lines(text, width, _SMALL) * _SMALL_LINE if text else 0.0
    return _lines(title, width, 1, 700) * _LINE + below + _BETWEEN


def split_text(text: str, room: float, height: Callable[[str], float] = height_of_text) -> list[str]:
    """Split a text into parts that each fit in the room.

    It is split at sentences, or else between words.
    """
    parts: list[str] = []
    for sentence in _SENTENCE.split(text.strip()):
        for piece in [sentence] if height(sentence) <= room else sentence.split():
            joined = f"{parts[-1]} {piece}" if parts else piece
            if parts and height(joined) <= room:
                parts[-1] = joined
            else:
                parts.append(piece)
    return parts


def spread(rows: Sequence[_Row], room: float, height: Callable[[_Row], float]) -> list[list[_Row]]:
    """Spread rows over as few slides as they need, about as many on each."""
    measured = [(row, height(row)) for row in rows]
    fewest = _fill(measured, room)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        if len(even := _fill(measured, room * share)) == len(fewest):
            return even
    return fewest


def _fill(measured: Sequence[tuple[_Row, float]], room: float) -> list[list[_Row]]:
    """Fill one slide after the other with rows, each with its height."""
    slides: list[list[_Row]] = []
    used = 0.0
    for row, height in measured:
        used += height
        if not slides or used > room:
            slides.append([])
            used = height
        slides[-1].append(row)
    return slides


def _lines(text: str, width: float, size: float = 1, weight: int = 400) -> int:
    return len(wrap(text, width, size, weight))
