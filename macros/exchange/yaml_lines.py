"""Write a tree of texts, lists and fields as the lines of a YAML file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping as Map
from typing import Union

import yaml
from yaml.nodes import MappingNode, ScalarNode

from macros.exchange.yaml_scalar import WIDTH, write_flow_scalar, write_scalar

Tree = Union[str, list["Tree"], dict[str, "Tree"]]  # noqa: UP007 - a name in quotes takes no "|"
"""What a YAML file says: texts, lists and fields."""
NO_SOURCES: Map[str, str] = {}
_WORD = re.compile(r"[\w.-]{1,40}")
"""An id or a word: a list of such stands within brackets."""


class Bare(str):
    """A day or a number, written without quotes where it reads back the same."""

    __slots__ = ()


def write_text(text: str, indent: int, name: str, *, style: str = "", bare: bool = False) -> str:
    """Return a text as a value in its old style, as ``write_scalar`` does.

    ``bare`` is True for one that is a day or a number to others.
    """
    if not text:
        return '""'
    if (bare or isinstance(text, Bare)) and not style and _reads_bare(text):
        return text
    if style == "|" and all(not line[:1].isspace() and line == line.rstrip() for line in text.split("\n")):
        pad = " " * (indent + 2)
        return "|-" + "".join(f"\n{pad}{line}" if line else "\n" for line in text.split("\n"))
    return write_scalar(text, indent, name, style=style)


def write_field(name: str, value: Tree, indent: int) -> str:
    """Return the lines of a field, without a line end after the last."""
    start = f"{' ' * indent}{write_flow_scalar(name)}:"
    if isinstance(value, str):
        return f"{start} {write_text(value, indent, name)}"
    if not value or _stands_in_brackets(value, len(start)):
        return f"{start} {write_flow(value)}"
    return f"{start}\n{write_lines(value, indent + 2)}"


def write_lines(value: Tree, indent: int) -> str:
    """Return the lines of a list or of fields, without a line end after the last."""
    if isinstance(value, dict):
        return "\n".join(write_field(name, inner, indent) for name, inner in value.items())
    return "\n".join(write_item(item, indent) for item in value)


def write_item(value: Tree, indent: int) -> str:
    """Return the lines of an item in a list, without a line end after the last."""
    dash = f"{' ' * indent}- "
    if isinstance(value, str):
        return dash + write_text(value, indent, "")
    if isinstance(value, dict) and value:
        return dash + write_lines(value, indent + 2).lstrip(" ")
    return dash + write_flow(value)


def write_flow(
    value: Tree, sources: Map[str, str] = NO_SOURCES, *, bare: bool = False, name: str = ""
) -> str:
    """Return a value as it stands within brackets or braces, on one line.

    ``sources`` are how values in it are written already: by key in a mapping, by ``repr`` in a list.
    """
    if isinstance(value, str):
        if not value:
            return '""'
        is_bare = (bare or isinstance(value, Bare)) and _reads_bare(value) and _WORD.fullmatch(value)
        return str(value) if is_bare else write_flow_scalar(value, name)
    if isinstance(value, list):
        return f"[{', '.join(sources.get(repr(item)) or write_flow(item) for item in value)}]"
    fields = ((key, sources.get(key) or write_flow(inner, name=key)) for key, inner in value.items())
    return f"{{{', '.join(f'{write_flow_scalar(key)}: {inner}' for key, inner in fields)}}}"


def fold_flow(line: str, indent: int, start: int) -> str:
    """Return a list of plain texts within brackets on as many lines as it needs.

    What is quoted, or within braces, stays on one. ``indent`` is where its field begins, ``start`` how much
    stands before the bracket.
    """
    if start + len(line) <= WIDTH + 2 or line.startswith("{") or re.search("[\"']|  ", line):
        return line
    rows = textwrap.wrap(
        "x" * start + line,
        WIDTH + 2,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(rows)[start:]


def _stands_in_brackets(value: Tree, start: int) -> bool:
    """Report whether a list is short enough for its field's line, within brackets."""
    if not isinstance(value, list):
        return False
    is_words = all(isinstance(item, str) and _WORD.fullmatch(item) for item in value)
    return is_words and start + 1 + len(write_flow(value)) <= WIDTH


def _reads_bare(text: str) -> bool:
    """Report whether a text reads back the same without quotes."""
    try:
        node = yaml.compose(f"a: {text}", Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return False
    value = node.value[0][1] if isinstance(node, MappingNode) and len(node.value) == 1 else None
    return isinstance(value, ScalarNode) and value.value == text and not value.style
