"""Draw SVG: scenes, faces, icons, the flow, charts, calendars and QR codes.

Every function returns one drawing as markup, from plain values.
"""

from __future__ import annotations

from macros.drawing.board_pictures import board_picture
from macros.drawing.charts import Column, goal_bar, month_columns
from macros.drawing.emblem import dot, emblem
from macros.drawing.faces import face
from macros.drawing.flow_chart import flow_chart
from macros.drawing.flow_text import FlowText
from macros.drawing.icons import icon
from macros.drawing.meeting_table import meeting_table
from macros.drawing.qr_code import qr
from macros.drawing.scenes import figures, scene
from macros.drawing.svg import keep_line_lengths, light
from macros.drawing.weeks import window_calendar
from macros.drawing.year_wheel import WheelMark, year_wheel

__all__ = [
    "Column",
    "FlowText",
    "WheelMark",
    "board_picture",
    "dot",
    "emblem",
    "face",
    "figures",
    "flow_chart",
    "goal_bar",
    "icon",
    "keep_line_lengths",
    "light",
    "meeting_table",
    "month_columns",
    "qr",
    "scene",
    "window_calendar",
    "year_wheel",
]
