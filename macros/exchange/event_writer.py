"""Write ``calendar.yaml``: the version of each event of the published calendars.

The file is the program's own and is written whole, in one order, so equal rows give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.exchange.yaml_scalar import write_flow_scalar
from macros.files import write_file
from macros.records.event_ledger import group_rows, list_unnumbered
from macros.records.published_events import Edition, Key
from macros.records.whole_shelf import Shelf

_HEADER = """\
# Skrivs av programmet när webbplatsen publiceras. Ändra inte för hand, och ta inte bort något.
# Här står hur varje händelse i kalendrarna var senast, så att den får ett högre nummer när den ändras.
"""


def event_file(shelf: Shelf) -> Path:
    """Return the path of a shelf's ledger of events, whether it exists or not."""
    return shelf.folder / "calendar.yaml"


def record_events(shelf: Shelf) -> list[Key]:
    """Number what is new or has changed in published calendars, and return it.

    Raise OSError where the file cannot be written.
    """
    new = list_unnumbered(shelf)
    if new:
        write_file(event_file(shelf), write_events(shelf), durable=True)
    return new


def write_events(shelf: Shelf) -> str:
    """Return the ledger's text with the calendars as they are now."""
    lines = [_HEADER + "published:"]
    for event, editions in group_rows(shelf).items():
        lines += [f"  - event: {write_flow_scalar(event)}", "    states:"]
        for edition, binders in editions.items():
            lines += _write_state(edition, binders)
    return "\n".join(lines) + "\n"


def _write_state(edition: Edition, binders: list[str]) -> Iterator[str]:
    yield f"      - when: {write_flow_scalar(edition.when)}"
    yield f"        text: {edition.text}"
    yield f"        number: {edition.number}"
    yield f"        changed_on: {edition.changed.isoformat()}"
    yield f"        since: {edition.since.isoformat()}"
    yield "        binders:"
    yield from (f"          - {address}" for address in binders)
