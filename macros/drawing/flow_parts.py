"""Draw the parts that both forms of the flow chart share.

Boxes, lines of text, arrows and the meeting. Coordinates are in px with y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.drawing.flow_text import FlowText
from macros.drawing.metrics import wrap
from macros.drawing.svg import Token, circle, num, paint, path, rect, text

PAD, LINE = 12.0, 20.0
_RADIUS = 5.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A node's box and its text, already broken into lines."""

    x: float
    y: float
    width: float
    height: float
    text: list[str]
    stroke: float = 1.6

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The y of the middle."""
        return self.y + self.height / 2


def draw_box(box: Box) -> str:
    """Draw a box with its text, vertically centred."""
    frame = rect(box.x, box.y, box.width, box.height, paint("paper", "spruce", box.stroke), 4)
    return f'<g data-box="">{frame}</g>' + write_lines(
        box.x + PAD, box.middle - len(box.text) * LINE / 2, box.text, "ink"
    )


def write_lines(
    x: float,
    top: float,
    lines: list[str],
    colour: Token,
    weight: int = 500,
    size: float = 16,
    line: float = LINE,
) -> str:
    """Write lines of text below each other, the first below ``top``."""
    first = top + line / 2 + size * 0.34
    return "".join(text(x, first + n * line, words, colour, size, weight) for n, words in enumerate(lines))


def draw_level_rule(x: float, y: float, width: float, level: int) -> str:
    """Draw the rule under a level's name: the higher the level, the heavier."""
    height = min(2 + 2 * level, 10)
    return rect(x, y - height / 2, width, height, paint("spruce"))


def draw_arrow(points: list[Point]) -> str:
    """Draw an arrow along the points, with slightly rounded corners."""
    corners = [point for n, point in enumerate(points) if not n or point != points[n - 1]]
    parts = [f"M{num(corners[0][0])} {num(corners[0][1])}"]
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        reach = min(_RADIUS, _length(before, here) / 2, _length(here, after) / 2)
        a, b = _move_towards(here, before, reach), _move_towards(here, after, reach)
        parts.append(f"L{num(a[0])} {num(a[1])}Q{num(here[0])} {num(here[1])} {num(b[0])} {num(b[1])}")
    tip = corners[-1]
    parts.append(f"L{num(tip[0])} {num(tip[1])}")
    look = paint(None, "ink", 1.6)
    return f'<g data-arrow="">{path("".join(parts), look)}{path(_arrow_head(corners[-2], tip), look)}</g>'


def _arrow_head(before: Point, tip: Point) -> str:
    """Return the path of an arrow's open head."""
    back = _move_towards(tip, before, 7)
    side = (5.0, 0.0) if before[0] == tip[0] else (0.0, 5.0)
    ends = [(back[0] + sign * side[0], back[1] + sign * side[1]) for sign in (-1, 1)]
    middle = f"L{num(tip[0])} {num(tip[1])}L"
    return "M" + middle.join(f"{num(x)} {num(y)}" for x, y in ends)


def _length(start: Point, end: Point) -> float:
    """Return the distance between two points, along the axes."""
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


def _move_towards(start: Point, end: Point, reach: float) -> Point:
    """Return the point ``reach`` from one point towards another.

    The two lie on one horizontal or vertical line.
    """
    length = _length(start, end) or 1
    return start[0] + (end[0] - start[0]) * reach / length, start[1] + (end[1] - start[1]) * reach / length


def draw_meeting(flow: FlowText, x: float, y: float, width: float) -> tuple[str, float]:
    """Draw the meeting, a dark box with the child's dot; return it and its height."""
    roomy = width > 300
    inset = 74.0 if roomy else 52.0
    title = wrap(flow.together[0], width - inset - 20, 18, 700)
    lines = wrap(flow.together[1], width - inset - 20, 16, 500)
    height = max(len(title) * 23 + len(lines) * LINE + 52, 88)
    top = y + (height - len(title) * 23 - len(lines) * LINE - 6) / 2
    parts = [
        f'<g data-box="">{rect(x, y, width, height, paint("bar", "bar", 1.6), 4)}</g>',
        circle(x + inset / 2 + 3, y + height / 2, 17 if roomy else 13, paint("berry", "ring", 2.4)),
        write_lines(x + inset, top, title, "onbar", 700, 18, 23),
        write_lines(x + inset, top + len(title) * 23 + 6, lines, "onbar"),
    ]
    return "".join(parts), height


def write_beside_meeting(flow: FlowText, x: float, middle: float, room: float) -> str:
    """Write *Tillsammans* and *Barnet är med* beside the meeting.

    They stand in the column of the lane names, centred on ``middle``, in a width of ``room``.
    """
    label, child = wrap(flow.together_label, room, 16, 600), wrap(flow.child_label, room)
    top = middle - (len(label) + len(child)) * LINE / 2
    return write_lines(x, top, label, "spruce", 600) + write_lines(x, top + len(label) * LINE, child, "ink")


def draw_way_arrow(x: float, middle: float) -> str:
    """Draw the small arrow before the name of a service that one may go on to."""
    look = paint(None, "pencil", 1.6)
    return path(f"M{num(x)} {num(middle)}h14m-5 -5l5 5l-5 5", look)
