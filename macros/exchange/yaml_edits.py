"""Edit the parts of a YAML text: where they stand, and what replaces them."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Sequence as Several
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from macros.exchange.splice import TooTangledError, YamlText, is_flow
from macros.exchange.yaml_lines import Tree, fold_flow, write_flow, write_text


class Edit(NamedTuple):
    """A part of a text, by its offsets, and what is to stand there."""

    start: int
    end: int
    text: str


class Block(NamedTuple):
    """The lines of an item with its own comments, from the first to after the last."""

    start: int
    end: int


def have_same_sort(before: Tree, after: Tree) -> bool:
    """Report whether two values are both texts, filled lists or filled fields."""
    if isinstance(before, str) or isinstance(after, str):
        return isinstance(before, str) and isinstance(after, str)
    return type(before) is type(after) and bool(before) and bool(after)


class YamlEdits(YamlText):
    """A text that knows where its values stand, and how to write others there."""

    def __init__(self, text: str) -> None:
        """Parse the text, and see how its lines end."""
        super().__init__(text)
        self.newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        self._trees: dict[int, Tree] = {}

    def apply(self, edits: Several[Edit], start: int, end: int) -> str:
        """Return a part of the text with edits made.

        Raise TooTangledError where they overlap.
        """
        pieces: list[str] = []
        for edit in sorted(edits, key=lambda edit: edit[:2]):
            if not start <= edit.start <= edit.end <= end:
                raise TooTangledError
            pieces += [self.text[start : edit.start], edit.text]
            start = edit.end
        return "".join([*pieces, self.text[start:end]])

    def tree_of(self, node: Node) -> Tree:
        """Return what a node says."""
        if id(node) not in self._trees:
            self._trees[id(node)] = self._read_node(node)
        return self._trees[id(node)]

    def _read_node(self, node: Node) -> Tree:
        if isinstance(node, MappingNode):
            return {str(key.value): self.tree_of(value) for key, value in node.value}
        if isinstance(node, SequenceNode):
            return [self.tree_of(item) for item in node.value]
        return str(node.value)

    def with_ends(self, lines: str) -> str:
        """Return new lines with the line ends of the text."""
        return lines.replace("\n", self.newline)

    def end_line(self, lines: str) -> str:
        """Return lines with a line end after the last."""
        return lines if lines.endswith("\n") else lines + self.newline

    def line_end(self, at: int) -> int:
        """Return the offset where the line of an offset ends, before its line end."""
        line = self.text[at : self.next_line(at)]
        return at + len(line.rstrip("\r\n"))

    def value_end(self, node: Node) -> int:
        """Return where a value ends, and of a block the comments that are its own."""
        end = self.end_of(node)
        if isinstance(node, ScalarNode) or is_flow(node) or not node.value:
            return end
        if isinstance(node, MappingNode):
            return self.line_end(self.field_end(*node.value[-1]))
        dash = self.dash_of(node.value[-1])
        below = self._include_deeper(self.next_line(max(end, dash)), dash - self.line_start(dash))
        return self.line_end(self.line_start(below - 1)) if self.text[below - 1] == "\n" else below

    def field_end(self, key: Node, node: Node) -> int:
        """Return where a field ends: after its value, or the colon of an empty one."""
        return max(self.value_end(node), self.text.index(":", self.end_of(key)) + 1)

    def dash_of(self, item: Node) -> int:
        """Return the offset of an item's dash."""
        return self.text.rindex("-", 0, item.start_mark.index + (not self.tree_of(item)))

    def find_blocks(self, node: Node) -> list[Block]:
        """Return the lines of each item of a list with dashes, with its own comments.

        Raise TooTangledError where something stands before a dash on its line.
        """
        blocks: list[Block] = []
        for item in node.value:
            dash = self.dash_of(item)
            start = self.line_start(dash)
            if self.text[start:dash].strip():
                raise TooTangledError
            lowest = blocks[-1].end if blocks else 0
            end = self._include_deeper(self.next_line(max(self.end_of(item), dash)), dash - start)
            blocks.append(Block(self._include_above(start, lowest), end))
        return blocks

    def _include_above(self, start: int, lowest: int) -> int:
        """Return where the comments right above a line begin.

        What stands at the top of a file is about all of it.
        """
        first = start
        while first > lowest and self._is_comment(self.line_start(first - 1)):
            first = self.line_start(first - 1)
        return start if first == 0 else first

    def _include_deeper(self, end: int, column: int) -> int:
        """Return where the comments below that are indented more than a dash end.

        Blank lines may stand before them.
        """
        at = end
        while at < len(self.text):
            if self._is_comment(at) and self._indent_at(at) > column:
                end = self.next_line(at)
            elif self.text[at : self.next_line(at)].strip():
                break
            at = self.next_line(at)
        return end

    def _is_comment(self, start: int) -> bool:
        return self.text[start : self.next_line(start)].lstrip(" ").startswith("#")

    def _indent_at(self, start: int) -> int:
        line = self.text[start : self.next_line(start)]
        return len(line) - len(line.lstrip(" "))

    def edit_scalar(self, node: Node, text: str, name: str, column: int | None) -> Edit:
        """Return the edit that replaces a text, in the style that it is written in.

        ``column`` is where the dash stands, of an item.
        """
        assert isinstance(node, ScalarNode)
        start, end = node.start_mark.index, self.end_of(node)
        line = self.text[self.line_start(start) : start]
        indent = column if column is not None else len(line) - len(line.lstrip(" -"))
        new = write_text(text, indent, name, style=node.style or "", bare=_is_bare(node))
        header, _, _ = self.text[start:end].partition("\n")
        if node.style in {">", "|"} and "#" in header:  # a comment beside the > stays there
            first, cut, rest = new.partition("\n")
            new = f"{first} {header[header.index('#') :].rstrip()}{cut}{rest}"
        return Edit(start, end, self.with_ends(new))

    def edit_flow(self, node: Node, after: Tree) -> list[Edit]:
        """Return the edits within brackets or braces.

        Each value that differs is replaced; all are written anew where some come or go.
        """
        if isinstance(after, dict):
            fields = {str(key.value): value for key, value in node.value}
            if fields.keys() == after.keys():
                return self._edit_inside([(fields[key], value, key) for key, value in after.items()])
            kept = {key: (fields[key], value) for key, value in after.items() if key in fields}
            sources = {key: self._source_of(*pair, key) for key, pair in kept.items()}
            return self._rewrite_flow(node, write_flow(after, sources))
        if len(after) == len(node.value):
            items = zip(node.value, after, strict=True)
            return self._edit_inside([(item, value, "") for item, value in items])
        trees = [self.tree_of(item) for item in node.value]
        pairs = zip(node.value, trees, strict=True)
        sources = {repr(tree): self._source_of(item, tree, "") for item, tree in pairs}
        return self._rewrite_flow(node, write_flow(after, sources))

    def _has_comment(self, node: Node) -> bool:
        """Report whether a comment stands within brackets or braces, beside the values."""
        at = int(node.start_mark.index)
        for inner in _list_scalars(node):
            if "#" in self.text[at : inner.start_mark.index]:
                return True
            at = self.end_of(inner)
        return "#" in self.text[at : node.end_mark.index]

    def _edit_inside(self, children: Several[tuple[Node, Tree, str]]) -> list[Edit]:
        """Return the edits of the values within brackets or braces that differ."""
        edits: list[Edit] = []
        for node, value, name in children:
            before = self.tree_of(node)
            if before != value and is_flow(node) and have_same_sort(before, value):
                edits += self.edit_flow(node, value)
            elif before != value:
                new = write_flow(value, bare=_is_bare(node), name=name)
                edits.append(Edit(node.start_mark.index, self.end_of(node), new))
        return edits

    def _source_of(self, node: Node, value: Tree, name: str) -> str:
        """Return how a value within brackets is written, or will be, on one line."""
        edits = self._edit_inside([(node, value, name)])
        return re.sub(r"\s*\n\s*", " ", self.apply(edits, node.start_mark.index, self.end_of(node)))

    def _rewrite_flow(self, node: Node, new: str) -> list[Edit]:
        """Write all within brackets anew, unless a comment there would be lost."""
        start, end = node.start_mark.index, node.end_mark.index
        if self._has_comment(node):
            raise TooTangledError
        before = start - self.line_start(start)
        return [Edit(start, end, self.with_ends(fold_flow(new, self._indent_at(start - before), before)))]

    def drop_fields(self, node: Node, kept: set[str]) -> list[Edit]:
        """Return the edits that take away the lines of fields. At least one is kept.

        The first that is kept moves up beside a list's dash.
        """
        edits: list[Edit] = []
        first = next(at for at, (key, _) in enumerate(node.value) if key.value in kept)
        start = node.start_mark.index
        if not self.text[self.line_start(start) : start].strip():
            first = 0  # no dash stands there
        elif first:
            start, end = (node.value[at][0].start_mark.index for at in (0, first))
            edits.append(Edit(start, end, ""))
        for key, value in node.value[first:]:
            if key.value not in kept:
                start, end = self.line_start(key.start_mark.index), self.next_line(self.field_end(key, value))
                has_gaps = self.text[end : self.next_line(end)].strip(" \r") == "\n" and (
                    not self.text[self.line_start(start - 1) : start].strip()
                )
                edits.append(Edit(start, self.next_line(end) if has_gaps else end, ""))
        return edits


def _list_scalars(node: Node) -> list[Node]:
    """Return every text in a node, names of fields too, in their order."""
    if isinstance(node, ScalarNode):
        return [node]
    children = [child for child in node.value for child in (child if isinstance(child, tuple) else (child,))]
    return [scalar for child in children for scalar in _list_scalars(child)]


def _is_bare(node: Node) -> bool:
    """Report whether a day or a number, as tools take it, stands without quotes."""
    return isinstance(node, ScalarNode) and not node.style and not node.tag.endswith(":str")


def find_lines(text: str, steps: Several[str], is_id: Callable[[str], bool]) -> tuple[int, int] | None:
    """Return the first and last line of a value, with its field's name.

    A step that ``is_id`` leads to the item of a list with that id. None where nothing stands there, or the
    text is no YAML.
    """
    try:
        edits = YamlEdits(text.removeprefix("\ufeff"))
    except yaml.YAMLError:
        return None
    node, start = edits.root, 0
    for step in steps:
        found = _step_into(node, step, is_id(step))
        if found is None:
            return None
        start, node = found
    if node is None:
        return None
    end = edits.value_end(node)
    return text.count("\n", 0, start) + 1, text.count("\n", 0, max(start, end)) + 1


def _step_into(node: Node | None, step: str, is_id: bool) -> tuple[int, Node] | None:
    """Return where a step's field or item begins, and its value."""
    if is_id and isinstance(node, SequenceNode):
        for item in node.value:
            if isinstance(item, MappingNode) and any(
                key.value == "id" and value.value == step for key, value in item.value
            ):
                return int(item.start_mark.index), item
    elif not is_id and isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == step:
                return int(key.start_mark.index), value
    return None
