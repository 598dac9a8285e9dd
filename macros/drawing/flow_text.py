"""Hold the words of a flow chart and their places in its grid.

The words are plain text, with placeholders already filled in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from macros.drawing.svg import link


class FlowNode(NamedTuple):
    """A service, in one lane at one level; ``lane`` and ``level`` are ids."""

    id: str
    lane: str
    level: str
    text: str


class FlowEdge(NamedTuple):
    """A common way from one node to another; ``start`` and ``end`` are ids.

    Its text is written only when the flow is drawn in one column.
    """

    start: str
    end: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FlowText:
    """A whole flow of services, as plain values that can be a cache's key.

    ``title`` describes the drawing for screen readers.
    """

    title: str
    levels: tuple[tuple[str, str], ...]
    """The levels of need, the least first: id and name."""
    lanes: tuple[tuple[str, str], ...]
    """The actors: id and name."""
    nodes: tuple[tuple[str, str, str, str], ...]
    """The services: id, lane, level and text."""
    edges: tuple[tuple[str, str] | tuple[str, str, str], ...]
    """The common ways: start, end and perhaps a text."""
    together: tuple[str, str]
    """The meeting: title and text."""
    together_label: str = "Tillsammans"
    child_label: str = "Barnet är med"
    numbers: tuple[str, ...] = ()
    """On paper, where nothing leads to a contact: each actor's telephone number, empty if unknown."""
    links: tuple[tuple[str, str], ...] = ()
    """Where a node leads: its id and an address. Only on the web."""

    def lead_on(self, node: FlowNode, drawn: str) -> str:
        """Return a drawn node, as a link where it leads somewhere.

        It is called aloud by its actor and its text.
        """
        address = dict(self.links).get(node.id)
        return link(address, f"{dict(self.lanes)[node.lane]}: {node.text}", drawn) if address else drawn

    def number_of(self, row: int) -> list[str]:
        """Return the actor's number as the lines below its name: one or none."""
        return [number for number in self.numbers[row : row + 1] if number]

    @property
    def ways(self) -> list[FlowEdge]:
        """The edges, without repetitions and without edges from a node to itself."""
        return [FlowEdge(*edge) for edge in dict.fromkeys(self.edges) if edge[0] != edge[1]]


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a node: row, column, and number in the cell's stack."""

    row: int
    column: int
    place: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The nodes of a flow by cell: rows are actors, columns are levels of need."""

    rows: int
    columns: int
    cells: dict[tuple[int, int], list[FlowNode]]
    spots: dict[str, Spot] = field(default_factory=dict)

    @classmethod
    def make(cls, flow: FlowText) -> Grid:
        """Return the grid of a flow; the nodes of a cell stand in the order written."""
        rows = {lane: index for index, (lane, _) in enumerate(flow.lanes)}
        columns = {level: index for index, (level, _) in enumerate(flow.levels)}
        grid = cls(len(rows), len(columns), {})
        for node in (FlowNode(*values) for values in flow.nodes):
            cell = (rows[node.lane], columns[node.level])
            stack = grid.cells.setdefault(cell, [])
            grid.spots[node.id] = Spot(*cell, len(stack))
            stack.append(node)
        return grid

    def stack(self, row: int, column: int) -> list[FlowNode]:
        """Return the nodes in a cell, perhaps none."""
        return self.cells.get((row, column), [])

    def is_row_free(self, row: int, first: int, last: int) -> bool:
        """Return whether all cells of a row between two columns are empty."""
        return not any(self.stack(row, column) for column in range(min(first, last) + 1, max(first, last)))

    def are_neighbours(self, first: Spot, last: Spot) -> bool:
        """Return whether two nodes stand in one column with nothing between them."""
        if first.column != last.column:
            return False
        column = [node.id for row in range(self.rows) for node in self.stack(row, first.column)]
        order = {self.spots[name]: index for index, name in enumerate(column)}
        return abs(order[first] - order[last]) == 1
