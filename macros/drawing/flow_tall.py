"""Draw the flow of services in one column, for a phone.

The levels come below each other, and each box is headed by its actor.
"""

from __future__ import annotations

from macros.drawing.flow_parts import (
    LINE,
    PAD,
    draw_arrow,
    draw_level_rule,
    draw_meeting,
    draw_way_arrow,
    write_lines,
)
from macros.drawing.flow_text import FlowEdge, FlowNode, FlowText, Grid
from macros.drawing.metrics import wrap
from macros.drawing.svg import paint, rect

_GAP = 12.0


def draw_tall(flow: FlowText, width: float) -> tuple[str, float]:
    """Draw the flow in one column; return the SVG's body and its height."""
    grid, parts, y = Grid.make(flow), [], 0.0
    for index, (_, level) in enumerate(flow.levels):
        nodes = [node for row in range(grid.rows) for node in grid.stack(row, index)]
        if not nodes:
            continue
        head = wrap(level, width, 20, 700)
        parts.append(write_lines(0, y, head, "ink", 700, 20, 25))
        y += len(head) * 25 + 10
        parts.append(draw_level_rule(0, y, width, index))
        y += 18
        for node in nodes:
            body, y = _draw_node(flow, grid, node, y, width)
            parts.append(body)
        y += 22
    parts.append(draw_arrow([(width / 2, y - 20), (width / 2, y + 8)]))
    body, height = draw_meeting(flow, 1, y + 8, width - 2)
    return "".join([*parts, body]), y + height + 9


def _draw_node(flow: FlowText, grid: Grid, node: FlowNode, y: float, width: float) -> tuple[str, float]:
    """Draw a box; return it and the y below it.

    The box names the actor and the service, and where one may go on from there.
    """
    room = width - 2 - 2 * PAD
    spot = grid.spots[node.id]
    name = wrap(flow.lanes[spot.row][1], room, 16, 600)
    lines = wrap(node.text, room) + flow.number_of(spot.row)
    ways = [
        wrap(_describe_way(flow, grid, node, edge), room - 24) for edge in flow.ways if edge.start == node.id
    ]
    ways_height = sum(len(way) * LINE + 4 for way in ways) + (6 if ways else 0)
    height = (len(name) + len(lines)) * LINE + 22 + ways_height
    stroke = 2.5 if spot.column == grid.columns - 1 and spot.column else 1.6
    parts = [
        f'<g data-box="">{rect(1.3, y, width - 2.6, height, paint("paper", "spruce", stroke), 4)}</g>',
        write_lines(1 + PAD, y + 10, name, "spruce", 600),
        write_lines(1 + PAD, y + 10 + len(name) * LINE, lines, "ink"),
    ]
    way_y = y + 16 + (len(name) + len(lines)) * LINE
    for way in ways:
        parts += [draw_way_arrow(1 + PAD, way_y + LINE / 2), write_lines(25 + PAD, way_y, way, "pencil")]
        way_y += len(way) * LINE + 4
    return flow.lead_on(node, "".join(parts)), y + height + _GAP


def _describe_way(flow: FlowText, grid: Grid, node: FlowNode, edge: FlowEdge) -> str:
    """Return the words for where one may go on: the actor, the level, or both.

    The service is named too if the cell there holds several, or if neither actor nor level differs.
    """
    start, end = grid.spots[node.id], grid.spots[edge.end]
    actor = flow.lanes[end.row][1] if end.row != start.row else ""
    level = flow.levels[end.column][1] if end.column != start.column else ""
    words = f"{actor}, {_lower_first(level)}" if actor and level else actor or level
    stack = grid.stack(end.row, end.column)
    if len(stack) > 1 or not words:
        words = f"{words}: {stack[end.place].text}" if words else stack[end.place].text
    return f"{words}. {edge.text}" if edge.text else words


def _lower_first(words: str) -> str:
    """Return words that begin with a small letter, unless with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
