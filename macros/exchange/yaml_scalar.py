"""Write a text as a YAML value: plain if safe, folded if long, otherwise quoted."""

from __future__ import annotations

import re
import textwrap

import yaml
from yaml.nodes import MappingNode, ScalarNode

WIDTH = 106
_TEXT = "tag:yaml.org,2002:str"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?|0o[0-7]+")
"""Numbers in YAML 1.2 that are text in YAML 1.1, the version that PyYAML reads."""
_IN_FLOW = re.compile(r"[][{},:#?\n]")
_STARTS = "+(/”–…"
_DAY_FIELD = "checked"
"""The field whose dates are written without quotes; dates in texts are quoted."""


def write_scalar(text: str, indent: int, name: str, *, style: str = "") -> str:
    """Return a text as the YAML value of a field indented by ``indent`` spaces.

    ``style`` is how the value was written before (``>``, ``|`` or a quote): folded and quoted values stay so.
    """
    if name == _DAY_FIELD and _DAY.fullmatch(text):
        return text
    if style == '"' or (style == "'" and "\n" not in text):
        return _quote(text, style)
    lines = text.split("\n")
    is_long = indent + len(name) + 2 + len(text) > WIDTH
    if (style in {">", "|"} or is_long or len(lines) > 1) and all(map(_can_fold, lines)):
        pad = "\n" + " " * (indent + 2)
        width = WIDTH - indent - 2
        wrapped = (textwrap.wrap(x, width, break_long_words=False, break_on_hyphens=False) for x in lines)
        return ">-" + "\n".join(pad + pad.join(rows) for rows in wrapped)
    return text if _is_plain(text, f"a: {text}") else _quote(text, '"')


def write_flow_scalar(text: str, name: str = "") -> str:
    """Return a text as the YAML value of a field within braces.

    More characters have a meaning there than outside, so more texts are quoted.
    """
    if name == _DAY_FIELD and _DAY.fullmatch(text):
        return text
    return text if not _IN_FLOW.search(text) and _is_plain(text, f"{{a: {text}}}") else _quote(text, '"')


def _quote(text: str, quotes: str) -> str:
    if quotes == "'":
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _can_fold(line: str) -> bool:
    """Return whether a line survives folding.

    It does unless it is empty, has space at an end, a tab or two spaces in a row.
    """
    return bool(line) and line == line.strip() and "  " not in line and "\t" not in line


def _is_plain(text: str, written: str) -> bool:
    """Return whether a text reads back the same without quotes.

    Also in tools that guess numbers and dates. ``written`` is the text in a small YAML file.
    """
    if not (text[0].isalnum() or text[0] in _STARTS) or "\t" in text or _NUMBER.fullmatch(text):
        return False
    try:
        node = yaml.compose(written, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return False
    value = node.value[0][1] if isinstance(node, MappingNode) and len(node.value) == 1 else None
    return isinstance(value, ScalarNode) and value.value == text and value.tag == _TEXT and not value.style
