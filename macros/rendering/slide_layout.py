"""Lay texts and rows over slides, as many as it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from macros.records.base import Record, State
from macros.rendering.renderer import Renderer
from macros.rendering.slide import Note, Row, Slide
from macros.rendering.slide_room import (
    MARKS,
    Sizes,
    height_of_row,
    height_of_text,
    room_below,
    split_text,
    spread,
)

_SIZES = {
    "duty": Sizes(spare=2.3),
    "item": Sizes(title=2.4, text=1.3, spare=1.6),
    "case": Sizes(text=1.2),
    "words": Sizes(title=1.8, text=1.15),
}
"""Sizes of what is not set as most slides are; ``components.css`` has the same."""
_GO_ON = "forts."

_Part = TypeVar("_Part", str, Row)


def lay_texts(kind: str, title: str, over: str, texts: Sequence[str], path: str) -> Iterator[Slide]:
    """Yield slides with paragraphs."""
    sizes = _SIZES.get(kind, Sizes())
    height = partial(height_of_text, size=sizes.text)
    if kind != "duty" and sum(map(height, texts)) > room_below(title, sizes):
        kind, sizes = "words", _SIZES["words"]
        height = partial(height_of_text, size=sizes.text)
    groups = _spread(title, texts, sizes, height, lambda text, room: split_text(text, room, height))
    for number, group in enumerate(groups or [[]]):
        yield Slide(kind, _again(title, number), over, tuple(group), path=path)


def lay_rows(
    renderer: Renderer, kind: str, title: str, over: str, rows: Sequence[Row], path: str
) -> Iterator[Slide]:
    """Yield slides with rows. A row too long for a slide goes on in another."""
    states = Counter(row.record.state for row in rows if row.record is not None)
    common = next(iter(states.most_common(1)), (None, 0))[0]
    rows = [row._replace(odd=_is_odd(renderer, row.record, common)) for row in rows]
    sizes = Sizes(spare=MARKS if states else 0)
    for number, group in enumerate(_spread(title, rows, sizes, _height, _split_row)):
        yield Slide(kind, _again(title, number), over, rows=tuple(group), path=path)


def _is_odd(renderer: Renderer, record: Record | None, common: State | None) -> bool:
    """Report whether a row has a marker of its own."""
    return record is not None and (record.state != common or bool(renderer.local(record)))


def _spread(
    title: str,
    parts: Sequence[_Part],
    sizes: Sizes,
    height: Callable[[_Part], float],
    split: Callable[[_Part, float], list[_Part]],
) -> list[list[_Part]]:
    """Spread parts over slides with a heading; split what is too high for one."""
    if sum(map(height, parts)) <= room_below(title, sizes):
        return [list(parts)] if parts else []
    room = room_below(_again(title, 1), sizes)
    return spread([piece for part in parts for piece in split(part, room)], room, height)


def with_notes(slides: Iterator[Slide], notes: Sequence[Note], record: Record | None) -> Iterator[Slide]:
    """Give the first of some slides the notes and the record."""
    for number, slide in enumerate(slides):
        yield slide if number else replace(slide, notes=tuple(notes), record=record)


def _height(row: Row) -> float:
    return height_of_row(row.title, row.text, row.mark) + (MARKS if row.odd else 0)


def _split_row(row: Row, room: float) -> list[Row]:
    """Return a row, or the rows that it becomes where it is too long for a slide."""
    if _height(row) <= room:
        return [row]
    whole = row._replace(title=_again(row.title, 1))
    texts = split_text(row.text, room, lambda text: _height(whole._replace(text=text)))
    return [row._replace(text=text, title=_again(row.title, number)) for number, text in enumerate(texts)]


def _again(title: str, number: int) -> str:
    """Return a title that says, on all slides but the first, that it goes on."""
    return f"{title} ({_GO_ON})" if title and number else title
