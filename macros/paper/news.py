"""Choose how much news its one page has room for.

Lines for those who have heard it are left out first, then the oldest changes. The page says how many more
there are, and where.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import NamedTuple

from macros.records.binder import Binder
from macros.records.shared_records import Revision
from macros.rendering.renderer import Renderer

_ROOM = 600
"""Points below the title and the lead, at the roomiest text size."""
_LINE = 15
_LETTERS = 88
"""Letters in a line of a change."""
_AROUND = 52
"""Points of a change's date, title, pages and rule."""
_LIST_HEAD = 70
_ROW = 35
_ROWS = range(4, 13)
"""How many lines there may be for those who have heard it."""


class News(NamedTuple):
    """The changes that there is room for, how many ``more`` there are, and the list.

    ``rows`` are its lines, for those who have heard of the changes.
    """

    shown: Sequence[Revision]
    more: int
    rows: int


def choose_news(renderer: Renderer, binder: Binder, since: date | None, heard: bool) -> News:
    """Return what the sheet of news shows of the binder's revisions since a day.

    ``heard`` adds a list to tick off who has heard it.
    """
    news = [revision for revision in binder.news if since is None or revision.happened_since(since)]
    room = _ROOM - (_LIST_HEAD + _ROWS[0] * _ROW if heard else 0)
    used, shown = 0, 0
    for revision in news:
        used += _height(renderer, revision)
        if used > room and shown:
            used -= _height(renderer, revision)
            break
        shown += 1
    rows = _ROWS[0] + max(0, room - used) // _ROW if heard else 0
    return News(news[:shown], len(news) - shown, min(rows, _ROWS[-1]))


def _height(renderer: Renderer, revision: Revision) -> int:
    """Return how high a change is at most, in points."""
    lines = sum(ceil(len(renderer.plain(change)) / _LETTERS) for change in revision.changes)
    return _AROUND + lines * _LINE
