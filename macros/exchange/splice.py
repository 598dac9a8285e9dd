"""Edit the text of a YAML file value by value.

The file is parsed to learn where every value begins and ends, and new text is put in its place. So comments,
order, quotes and folds survive.
"""

from __future__ import annotations

from collections.abc import Callable

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


class TooTangledError(Exception):
    """Raised for a change that cannot be written so that it reads back the same."""


def edit_text(text: str, edit: Callable[[str], str]) -> str:
    """Apply an edit to a text, keeping its byte order mark and its line ends.

    ``edit`` gets the text without the mark and with plain line ends.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    edited = edit(text.removeprefix(bom).replace("\r\n", "\n"))
    return bom + (edited.replace("\n", "\r\n") if "\r\n" in text else edited)


def is_flow(node: Node | None) -> bool:
    """Return whether a list or mapping stands within brackets or braces."""
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)


def fields_of_node(node: Node | None) -> dict[str, Node]:
    """Return the values of a mapping by key; none for another node."""
    return {key.value: value for key, value in node.value} if isinstance(node, MappingNode) else {}


class YamlText:
    """A YAML text that is edited value by value.

    ``edits`` are start, end and the new text in between. Those at the same place are made in the order that
    they were added.
    """

    def __init__(self, text: str) -> None:
        """Parse the text into nodes that know their places."""
        self.text = text
        self.root: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
        self.edits: list[tuple[int, int, str]] = []

    def apply_edits(self) -> str:
        """Return the text with all edits made."""
        text = self.text
        for start, end, new in sorted(self.edits, key=lambda edit: edit[0])[::-1]:
            text = text[:start] + new + text[end:]
        return text

    def insert_after(self, node: Node, lines: str) -> None:
        """Add new lines below the line that a value ends on."""
        at = len(self.text[: self.next_line(self.end_of(node))].removesuffix("\n"))
        self.edits.append((at, at, f"\n{lines}"))

    def end_of(self, node: Node) -> int:
        """Return the offset where a node's own text ends.

        The parser's own end of a block stands after the blank lines below it.
        """
        end = int(node.end_mark.index)
        if isinstance(node, ScalarNode):
            return len(self.text[:end].rstrip()) if node.style in {">", "|"} else end
        if is_flow(node) or not node.value:
            return end
        last = node.value[-1]
        return self.end_of(last[1] if isinstance(node, MappingNode) else last)

    def line_start(self, at: int) -> int:
        """Return the offset where the line of an offset begins."""
        return self.text.rfind("\n", 0, at) + 1

    def next_line(self, at: int) -> int:
        """Return the offset where the line after an offset begins."""
        newline = self.text.find("\n", at)
        return len(self.text) if newline == -1 else newline + 1
