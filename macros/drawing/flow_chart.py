"""Draw the flow of services in the form that fits the width."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from macros.drawing.flow_tall import draw_tall
from macros.drawing.flow_text import FlowText
from macros.drawing.flow_wide import draw_wide
from macros.drawing.svg import drawing

_UNIT = 16


@lru_cache(maxsize=64)  # municipalities share most of their flows
def flow_chart(flow: FlowText, width: float, min_text: float) -> Markup:
    """Draw the flow of services as one drawing of this width.

    No text is smaller than ``min_text`` (in px, like ``width``). The drawing has rows and columns where they
    fit, else one column. The height follows from the text; nothing is cut off.
    """
    room = width * _UNIT / min_text
    wide = draw_wide(flow, room)
    body, height = wide or draw_tall(flow, room)
    size = (width, height * min_text / _UNIT)
    name = f"flow-chart flow-chart-{'wide' if wide else 'tall'}"
    return drawing(name, (room, height), body, flow.title, size=size, linked=bool(flow.links))
