"""Give templates the drawing functions, in the colours of their surface."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

from macros import drawing

_DRAWINGS = (
    "board_picture", "dot", "emblem", "face", "figures", "goal_bar", "icon", "meeting_table", "month_columns",
    "qr", "scene", "window_calendar", "year_wheel",
)  # fmt: skip


@cache
def drawing_functions(surface: str) -> dict[str, Callable[..., Markup]]:
    """Return the drawing functions that templates may call, by name.

    On the web a drawing leaves its colours to the stylesheet.
    """
    functions = {name: getattr(drawing, name) for name in _DRAWINGS}
    return functions if surface == "paper" else {name: _lighten(draw) for name, draw in functions.items()}


def _lighten(draw: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return a drawing function whose colours come from the stylesheet, with a cache."""

    @lru_cache(maxsize=500)
    def draw_light(*arguments: Any, **options: Any) -> Markup:
        return drawing.light(draw(*arguments, **options))

    return draw_light
