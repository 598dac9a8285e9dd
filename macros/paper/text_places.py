"""Find where in the data a text stands that does not fit on its sheet."""

from __future__ import annotations

from collections.abc import Iterator

from macros.paper.faults import Overfull
from macros.problems import quote
from macros.records.binder import Binder
from macros.records.path import NoSuchPathError
from macros.records.written import Mapping, Node, Scalar

_MIN_LETTERS = 30
"""How many letters of a text are enough to find it in the data."""


def describe_overfull(place: Overfull, binder: Binder, language: str) -> str:
    """Return a message about a place that is too small for its texts.

    It names the place, and the file and line of the longest text there, if they are known.
    """
    texts = [text for path in place.paths.split() for text in _texts_at(binder, path, language)]
    texts = texts or _texts_beginning(place.text, binder)
    if not texts:
        return str(place)
    longest = max(texts, key=len)
    where = f"{longest.place.file}:{longest.place.line}"
    return f"{where}: texten får inte plats på {place.name}. Korta till exempel {quote(longest)}"


def _texts_beginning(text: str, binder: Binder) -> list[Scalar]:
    """Return the binder's texts that contain the beginning of this text."""
    kinds = type(binder).model_fields if len(text) >= _MIN_LETTERS else ()
    candidates = (candidate for kind in kinds for candidate in _texts_at(binder, kind, ""))
    return [candidate for candidate in candidates if text[:_MIN_LETTERS] in " ".join(candidate.split())]


def _texts_at(binder: Binder, path: str, language: str) -> list[Scalar]:
    """Return the texts at a path of the binder; none where there is no such path."""
    try:
        return list(_texts_below(binder.node(path), language))
    except NoSuchPathError:
        return []


def _texts_below(node: Node, language: str) -> Iterator[Scalar]:
    """Yield every text below a node.

    Of a text with versions, yield the one in this language, or all of them when ``language`` is empty.
    """
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping) and "sv" in node and language:
        yield from _texts_below(node.get(language, node["sv"]), language)
    else:
        for child in node.values() if isinstance(node, Mapping) else node:
            yield from _texts_below(child, language)
