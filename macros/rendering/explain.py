"""Where a value of a binder comes from, in words."""

from __future__ import annotations

from macros.records.binder import Binder, in_words
from macros.records.path import NoSuchPathError, lookup
from macros.records.text import Text
from macros.rendering.words import plain


def explain(binder: Binder, path: str) -> str:
    """Give a value with its file, line and level, one fact a line. Raise NoSuchPathError."""
    value = lookup(binder, path)
    try:
        node = binder.node(path)
    except NoSuchPathError:
        return f"{path} = (utelämnat)"
    place = node.place
    lines = [f"{path} = {_said(binder, value)}", f"  {place.file}:{place.line}  ({binder.level_of(place)})"]
    return "\n".join(lines)


def _said(binder: Binder, value: object) -> str:
    if isinstance(value, Text):
        return plain(value, binder)
    if isinstance(value, (list, dict)):
        return f"{len(value)} poster"
    try:
        return in_words(value)
    except NoSuchPathError:
        return type(value).__name__
