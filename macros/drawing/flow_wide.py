"""The wide form of the flow: actors as rows, levels of need as columns, one meeting below them all."""

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


@dataclass(frozen=True, slots=True)
class Measures:
    """Where the columns lie: their left edges, their width, and the lane names' width."""

    width: float
    label: float
    lefts: list[float]
    column: float

    @classmethod
    def of(cls, flow: FlowText, plan: Plan, width: float) -> Measures:
        """Share the width between the lane names, the columns and the gutters."""
        names = [word for _, name in flow.lanes for word in name.split()] + [flow.together_label]
        label = min(max(width_of(name, 16, 600) for name in names) + 2 * PAD + 1, max(140, 0.19 * width))
        tracks = [plan.gutters.count(gutter) for gutter in range(len(flow.levels))]
        gutters = [_GUTTER + _TRACK * max(count - 1, 0) for count in tracks]
        gutters[-1] = gutters[-1] if tracks[-1] else PAD
        column = (width - label - sum(gutters)) / len(flow.levels)
        lefts = [label + index * column + sum(gutters[:index]) for index in range(len(flow.levels))]
        return cls(width, label, lefts, column)


def draw_wide(flow: FlowText, width: float) -> tuple[str, float] | None:
    """Draw it; return the body and the height, or None where a column would be too narrow to read."""
    if not (flow.levels and flow.lanes):
        return None
    chart = _WideChart(flow, width)
    return chart.draw() if chart.at.column >= MIN_COLUMN else None


@dataclass(frozen=True, slots=True)
class _Row:
    """A lane's cells, their texts broken into lines."""

    stacks: list[list[FlowNode]]
    texts: dict[str, list[str]]

    @classmethod
    def of(cls, grid: Grid, row: int, room: float) -> _Row:
        """Break the texts of a row."""
        stacks = [grid.stack(row, column) for column in range(grid.columns)]
        return cls(stacks, {node.id: wrap_evenly(node.text, room) for stack in stacks for node in stack})

    def height(self, node: FlowNode) -> float:
        """Return a box's height: even along a row, but each its own where boxes are stacked."""
        if any(len(stack) > 1 for stack in self.stacks):
            return max(40, len(self.texts[node.id]) * LINE + 16)
        return max(54, *(len(text) * LINE + 16 for text in self.texts.values()))

    def tall(self, column: int) -> float:
        """Return the height of a cell's boxes and the room between them."""
        return sum(self.height(node) + _STACK for node in self.stacks[column]) - _STACK


class _WideChart:
    """One drawing on its way: the rows are laid out from the top, then the arrows between the boxes."""

    def __init__(self, flow: FlowText, width: float) -> None:
        self.flow = flow
        self.grid = Grid.of(flow)
        self.plan = Plan.of(flow, self.grid)
        self.at = Measures.of(flow, self.plan, width)
        self.boxes: dict[str, Box] = {}
        self.channels: dict[int, float] = {}
        self.parts: list[str] = []

    def draw(self) -> tuple[str, float]:
        """Draw levels, rows, arrows and the meeting, from the top down."""
        y = self._levels()
        for row, (_, name) in enumerate(self.flow.lanes):
            y = self._row(row, wrap(name, self.at.label - 2 * PAD, 16, 600), y)
        self.channels[len(self.flow.lanes) - 1] = y
        self.parts += [draw_box(box) for box in self.boxes.values()]
        self.parts += [self._arrow(route) for route in self.plan.routes]
        height = self._meeting(y + _TRACK * self.plan.channels.count(len(self.flow.lanes) - 1))
        return "".join(self.parts), height

    def _levels(self) -> float:
        """Draw the column heads, level at the bottom, each rule heavier than the one before."""
        heads = [wrap(name, self.at.column, 16, 700) for _, name in self.flow.levels]
        bottom = max(len(head) for head in heads) * LINE + 12
        for index, (left, head) in enumerate(zip(self.at.lefts, heads, strict=True)):
            self.parts.append(write_lines(left, bottom - 12 - len(head) * LINE, head, "ink", 700))
            self.parts.append(draw_level_rule(left, bottom, self.at.column, index))
        self.channels[-1] = bottom + 14
        return bottom + 14 + _TRACK * self.plan.channels.count(-1)

    def _row(self, row: int, name: list[str], y: float) -> float:
        """Draw a lane's band and name, and place its boxes. Return the y below it."""
        self.channels.setdefault(row - 1, y)
        tracks = max(self.plan.channels.count(row - 1) - 1, 0) if row else 0
        cells = _Row.of(self.grid, row, self.at.column - 2 * PAD)
        inner = max(len(name) * LINE, *(cells.tall(column) for column in range(self.grid.columns)))
        top = y + tracks * _TRACK + _ROW_PAD
        end, middle = top + inner + _ROW_PAD, top + inner / 2
        if row % 2 == 0:
            self.parts.append(rect(0, y, self.at.width, end - y, paint("frost")))
        self.parts.append(write_lines(PAD, middle - len(name) * LINE / 2, name, "spruce", 600))
        for column in range(self.grid.columns):
            self._stack(cells, column, middle)
        return end

    def _stack(self, cells: _Row, column: int, middle: float) -> None:
        """Place the boxes of one cell below each other."""
        y = middle - cells.tall(column) / 2
        stroke = 2.5 if column and column == self.grid.columns - 1 else 1.6
        for node in cells.stacks[column]:
            text, height = cells.texts[node.id], cells.height(node)
            self.boxes[node.id] = Box(self.at.lefts[column], y, self.at.column, height, text, stroke)
            y += height + _STACK

    def _arrow(self, route: Route) -> str:
        """Draw one arrow along its route."""
        source, target = self.boxes[route.start], self.boxes[route.end]
        if route.kind == "across":
            sides = (source.right, target.x) if source.x < target.x else (source.x, target.right)
            return draw_arrow([(sides[0], source.middle), (sides[1], source.middle)])
        if route.kind == "down":
            ends = (source.bottom, target.y) if source.y < target.y else (source.y, target.bottom)
            return draw_arrow([(source.x + 32, ends[0]), (source.x + 32, ends[1])])
        out, back = self._track(route, route.near), self._track(route, route.far)
        port = target.middle + 9 * self.plan.side_port(route)
        start = (source.right if out > source.x else source.x, source.middle)
        end = (target.x if back < target.right and back < target.x else target.right, port)
        if route.kind == "elbow":
            return draw_arrow([start, (out, source.middle), (out, port), end])
        level = self.channels[route.channel] + _TRACK * self.plan.channels.track(route, route.channel)
        return draw_arrow([start, (out, source.middle), (out, level), (back, level), (back, port), end])

    def _track(self, route: Route, gutter: int) -> float:
        """Return the x of a route's track in a gutter."""
        left = self.at.lefts[gutter] + self.at.column
        return left + 11 + _TRACK * self.plan.gutters.track(route, gutter)

    def _meeting(self, y: float) -> float:
        """Draw the bracket under the levels beyond the first, and the meeting they lead to."""
        left, right = self.at.lefts[min(1, self.grid.columns - 1)], self.at.lefts[-1] + self.at.column
        top, middle = y + 8, (left + right) / 2
        bracket = f"M{left:.2f} {top:.2f}v9q0 6 6 6H{right - 6:.2f}q6 0 6 -6v-9"
        body, height = draw_meeting(self.flow, left, top + 34, right - left)
        self.parts += [
            path(bracket, paint(None, "ink", 1.6)),
            draw_arrow([(middle, top + 15), (middle, top + 34)]),
            body,
            write_beside_meeting(self.flow, PAD, top + 34 + height / 2, self.at.label - PAD),
        ]
        return top + 35 + height
