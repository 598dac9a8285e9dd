"""Draw a year as a wheel of twelve months and three rings.

What is continuous is in the middle. January is at the top and the year goes clockwise. A mark carries the
number that it has in the list beside the wheel, and its shape tells its ring, so that the wheel can be read
in grey: a full circle, a full square, an open circle. What is cancelled has an open, dashed outline and a
line through it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from markupsafe import Markup

from macros.drawing.svg import circle, drawing, num, paint, path, rect, text
from macros.records.values import SHORT_MONTHS

_SIZE = 720.0
_MIDDLE = _SIZE / 2
_BOUNDS = (308.0, 238.0, 170.0, 106.0)
"""The radii of the rings' edges, from the outermost to the middle."""
_PER_ROW = (4, 3, 2)
"""How many marks stand side by side in a month, in each ring."""
_MARK, _STEP, _TEXT = 16.0, 34.0, 20.0
_LETTERS_PER_ROW = 4


class WheelMark(NamedTuple):
    """A mark in the wheel: its month and its ring, counted from 0, and its number."""

    month: int
    ring: int
    label: str
    cancelled: bool = False


def year_wheel(
    title: str, description: str, first: int, marks: Sequence[WheelMark], letters: Sequence[str] = ()
) -> Markup:
    """Draw the wheel, with a thick line before its ``first`` month (0 is January).

    ``letters`` are the marks in the middle. A month with more marks in a ring than there is room for has
    their number: *9 st*.
    """
    body = [*_draw_rings(), *_draw_months(first)]
    for month in range(12):
        for ring in range(3):
            here = [mark for mark in marks if (mark.month, mark.ring) == (month, ring)]
            body += _draw_cell(month, ring, here)
    body += _draw_middle(letters)
    return drawing("year-wheel", (_SIZE, _SIZE), "".join(body), title, description=description)


def _point(radius: float, angle: float) -> tuple[float, float]:
    """Return the place at a radius and an angle; 0 is the top, 1 a whole turn."""
    return _MIDDLE + radius * sin(2 * pi * angle), _MIDDLE - radius * cos(2 * pi * angle)


def _draw_rings() -> Iterator[str]:
    """Yield the rings, each second one shaded, the outermost first."""
    for number, radius in enumerate(_BOUNDS):
        yield circle(_MIDDLE, _MIDDLE, radius, paint("paper" if number % 2 else "frost", "pencil", 1))


def _draw_months(first: int) -> Iterator[str]:
    """Yield the lines between the months, and their names around the wheel."""
    for month, name in enumerate(SHORT_MONTHS):
        (x1, y1), (x2, y2) = (_point(radius, month / 12) for radius in (_BOUNDS[3], _BOUNDS[0]))
        starts = month == first
        look = paint(None, "ink", 4) if starts else paint(None, "pencil", 0.75)
        yield path(f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}", look)
        x, y = _point(_BOUNDS[0] + 26, (month + 0.5) / 12)
        yield text(x, y + 7, name, "ink", _TEXT, 700 if starts else 500, "middle")


def _draw_cell(month: int, ring: int, marks: Sequence[WheelMark]) -> Iterator[str]:
    """Yield the marks of one month in one ring, in one row or two."""
    outer, inner = _BOUNDS[ring], _BOUNDS[ring + 1]
    middle, room = (outer + inner) / 2, _PER_ROW[ring]
    if len(marks) > 2 * room:
        x, y = _point(middle, (month + 0.5) / 12)
        yield rect(x - 28, y - 16, 56, 32, paint("paper", "ink", 1.5), 16)
        yield text(x, y + 7, f"{len(marks)} st", "ink", _TEXT, 700, "middle")
        return
    rows = [marks] if len(marks) <= room else [marks[: -(-len(marks) // 2)], marks[-(-len(marks) // 2) :]]
    for number, row in enumerate(rows):
        radius = middle + (0 if len(rows) == 1 else _STEP / 2 * (1 - 2 * number))
        turn = _STEP / (2 * pi * radius)
        for place, mark in enumerate(row):
            angle = (month + 0.5) / 12 + turn * (place - (len(row) - 1) / 2)
            yield _draw_mark(*_point(radius, angle), mark)


def _draw_mark(x: float, y: float, mark: WheelMark) -> str:
    """Draw one mark with its number."""
    size = _TEXT if len(mark.label) < 3 else 15
    if mark.cancelled:
        look = paint("paper", "ink", 1.5) + ' stroke-dasharray="4 3"'
        shape = rect(x - 15, y - 15, 30, 30, look, 2) if mark.ring == 1 else circle(x, y, _MARK - 1, look)
        line = path(f"M{num(x - 19)} {num(y)}L{num(x + 19)} {num(y)}", paint(None, "ink", 2))
        return shape + text(x, y + 7, mark.label, "ink", size, 700, "middle") + line
    if mark.ring == 1:
        shape = rect(x - 15, y - 15, 30, 30, paint("spruce", "spruce", 1.5), 2)
        return shape + text(x, y + 7, mark.label, "paper", size, 700, "middle")
    full = mark.ring == 0
    shape = circle(x, y, _MARK if full else _MARK - 1, paint("river" if full else "paper", "river", 2))
    return shape + text(x, y + 7, mark.label, "paper" if full else "ink", size, 700, "middle")


def _draw_middle(letters: Sequence[str]) -> Iterator[str]:
    """Yield what is continuous: its heading and the letters, some in a row."""
    if not letters:
        return
    rows = [letters[at : at + _LETTERS_PER_ROW] for at in range(0, len(letters), _LETTERS_PER_ROW)]
    shown = rows[:3]
    top = _MIDDLE - (len(shown) * 35) / 2
    yield text(_MIDDLE, top - 2, "Under året", "ink", _TEXT, 700, "middle")
    for number, row in enumerate(shown):
        y = top + 28 + 35 * number
        for place, letter in enumerate(row):
            x = _MIDDLE + 35 * (place - (len(row) - 1) / 2)
            yield rect(x - 15, y - 15, 30, 30, paint("paper", "ink", 1.5), 6)
            yield text(x, y + 7, letter, "ink", _TEXT if len(letter) == 1 else 15, 700, "middle")
    if len(rows) > len(shown):
        yield text(_MIDDLE, top + 28 + 35 * len(shown) - 4, "med flera", "ink", _TEXT, 500, "middle")
