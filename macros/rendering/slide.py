"""What a slide of the workplace meeting holds, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from macros.records.base import Record


class Row(NamedTuple):
    """A line of a slide: its number or minutes, a title, words.

    ``child`` marks what the one whom it is about takes part in; ``record`` carries the state. It stands in
    the row itself where it is ``odd``, and not once for all rows.
    """

    text: str
    title: str = ""
    mark: str = ""
    child: bool = False
    record: Record | None = None
    odd: bool = False


class Note(NamedTuple):
    """Something for the one who leads the meeting: what it is, and its words."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: a line over its heading, the heading, paragraphs, rows.

    ``kind`` is its class. ``path`` leads to what it shows in the binder, ``record`` carries the state.
    ``address`` is where a QR code leads, empty for none.
    """

    kind: str
    title: str
    over: str = ""
    texts: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()
    path: str = "apt"
    record: Record | None = None
    address: str = ""
