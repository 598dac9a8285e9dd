"""Draw the flow of services as a table with arrows.

Actors are rows, levels of need are columns, and one meeting stands below them all.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.drawing.flow_parts import (
    LINE,
    PAD,
    Box,
    draw_arrow,
    draw_box,
    draw_level_rule,
    draw_meeting,
    write_beside_meeting,
    write_lines,
)  # fmt: skip
from macros.drawing.flow_routes import Plan, Route
from macros.drawing.flow_text import FlowNode, FlowText, Grid
from macros.drawing.metrics import width_of, wrap, wrap_evenly
from macros.drawing.svg import paint, path, rect

MIN_COLUMN = 130.0
_ROW_PAD, _STACK, _TRACK, _GUTTER = 11.0, 22.0, 8.0, 24.0
_ROW_PAD_PAPER, _LOW_BOX, _LOW_BOX_PAPER = 6.0, 54.0, 44.0
"""On paper, with the numbers, rows are lower: the sheet has to hold them all."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The horizontal measures of the chart, in px.

    ``label`` is the width of the lane names, ``lefts`` are the columns' left edges and ``column`` is the
    width of each.
    """

    width: float
    label: float
    lefts: list[float]
    column: float

    @classmethod
    def make(cls, flow: FlowText, plan: Plan, width: float) -> Measures:
        """Divide the width between the lane names, the columns and the gutters."""
        names = [word for _, name in flow.lanes for word in name.split()] + [flow.together_label]
        label = min(max(width_of(name, 16, 600) for name in names) + 2 * PAD + 1, max(140, 0.19 * width))
        tracks = [plan.gutters.count(gutter) for gutter in range(len(flow.levels))]
        gutters = [_GUTTER + _TRACK * max(count - 1, 0) for count in tracks]
        gutters[-1] = gutters[-1] if tracks[-1] else PAD
        column = (width - label - sum(gutters)) / len(flow.levels)
        lefts = [label + index * column + sum(gutters[:index]) for index in range(len(flow.levels))]
        return cls(width, label, lefts, column)


def draw_wide(flow: FlowText, width: float) -> tuple[str, float] | None:
    """Draw the flow as a table; return the SVG's body and its height.

    None where the columns would be too narrow to read, and for a flow without levels or lanes.
    """
    if not (flow.levels and flow.lanes):
        return None
    chart = _WideChart(flow, width)
    return chart.draw() if chart.measures.column >= MIN_COLUMN else None


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one lane, with their texts broken into lines."""

    stacks: list[list[FlowNode]]
    texts: dict[str, list[str]]
    low_box: float

    @classmethod
    def make(cls, grid: Grid, row: int, room: float, low_box: float) -> _Row:
        """Return the cells of a row, with texts broken to fit in ``room``."""
        stacks = [grid.stack(row, column) for column in range(grid.columns)]
        texts = {node.id: wrap_evenly(node.text, room) for stack in stacks for node in stack}
        return cls(stacks, texts, low_box)

    def box_height(self, node: FlowNode) -> float:
        """Return the height of a node's box.

        All boxes of a row are equally high, unless some are stacked: then each has its own height.
        """
        if any(len(stack) > 1 for stack in self.stacks):
            return max(40, len(self.texts[node.id]) * LINE + 16)
        return max(self.low_box, *(len(text) * LINE + 16 for text in self.texts.values()))

    def stack_height(self, column: int) -> float:
        """Return the height of a cell's boxes and the gaps between them."""
        return sum(self.box_height(node) + _STACK for node in self.stacks[column]) - _STACK


class _WideChart:
    """One chart while it is drawn: rows from the top, then arrows between the boxes.

    ``channels`` holds the y of each channel, ``boxes`` the box of each node.
    """

    def __init__(self, flow: FlowText, width: float) -> None:
        self.flow = flow
        self.grid = Grid.make(flow)
        self.nodes = {node[0]: FlowNode(*node) for node in flow.nodes}
        self.plan = Plan.make(flow, self.grid)
        self.measures = Measures.make(flow, self.plan, width)
        self.boxes: dict[str, Box] = {}
        self.channels: dict[int, float] = {}
        self.parts: list[str] = []

    def draw(self) -> tuple[str, float]:
        """Draw levels, rows, arrows and the meeting; return the body and its height."""
        y = self._draw_levels()
        for row, (_, name) in enumerate(self.flow.lanes):
            y = self._draw_row(row, wrap(name, self.measures.label - 2 * PAD, 16, 600), y)
        self.channels[len(self.flow.lanes) - 1] = y
        if self.flow.links:  # the words around the boxes stand in the text twin; here only links are heard
            self.parts = ['<g aria-hidden="true">', *self.parts, "</g>"]
        self.parts += [self._draw_box(name, box) for name, box in self.boxes.items()]
        self.parts += [self._draw_arrow(route) for route in self.plan.routes]
        before = len(self.parts)
        height = self._draw_meeting(y + _TRACK * self.plan.channels.count(len(self.flow.lanes) - 1))
        if self.flow.links:
            self.parts[before:] = ['<g aria-hidden="true">', *self.parts[before:], "</g>"]
        return "".join(self.parts), height

    def _draw_box(self, name: str, box: Box) -> str:
        """Draw a box, as a link where it leads somewhere."""
        return self.flow.lead_on(self.nodes[name], draw_box(box))

    def _draw_levels(self) -> float:
        """Draw the column heads; return the y below them.

        They are aligned at the bottom, and each rule is heavier than the one before.
        """
        heads = [wrap(name, self.measures.column, 16, 700) for _, name in self.flow.levels]
        bottom = max(len(head) for head in heads) * LINE + 12
        for index, (left, head) in enumerate(zip(self.measures.lefts, heads, strict=True)):
            self.parts.append(write_lines(left, bottom - 12 - len(head) * LINE, head, "ink", 700))
            self.parts.append(draw_level_rule(left, bottom, self.measures.column, index))
        self.channels[-1] = bottom + 14
        return bottom + 14 + _TRACK * self.plan.channels.count(-1)

    def _draw_row(self, row: int, name: list[str], y: float) -> float:
        """Draw a lane's band and name, and place its boxes; return the y below it."""
        self.channels.setdefault(row - 1, y)
        tracks = max(self.plan.channels.count(row - 1) - 1, 0) if row else 0
        number = self.flow.number_of(row)
        pad, low_box = (_ROW_PAD_PAPER, _LOW_BOX_PAPER) if self.flow.numbers else (_ROW_PAD, _LOW_BOX)
        cells = _Row.make(self.grid, row, self.measures.column - 2 * PAD, low_box)
        label = (len(name) + len(number)) * LINE
        inner = max(label, *(cells.stack_height(column) for column in range(self.grid.columns)))
        top = y + tracks * _TRACK + pad
        end, middle = top + inner + pad, top + inner / 2
        if row % 2 == 0:
            self.parts.append(rect(0, y, self.measures.width, end - y, paint("frost")))
        self.parts.append(write_lines(PAD, middle - label / 2, name, "spruce", 600))
        self.parts.append(write_lines(PAD, middle - label / 2 + len(name) * LINE, number, "ink"))
        for column in range(self.grid.columns):
            self._place_stack(cells, column, middle)
        return end

    def _place_stack(self, cells: _Row, column: int, middle: float) -> None:
        """Place the boxes of one cell below each other, centred on ``middle``."""
        y = middle - cells.stack_height(column) / 2
        stroke = 2.5 if column and column == self.grid.columns - 1 else 1.6
        for node in cells.stacks[column]:
            text, height = cells.texts[node.id], cells.box_height(node)
            self.boxes[node.id] = Box(
                self.measures.lefts[column], y, self.measures.column, height, text, stroke
            )
            y += height + _STACK

    def _draw_arrow(self, route: Route) -> str:
        """Draw one arrow along its route."""
        source, target = self.boxes[route.start], self.boxes[route.end]
        if route.kind == "across":
            sides = (source.right, target.x) if source.x < target.x else (source.x, target.right)
            return draw_arrow([(sides[0], source.middle), (sides[1], source.middle)])
        if route.kind == "down":
            ends = (source.bottom, target.y) if source.y < target.y else (source.y, target.bottom)
            return draw_arrow([(source.x + 32, ends[0]), (source.x + 32, ends[1])])
        out, back = self._track_x(route, route.near), self._track_x(route, route.far)
        port = target.middle + 9 * self.plan.side_port(route)
        start = (source.right if out > source.x else source.x, source.middle)
        end = (target.x if back < target.right and back < target.x else target.right, port)
        if route.kind == "elbow":
            return draw_arrow([start, (out, source.middle), (out, port), end])
        level = self.channels[route.channel] + _TRACK * self.plan.channels.track(route, route.channel)
        return draw_arrow([start, (out, source.middle), (out, level), (back, level), (back, port), end])

    def _track_x(self, route: Route, gutter: int) -> float:
        """Return the x of a route's track in a gutter."""
        left = self.measures.lefts[gutter] + self.measures.column
        return left + 11 + _TRACK * self.plan.gutters.track(route, gutter)

    def _draw_meeting(self, y: float) -> float:
        """Draw the meeting; return the y below it.

        A bracket under the levels beyond the first leads to it.
        """
        left = self.measures.lefts[min(1, self.grid.columns - 1)]
        right = self.measures.lefts[-1] + self.measures.column
        top, middle = y + 8, (left + right) / 2
        bracket = f"M{left:.2f} {top:.2f}v9q0 6 6 6H{right - 6:.2f}q6 0 6 -6v-9"
        body, height = draw_meeting(self.flow, left, top + 34, right - left)
        self.parts += [
            path(bracket, paint(None, "ink", 1.6)),
            draw_arrow([(middle, top + 15), (middle, top + 34)]),
            body,
            write_beside_meeting(self.flow, PAD, top + 34 + height / 2, self.measures.label - PAD),
        ]
        return top + 35 + height
