"""Where a value of a binder comes from, in words."""

from __future__ import annotations

from macros.records.base import Record
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
        keys = value if isinstance(value, dict) else [getattr(item, "id", "") for item in value]
        return f"{len(value)} poster: {', '.join(filter(None, keys))}".rstrip(": ")
    try:
        return in_words(value)
    except NoSuchPathError:
        assert isinstance(value, Record)
        given = [name for name in type(value).model_fields if name in value.model_fields_set]
        return f"fälten {', '.join(given)}"
