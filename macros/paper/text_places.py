"""Where in the data a text stands that there is no room for on its sheet."""

from __future__ import annotations

from collections.abc import Iterator

from macros.paper.faults import Overfull
from macros.problems import quote
from macros.records.binder import Binder
from macros.records.nodes import Mapping, Node, Scalar
from macros.records.path import NoSuchPathError

_ENOUGH = 30
"""So many letters of a text are enough to know it again."""


def told(full: Overfull, binder: Binder, language: str) -> str:
    """Say which place is full, and where the text stands that is the one to shorten: the longest."""
    found = _shown(full, binder, language) or _holding(full.text, binder)
    if not found:
        return str(full)
    longest = max(found, key=len)
    where = f"{longest.place.file}:{longest.place.line}"
    return f"{where}: texten får inte plats på {full.name}. Korta till exempel {quote(longest)}"


def _shown(full: Overfull, binder: Binder, language: str) -> list[Scalar]:
    """Give the texts at the paths that the place shows."""
    return [text for path in full.paths.split() for text in _texts_at(binder, path, language)]


def _holding(text: str, binder: Binder) -> list[Scalar]:
    """Give the texts of the whole binder that hold the beginning of this one."""
    heads = type(binder).model_fields if len(text) >= _ENOUGH else ()
    every = (found for head in heads for found in _texts_at(binder, head, ""))
    return [found for found in every if text[:_ENOUGH] in " ".join(found.split())]


def _texts_at(binder: Binder, path: str, language: str) -> list[Scalar]:
    try:
        return list(_texts(binder.node(path), language))
    except NoSuchPathError:
        return []


def _texts(node: Node, language: str) -> Iterator[Scalar]:
    """Give every text below a node: in one language where there are several, or, with none, in all."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping) and "sv" in node and language:
        yield from _texts(node.get(language, node["sv"]), language)
    else:
        for inner in node.values() if isinstance(node, Mapping) else node:
            yield from _texts(inner, language)
