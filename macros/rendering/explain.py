"""Explain where a value of a binder comes from."""

from __future__ import annotations

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.path import NoSuchPathError, lookup
from macros.records.phrases import in_words
from macros.records.text import Text
from macros.rendering.texts import plain


def explain(binder: Binder, path: str) -> str:
    """Return a value with its file, line and level; a record with its fields too.

    One fact a line, in Swedish. Raise NoSuchPathError.
    """
    value = lookup(binder, path)
    try:
        node = binder.node(path)
    except NoSuchPathError:
        return _explain_unwritten(binder, path, value)
    place = node.place
    origin = f"{place.file}:{place.line}  ({binder.level_of(place)})"
    lines = [f"{path} = {_describe(binder, value)}", f"  {origin}"]
    if isinstance(value, Record):
        fields = [(name, getattr(value, name)) for name in type(value).model_fields]
        lines += [f"  {name}: {_describe(binder, inner)}" for name, inner in fields if not _is_empty(inner)]
    return "\n".join(lines)


def _is_empty(value: object) -> bool:
    """Report whether a value was left out: None, an empty list or mapping."""
    return value is None or value == [] or value == {}


def _explain_unwritten(binder: Binder, path: str, value: object) -> str:
    """Explain a value that no file holds: left out, the name of a file, or a default."""
    if _is_empty(value):
        return f"{path} = (utelämnat)"
    if path == "address":
        file, name = next(iter(binder.files.items()))
        return f"{path} = {value}\n  {file}  ({name}: filens eller mappens namn)"
    return f"{path} = {_describe(binder, value)}\n  (förvalt eller ärvt: ingen egen rad)"


def _describe(binder: Binder, value: object) -> str:
    """Return a value in words: a text filled in, a list by ids, a record by fields."""
    if isinstance(value, Text):
        return plain(value, binder)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, (list, dict)):
        keys = value if isinstance(value, dict) else [getattr(item, "id", "") for item in value]
        return f"{len(value)} poster: {', '.join(filter(None, keys))}".rstrip(": ")
    try:
        return in_words(value)
    except NoSuchPathError:
        assert isinstance(value, Record)
        fields = [name for name in type(value).model_fields if name in value.model_fields_set]
        return f"fälten {', '.join(fields)}"
