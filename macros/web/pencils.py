"""Draw pencils: links beside records in the preview, to their forms.

They are drawn into every page of a preview; the preview leaves them out for whoever only reads.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

from markupsafe import Markup

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.kinds import KIND_NAMES
from macros.records.meeting import Meeting
from macros.records.path import children_of
from macros.records.text import Text
from macros.records.whole_shelf import Shelf
from macros.rendering import texts
from macros.rendering.surface import Beside, put_nothing
from macros.web.session import SESSION

EDIT = "/_andra/"
"""The addresses of forms begin so, followed by a binder's address. No page of the site has such a name."""
_PENCIL = Markup('<a class="pencil" href="{href}" aria-label="Ändra{title}"></a>')
_DRAWN = re.compile(
    rb' ?<a class="pencil"[^>]*></a>|<p class="marks">\s*<a class="pencil"[^>]*></a>\s*</p>\n?'
)
CAME_FROM = "fran"
"""The field of a form's address that holds the page which it was opened on."""
_LINK = re.compile(rb'<a class="pencil" href="(?P<form>[^"?]*\?post=(?P<path>[^"&]*))"')
SHARED = ""
"""Stands for what all share where a binder's address stands else."""
_LEVELS = ("agreement", "area", "municipality", "membership")
"""Paths that begin with a level instead of a kind."""
_NAMES = ("title", "name", "term", "role", "who", "what", "question", "word", "text")
"""Fields that a record is called by, the best first."""


def pencils_for(shelf: Shelf, binder: Binder | None) -> Beside:
    """Return what draws a pencil beside records.

    They are a binder's, and those that all binders share. A shared page has only the latter; their forms are
    at the first binder's address. Outside a preview nothing is drawn.
    """
    seen_in = binder or next(iter(shelf.binders.values()), None)
    if seen_in is None or not SESSION.pencils:
        return put_nothing
    if SHARED not in SESSION.paths:
        SESSION.paths[SHARED] = _by_record(shelf.shared)
    if binder is not None and binder.address not in SESSION.paths:
        SESSION.paths[binder.address] = _by_record(_list_heads(binder))
    paths = SESSION.paths[SHARED] | (SESSION.paths[binder.address] if binder is not None else {})

    def draw(record: Record) -> Markup:
        path = paths.get(id(record))
        return draw_pencil(seen_in, record, path) if path else Markup()

    return draw


def draw_pencil(binder: Binder, record: Record, path: str) -> Markup:
    """Return the link to the form of a record, named for what the record is called."""
    unnamed = "Mötets regler" if isinstance(record, Meeting) else ""
    name = next(filter(None, (getattr(record, field, None) for field in _NAMES)), unnamed)
    title = texts.plain(name, binder, "sv") if isinstance(name, Text) else str(name)
    return _PENCIL.format(href=edit_address(binder.address, path), title=f": {title}" if title else "")


def edit_address(binder: str, path: str) -> str:
    """Return the address of the form for a record."""
    return f"{EDIT}{binder}?post={quote(path)}"


def anchor_of(path: str) -> str:
    """Return the id of a record's pencil on a page, to come back to."""
    return f"andra-{quote(path)}"


def name_pencils(html: bytes, page: str) -> bytes:
    """Return a page whose pencils have ids and lead back to it."""
    seen: set[str] = set()

    def name(found: re.Match[bytes]) -> bytes:
        path = unquote(found["path"].decode())
        came_from = quote(f"{page}#{anchor_of(path)}", safe="/")
        id_ = "" if path in seen else f' id="{anchor_of(path)}"'
        seen.add(path)
        return f'<a class="pencil"{id_} href="{found["form"].decode()}&amp;{CAME_FROM}={came_from}"'.encode()

    return _LINK.sub(name, html)


def has_pencils(html: bytes) -> bool:
    """Report whether something on a page can be changed by a pencil."""
    return _DRAWN.search(html) is not None


def without_pencils(html: bytes) -> bytes:
    """Return a page as it is for whoever only reads."""
    return _DRAWN.sub(b"", html)


def _list_heads(binder: Binder) -> dict[str, Any]:
    """Return what a binder holds, by how paths to it begin."""
    return {head: getattr(binder, head) for head in (*KIND_NAMES, *_LEVELS)}


def _by_record(heads: dict[str, Any]) -> dict[int, str]:
    """Return the path of each record, by Python's ``id`` of the record.

    It is one of names and ids.
    """
    found: dict[int, str] = {}
    waiting: list[tuple[str, Any]] = [*heads.items()]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Record):
            found[id(value)] = path
        children = children_of(value).items()
        waiting += [
            (f"{path}.{step}", child)
            for step, child in children
            if not isinstance(value, list) or getattr(child, "id", None) == step
        ]
    return found
