"""Draw a calendar of the weeks within which a meeting is to be held."""

from __future__ import annotations

from markupsafe import Markup

from macros.drawing.metrics import width_of
from macros.drawing.svg import drawing, paint, rect, text

_DAYS = ("må", "ti", "on", "to", "fr", "lö", "sö")
_NAMES = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_BOX, _GAP, _ROW = 32.0, 5.0, 33.0


def window_calendar(weekday: int, weeks: int, label: str = "", outside: str = "") -> Markup:
    """Draw a calendar of some weeks with one weekday filled in each.

    Monday is weekday 0; ``label`` (the hours) is written in the filled days. A rule that does not apply now
    (``outside``: *gällde 2014*) is not filled: its days have dashed frames, and the words stand below.
    """
    days = range(7 if weekday > 4 else 5)
    wide = max(_BOX, width_of(label, 15, 700) + 18)
    left = width_of(f"vecka {weeks}", 15, 400) + 20
    starts = [left + day * (_BOX + _GAP) + (wide - _BOX if day > weekday else 0) for day in days]
    widths = [wide if day == weekday else _BOX for day in days]
    body = [
        text(x + w / 2, 16, _DAYS[day], "ink", 15, 700 if day == weekday else 400, "middle")
        for day, x, w in zip(days, starts, widths, strict=True)
    ]
    for week in range(weeks):
        body.append(_draw_week(week, weekday, label, starts, widths, outside))
    height = 26 + weeks * _ROW
    if outside:
        body.append(text(left, height + 14, outside.capitalize(), "ink", 15, 400))
        height += 20
    box = (starts[-1] + widths[-1] + 1, height)
    ahead = "" if outside else " framåt"
    description = f"{_NAMES[weekday].capitalize()} {label} varje vecka, {weeks} veckor{ahead}"
    description = description.replace("  ", " ") + (f", {outside}" if outside else "")
    return drawing("window-calendar", box, "".join(body), description)


def _draw_week(
    week: int, weekday: int, label: str, starts: list[float], widths: list[float], outside: str
) -> str:
    """Draw the row of one week."""
    top = 26 + week * _ROW
    parts = [text(0, top + 19, f"vecka {week + 1}", "ink", 15, 400)]
    for day, (x, w) in enumerate(zip(starts, widths, strict=True)):
        filled = day == weekday and not outside
        look = paint("river", "river", 1.5) if filled else paint(None, "river", 1.5)
        if outside and day == weekday:
            look += ' stroke-dasharray="4 3"'
        parts.append(rect(x, top, w, 28, look, 3))
    middle = starts[weekday] + widths[weekday] / 2
    parts.append(
        text(middle, top + 19.5, label, "ink" if outside else "paper", 15, 700, "middle") if label else ""
    )
    return "".join(parts)
