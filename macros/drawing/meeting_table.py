"""Draw who sits where at the meeting.

The table is seen from above, with a word at each place. The child's place is at the top, yellow with a dark
ring, and its word is bold. The others follow clockwise. An empty place is an open, dashed circle with a
line to write on, so that all can be told apart in grey.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from markupsafe import Markup

from macros.drawing.metrics import wrap
from macros.drawing.people import head
from macros.drawing.svg import Token, circle, drawing, num, paint, path, rect, text
from macros.records.agendas import FEWEST_PLACES, MOST_PLACES

_WIDTH, _MIDDLE = 630.0, 315.0
_ACROSS, _DOWN = 134.0, 108.0
"""From the middle of the table to the middle of a head, at the sides and at the top."""
_HEAD, _CHILD_HEAD = 16.0, 19.0
_SIZE, _LINE = 14.5, 16.0
_SIDE_ROOM, _END_ROOM = 150.0, 230.0
"""How wide a word may be beside the table, and above or below it."""
_TOP = 56.0
"""Room for two lines of words above the uppermost head."""
_COLOURS: tuple[Token, ...] = ("spruce", "moss", "pine")


class Place(NamedTuple):
    """A place at the table: where its head is, and on which side its words stand."""

    x: float
    y: float
    side: str


def meeting_table(seats: Sequence[str], empty: int, title: str, child_first: bool = True) -> Markup:
    """Draw the table, with its places clockwise from the top.

    Each of the ``seats`` has one, then come so many ``empty`` ones. ``child_first`` says that the first seat
    is the child's. ``title`` tells the same in words. Raise ``ValueError`` for too few or too many places.
    """
    total = len(seats) + empty
    if not FEWEST_PLACES <= total <= MOST_PLACES:
        raise ValueError(f"no table for {total}")
    places = place_around(total)
    body = [_draw_table()]
    for number, place in enumerate(places):
        words = seats[number] if number < len(seats) else ""
        child = child_first and number == 0
        body += [_draw_head(place, number, child, not words), *_write(place, words, child)]
    height = _TOP + 2 * _DOWN + (_TOP if any(place.side == "below" for place in places) else _HEAD + 8)
    return drawing(f"meeting-table for-{total}", (_WIDTH, height), "".join(body), title)


def place_around(total: int) -> list[Place]:
    """Return so many places around the table, clockwise from the top."""
    places = []
    for number in range(total):
        angle = 2 * pi * number / total
        across, up = sin(angle), cos(angle)
        side = "right" if across > 0.02 else "left" if across < -0.02 else "above" if up > 0 else "below"
        places.append(Place(_MIDDLE + _ACROSS * across, _TOP + _DOWN - _DOWN * up, side))
    return places


def _draw_table() -> str:
    x, y = num(_MIDDLE), num(_TOP + _DOWN)
    look = paint("paper", "ink", 2.4)
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="{num(_ACROSS - 30)}" ry="{num(_DOWN - 30)}" {look}/>'
        + rect(_MIDDLE - 21, _TOP + _DOWN - 29, 42, 58, paint("lichen"), 2)
        + path(f"M{num(_MIDDLE - 12)} {num(_TOP + _DOWN - 14)}h24m-24 14h24m-24 14h15", paint(None, "ink"))
    )


def _draw_head(place: Place, number: int, child: bool, is_empty: bool) -> str:
    if child:
        return head(place.x, place.y, _CHILD_HEAD, "berry")
    if is_empty:
        return circle(place.x, place.y, _HEAD, paint("paper", "ink", 2) + ' stroke-dasharray="3.5 4"')
    return head(place.x, place.y, _HEAD, _COLOURS[number % len(_COLOURS)])


def _write(place: Place, words: str, child: bool) -> Iterator[str]:
    """Yield the lines of a place's words, or the line to write them on."""
    beside = place.side in ("right", "left")
    away = (_CHILD_HEAD if child else _HEAD) + 9
    anchor = {"right": "start", "left": "end"}.get(place.side, "middle")
    x = place.x + {"right": away, "left": -away}.get(place.side, 0)
    if not words:
        yield _draw_line(place, x, away)
        return
    weight = 700 if child else 500
    lines = wrap(words, _SIDE_ROOM if beside else _END_ROOM, _SIZE, weight)
    if beside:
        first = place.y - _LINE * (len(lines) - 1) / 2 + _SIZE * 0.34
    elif place.side == "above":
        first = place.y - away - _LINE * (len(lines) - 1)
    else:
        first = place.y + away + _SIZE * 0.8
    for number, line in enumerate(lines):
        yield text(x, first + _LINE * number, line, "ink", _SIZE, weight, anchor)


def _draw_line(place: Place, x: float, away: float) -> str:
    """Draw the line to write on at an empty place."""
    if place.side in ("right", "left"):
        end = x + (_SIDE_ROOM if place.side == "right" else -_SIDE_ROOM)
        return path(f"M{num(x)} {num(place.y + 8)}L{num(end)} {num(place.y + 8)}", paint(None, "ink", 1))
    y = place.y - away - 4 if place.side == "above" else place.y + away + 16
    half = _SIDE_ROOM / 2
    return path(f"M{num(x - half)} {num(y)}L{num(x + half)} {num(y)}", paint(None, "ink", 1))
