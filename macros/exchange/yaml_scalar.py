"""A text as YAML writes it: plain where that is safe, folded where it is long, else in quotes."""

from __future__ import annotations

import re
import textwrap

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode

WIDTH = 106
_TEXT = "tag:yaml.org,2002:str"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_IN_FLOW = re.compile(r"[][{},:#?\n]")
_STARTS = "+(/”–…"


def scalar(text: str, indent: int, key: int, *, style: str = "", date: bool = False) -> str:
    """Give a text as the value of a field that stands ``indent`` spaces in, with a key of ``key`` letters.

    ``style`` is how the value was written before: folded and quoted stay so. A day is never quoted.
    """
    if date and _DAY.fullmatch(text):
        return text
    if style == '"' or (style == "'" and "\n" not in text):
        return _quoted(text, style)
    long = indent + key + 2 + len(text) > WIDTH
    if (style in {">", "|"} or long or "\n" in text) and _folds(text):
        pad = "\n" + " " * (indent + 2)
        return ">-" + "\n".join(pad + pad.join(_wrapped(line, indent)) for line in text.split("\n"))
    return text if _is_plain(text, f"a: {text}") else _quoted(text, '"')


def flow_scalar(text: str, *, date: bool = False) -> str:
    """Give a text as a value within braces, where more characters mean something."""
    if date and _DAY.fullmatch(text):
        return text
    return text if not _IN_FLOW.search(text) and _is_plain(text, f"{{a: {text}}}") else _quoted(text, '"')


def _quoted(text: str, quotes: str) -> str:
    if quotes == "'":
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _folds(text: str) -> bool:
    """Whether a folded text reads back as it is: no line is empty, indented or has two spaces together."""
    return all(
        line and not line[0].isspace() and "  " not in line and "\t" not in line for line in text.split("\n")
    )


def _wrapped(line: str, indent: int) -> list[str]:
    width = WIDTH - indent - 2
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)


def _is_plain(text: str, written: str) -> bool:
    """Whether a text without quotes reads back as this text, also in tools that guess types."""
    if not (text[0].isalnum() or text[0] in _STARTS):
        return False
    try:
        node = YAML().compose(written).value[0][1]
    except (YAMLError, ValueError, AttributeError):
        return False
    return isinstance(node, ScalarNode) and node.value == text and node.tag == _TEXT and not node.style
