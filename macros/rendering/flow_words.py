"""Prepare a flow of services for its drawing: its words, and where boxes lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.drawing import FlowText
from macros.records.binder import Binder
from macros.records.flow import Flow
from macros.records.text import Text


def fill_flow(flow: Flow, plain: Callable[[Text | None], str], child: str) -> FlowText:
    """Return a flow with its texts as plain words.

    ``child`` says that the child takes part.
    """
    return FlowText(
        title=plain(flow.title),
        levels=tuple((level.id, plain(level.name)) for level in flow.levels),
        lanes=tuple((lane.id, plain(lane.name)) for lane in flow.lanes),
        nodes=tuple((node.id, node.lane, node.level, plain(node.text)) for node in flow.nodes),
        edges=tuple((edge.start, edge.end, plain(edge.text)) for edge in flow.edges),
        together=(plain(flow.together.title), plain(flow.together.text)),
        child_label=child,
    )


def link_boxes(flow: Flow, binder: Binder, link: Callable[[str, str], str]) -> Iterator[tuple[str, str]]:
    """Yield the id of each box that leads somewhere, and the address.

    It is that of the first contact of its lane's service.
    """
    for lane in flow.lanes:
        contacts = binder.contacts_of(lane.service) if lane.service else []
        for node in flow.nodes if contacts else ():
            if node.lane == lane.id:
                yield node.id, link("kontakter", f"kontakt-{contacts[0].id}")
