"""Fill in the texts in ``text``: what differs from place to place stands in the texts themselves.

``$name`` is a word, ``{either: [a, b]}`` one of several, ``{number: 20-90}`` a number, and
``{pick: 2, from: [a, b, c]}`` in a list two of its lines, in order. What becomes empty is left out.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from string import Template
from typing import Any

import yaml

TEXT = Path(__file__).parent / "text"
Words = Mapping[str, str]


@cache
def read(path: Path) -> Any:
    """Read a file as text only, as the project does."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)


def fill(node: Any, random: Random, words: Words) -> Any:
    """Return a text with its words put in and its choices made."""
    if isinstance(node, str):
        street = str(random.randint(1, 99)) if "$street" in node else ""
        return Template(node).substitute(words, street=street) if "$" in node else node
    if isinstance(node, list):
        return [line for line in _lines(node, random, words) if line != ""]
    if node.keys() == {"either"}:
        return fill(random.choice(node["either"]), random, words)
    if node.keys() == {"number"}:
        first, last = node["number"].split("-")
        return f"{random.randint(int(first), int(last)):,}".replace(",", " ")
    filled = {key: fill(value, random, words) for key, value in node.items()}
    return {key: value for key, value in filled.items() if value != ""}


def _lines(node: list[Any], random: Random, words: Words) -> Iterator[Any]:
    for line in node:
        if isinstance(line, dict) and "pick" in line:
            number = int(fill(line["pick"], random, words))
            chosen = sorted(random.sample(range(len(line["from"])), number))
            yield from (fill(line["from"][place], random, words) for place in chosen)
        else:
            yield fill(line, random, words)


def add(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Put one mapping into another: mappings are joined, lists get longer."""
    for key, value in more.items():
        if isinstance(value, dict):
            add(into.setdefault(key, {}), value)
        elif isinstance(value, list):
            into[key] = into.get(key, []) + value
        else:
            into[key] = value
