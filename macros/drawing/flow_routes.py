"""Choose the route of each arrow in the wide flow chart.

No arrow crosses a box, and no two share a line unless they start in the same box. Between the columns run
gutters, between the rows channels. Gutter *k* lies right of column *k*; channel *k* below row *k*. An arrow
goes straight where it can, else through gutters and at most one channel, each on a track of its own. Only
rows and columns are known here; ``flow_wide`` knows the measures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from macros.drawing.flow_text import FlowText, Grid, Spot


@dataclass(frozen=True, slots=True)
class Route:
    """The route of one arrow through the grid.

    ``near`` and ``far`` are the gutters beside its start and its end, ``channel`` lies between them. Which of
    them count depends on the kind: an elbow takes one gutter, a detour all three, the others none.
    """

    start: str
    end: str
    kind: Literal["across", "down", "elbow", "detour"]
    near: int = 0
    far: int = 0
    channel: int = 0


@dataclass(slots=True)
class Tracks:
    """The tracks of all gutters, or of all channels.

    ``stretches`` holds, for each gutter or channel (corridor), the stretches that lie on each track: first
    and last place, and the node that the arrow starts in. ``assigned`` is the track of each route in each
    corridor.
    """

    stretches: dict[int, list[list[tuple[int, int, str]]]] = field(default_factory=dict)
    assigned: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def assign(self, route: Route, corridor: int, source: int, target: int) -> None:
        """Put a route on the first track where it meets no arrow from another node.

        It goes from ``source`` to ``target`` along the corridor.
        """
        low, high = sorted((source, target))
        tracks = self.stretches.setdefault(corridor, [])
        for number, track in enumerate([*tracks, []]):
            if number == len(tracks):
                tracks.append(track)
            if all(start == route.start or high < a or b < low for a, b, start in track):
                track.append((low, high, route.start))
                self.assigned[route.start, route.end, corridor] = number
                return

    def count(self, corridor: int) -> int:
        """Return how many tracks a corridor has."""
        return len(self.stretches.get(corridor, []))

    def track(self, route: Route, corridor: int) -> int:
        """Return the number of a route's track in a corridor."""
        return self.assigned[route.start, route.end, corridor]


@dataclass(frozen=True, slots=True)
class Plan:
    """All routes of a flow chart, with their tracks in gutters and channels."""

    routes: list[Route]
    gutters: Tracks
    channels: Tracks
    grid: Grid

    @classmethod
    def make(cls, flow: FlowText, grid: Grid) -> Plan:
        """Plan the routes of all arrows, in the order they are written."""
        pairs = dict.fromkeys((way.start, way.end) for way in flow.ways)
        plan = cls([_choose_route(grid, start, end) for start, end in pairs], Tracks(), Tracks(), grid)
        for route in plan.routes:
            plan._assign_tracks(route)
        return plan

    def _assign_tracks(self, route: Route) -> None:
        """Put a route on tracks in the gutters and the channel that it takes.

        Along a gutter, rows count as 1, 3, 5 … and the channels between them as 2, 4, 6 ….
        """
        start, end = self.grid.spots[route.start], self.grid.spots[route.end]
        top, bottom, middle = 2 * start.row + 1, 2 * end.row + 1, 2 * route.channel + 2
        if route.kind == "elbow":
            self.gutters.assign(route, route.near, top, bottom)
        elif route.kind == "detour":
            self.gutters.assign(route, route.near, top, middle)
            self.channels.assign(route, route.channel, route.near, route.far)
            self.gutters.assign(route, route.far, middle, bottom)

    def side_port(self, route: Route) -> int:
        """Return where an arrow meets its box's side: 0 in the middle, -1 above, 1 below.

        It is not in the middle when a box across the gutter sends out its own arrow on the same line.
        """
        start, end = self.grid.spots[route.start], self.grid.spots[route.end]
        gutter = route.near if route.kind == "elbow" else route.far
        is_crowded = any(
            other.start not in (route.start, route.end)
            and self.grid.spots[other.start].row == end.row
            and other.kind in ("elbow", "detour")
            and other.near == gutter
            for other in self.routes
        )
        if not is_crowded:
            return 0
        from_above = start.row < end.row if route.kind == "elbow" else route.channel < end.row
        return -1 if from_above else 1


def _choose_route(grid: Grid, start: str, end: str) -> Route:
    """Return the simplest route between two nodes that crosses no box."""
    source, target = grid.spots[start], grid.spots[end]
    if grid.are_neighbours(source, target):
        return Route(start, end, "down")
    if source.column == target.column:
        gutter = source.column - 1 if source.column else 0
        return Route(start, end, "elbow", gutter, gutter)
    if (
        source.row == target.row
        and grid.is_row_free(source.row, source.column, target.column)
        and _are_alone(grid, source, target)
    ):
        return Route(start, end, "across")
    near, far = _gutters_between(source, target)
    if near == far or grid.is_row_free(target.row, source.column, target.column):
        return Route(start, end, "elbow", near, near)
    if grid.is_row_free(source.row, source.column, target.column):
        return Route(start, end, "elbow", far, far)
    channel = target.row - 1 if source.row < target.row else target.row
    return Route(start, end, "detour", near, far, channel)


def _are_alone(grid: Grid, source: Spot, target: Spot) -> bool:
    """Return whether both nodes are alone in their cells.

    Only then are their middles level.
    """
    return all(len(grid.stack(spot.row, spot.column)) == 1 for spot in (source, target))


def _gutters_between(source: Spot, target: Spot) -> tuple[int, int]:
    """Return the gutter beside the start and the one beside the end.

    Both lie between the columns of the two nodes.
    """
    if source.column < target.column:
        return source.column, target.column - 1
    return source.column - 1, target.column
