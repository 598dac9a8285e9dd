"""Draw figures: how far a goal is reached, and a number by month.

Drawn by us: of two libraries measured, pygal writes a script and a style sheet into each drawing, which our
pages do not run, and matplotlib takes 180 MB; neither draws a number that is only known within bounds. What
lies between the bounds is hatched, so that it is told from what is certain in grey and in forced colours too.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from macros.drawing.metrics import width_of
from macros.drawing.svg import drawing, num, paint, path, rect, text
from macros.records.values import MONTHS

_WIDTH = 340.0
"""As wide as a phone shows it, so that its text is never made smaller."""
_SMALL, _LARGE = 13.5, 15
_STRIPE = 6.0


class Column(NamedTuple):
    """A number in the months from ``first`` to ``last``, 1 to 12, between two bounds.

    Both bounds are None where it is not shown.
    """

    first: int
    last: int
    low: int | None
    high: int | None


def goal_bar(low: int, high: int, target: int, unit: str, title: str) -> Markup:
    """Draw how far a goal is reached, as a bar.

    It is full to what is certain and hatched to what is possible; the goal is a line with its number.

    ``unit`` stands after the goal's number: a space and *%*, or nothing.
    """
    top, edge = 24.0, _WIDTH - 2
    scale = edge / (100 if unit else max(target, high, 1))
    at = min(target * scale, edge)
    body = [rect(1, top, edge, 20, paint("frost", "pencil", 1))]
    body += _draw_range(1, top, low * scale, high * scale, 20)
    label = f"mål {target}{unit}"
    half = width_of(label, _LARGE, 700) / 2
    anchor, x = "middle", at + 1
    if at < half or at > edge - half:
        anchor, x = ("start", 0) if at < half else ("end", _WIDTH)
    body.append(text(x, 14, label, "ink", _LARGE, 700, anchor))
    line = f"M {num(at + 1)} 18 V {num(top + 24)}"
    body += [path(line, paint(None, "paper", 8)), path(line, paint(None, "ink", 3))]
    return drawing("chart", (_WIDTH, top + 25), "".join(body), title)


def month_columns(columns: tuple[Column, ...], title: str, percent: bool = False, target: int = 0) -> Markup:
    """Draw a number by month; months that are counted together share a column.

    Shares are whole per cent of 100, with the goal (if not 0) as a line.
    """
    top, floor = 34.0, 140.0
    room = _WIDTH - (44 if target else 0)
    most = 100 if percent else max([column.high or 0 for column in columns] + [1])
    scale, slot = (floor - top) / most, room / 12
    body, labels = [], []
    for column in columns:
        left, width = (column.first - 1) * slot + 1.5, (column.last - column.first + 1) * slot - 3
        if column.low is None or column.high is None:
            body.append(_draw_hidden(left, top, width, floor - top))
        else:
            low, high = column.low * scale, column.high * scale
            body += _draw_upright(left, floor, width, low, high)
            labels.append(_write_number(column.low, column.high, left + width / 2, width, floor - high))
    body.append(path(f"M 0 {num(floor)} H {num(room)}", paint(None, "ink", 1.5)))
    for month in range(0, 12, 1 if slot > 26 else 2):
        body.append(text((month + 0.5) * slot, floor + 16, MONTHS[month][:3], "ink", _SMALL, 400, "middle"))
    if target:
        level = floor - min(target, most) * scale
        line = paint(None, "ink", 2) + ' stroke-dasharray="7 4"'
        body.append(path(f"M 0 {num(level)} H {num(room + 4)}", line))
        body.append(text(_WIDTH, level - 3, "mål", "ink", _SMALL, 400, "end"))
        body.append(text(_WIDTH, level + 12, f"{target} %", "ink", _SMALL, 700, "end"))
    return drawing("chart", (_WIDTH, floor + 22), "".join([*body, *labels]), title)


def _draw_hidden(left: float, top: float, width: float, height: float) -> str:
    """Draw a dashed frame for a number that is not shown; upright where narrow."""
    frame = rect(left, top, width, height, paint(None, "pencil", 1) + ' stroke-dasharray="4 3"')
    x, y, words = left + width / 2, top + height / 2, "visas inte"
    if width > width_of(words, _SMALL, 500):
        return frame + text(x, y + 5, words, "ink", _SMALL, 500, "middle")
    turned = text(x, y + 5, words, "ink", _SMALL, 500, "middle")
    return f'{frame}<g transform="rotate(-90 {num(x)} {num(y)})">{turned}</g>'


def _write_number(low: int, high: int, x: float, width: float, top: float) -> str:
    """Write a number, or its bounds, above a column, in two lines where it is narrow.

    Paper lies behind it, so that the goal's line does not cross it.
    """
    words = str(low) if low == high else f"{low}–{high}"
    whole = width_of(words, _LARGE, 700) <= width + 2
    lines = [words] if whole or low == high else [f"{low}–", str(high)]
    wide = max(width_of(line, _LARGE, 700) for line in lines)
    base = top - 5 - (len(lines) - 1) * 14
    parts = [rect(x - wide / 2, base - 12, wide, 14 * len(lines), paint("paper"))]
    for row, line in enumerate(lines):
        parts.append(text(x, base + 14 * row, line, "ink", _LARGE, 700, "middle"))
    return "".join(parts)


def _draw_range(left: float, top: float, low: float, high: float, height: float) -> list[str]:
    """Draw a bar that is full to ``low`` and hatched to ``high``."""
    full = [rect(left, top, low, height, paint("spruce"))] if low > 0 else []
    return [*full, *_hatch(left + low, top, high - low, height)]


def _draw_upright(left: float, floor: float, width: float, low: float, high: float) -> list[str]:
    full = [rect(left, floor - low, width, low, paint("spruce"))] if low > 0 else []
    return [*full, *_hatch(left, floor - high, width, high - low)]


def _hatch(left: float, top: float, width: float, height: float) -> list[str]:
    """Draw a frame filled with slanting lines; nothing for an empty one.

    They are cut at its sides here: a pattern would need an id, and a page has many drawings.
    """
    if width <= 0 or height <= 0:
        return []
    lines = []
    offset = _STRIPE
    while offset < width + height:
        x1, y1 = left + max(offset - height, 0), top + min(offset, height)
        x2, y2 = left + min(offset, width), top + max(offset - width, 0)
        lines.append(f"M {num(x1)} {num(y1)} L {num(x2)} {num(y2)}")
        offset += _STRIPE
    stripes = [path(" ".join(lines), paint(None, "spruce", 1.2))] if lines else []
    return [*stripes, rect(left, top, width, height, paint(None, "spruce", 1.5))]
