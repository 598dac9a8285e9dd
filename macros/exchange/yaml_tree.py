"""Splice a changed tree into a YAML text: what stays the same keeps every byte.

The text is parsed to learn where each value stands. The new tree is laid beside it, and only what differs is
written. So comments, order, quotes, folds, line ends and what stands within brackets survive. An item that
moves takes its own comment with it: the lines right above it, and those below that are indented more.
"""

from __future__ import annotations

from itertools import pairwise

import yaml
from yaml.nodes import Node

from macros.exchange.item_order import Entry, align_items, arrange
from macros.exchange.splice import TooTangledError, is_flow
from macros.exchange.yaml_edits import Block, Edit, YamlEdits, have_same_sort
from macros.exchange.yaml_lines import Tree, write_field, write_flow, write_item, write_lines

BYTE_ORDER_MARK = "\ufeff"


def read_tree(text: str) -> Tree | None:
    """Return what a YAML text says, every value as text; None where it says nothing."""
    tree: Tree | None = yaml.load(text.removeprefix(BYTE_ORDER_MARK), Loader=yaml.CBaseLoader)
    return tree


def splice_tree(text: str, after: Tree) -> str:
    """Return a text that reads as a tree, with only what differs written anew.

    The text must be one that the reader accepts, so that it is not too deep to parse. Raise
    ``TooTangledError`` where that cannot be written so that it reads back the same.
    """
    bom = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    try:
        new = bom + _Splicer(text.removeprefix(bom)).splice(after)
        written = read_tree(new)
    except (yaml.YAMLError, UnicodeError) as error:
        raise TooTangledError from error
    if not _reads_as(written if written is not None else type(after)(), after):
        raise TooTangledError
    return new


def _reads_as(written: Tree | None, meant: Tree) -> bool:
    """Report whether a tree says what was meant. A fold may add a line end to a text."""
    if isinstance(written, dict) and isinstance(meant, dict):
        return written.keys() == meant.keys() and all(_reads_as(written[key], meant[key]) for key in meant)
    if isinstance(written, list) and isinstance(meant, list):
        return len(written) == len(meant) and all(map(_reads_as, written, meant))
    if isinstance(written, str) and isinstance(meant, str):
        return written.rstrip("\n") == meant.rstrip("\n")
    return False


class _Splicer(YamlEdits):
    """A text, and the edits that make it say something else."""

    def splice(self, after: Tree) -> str:
        """Return the text with the edits that make it read as a tree."""
        if self.root is None:
            if not after:
                return self.text
            head = self.text.rstrip()
            lines = self.with_ends(write_lines(after, 0)) if isinstance(after, dict | list) else ""
            return f"{head}{self.newline if head else ''}{lines}{self.newline}"
        before = self.tree_of(self.root)
        if before == after:
            return self.text
        if isinstance(after, str) or type(before) is not type(after):
            raise TooTangledError
        if before and after:
            return self.apply(self.edit_node(self.root, after, ""), 0, len(self.text))
        start, end = self.root.start_mark.index, self.end_of(self.root)
        if before and not is_flow(self.root):
            end = self.line_end(end)
            start = self.find_blocks(self.root)[0].start if isinstance(before, list) else start
        lines = self.with_ends(write_lines(after, 0)) if after else write_flow(after)
        return self.apply([Edit(start, end, lines)], 0, len(self.text))

    def edit_node(self, node: Node, after: Tree, name: str, column: int | None = None) -> list[Edit]:
        """Return the edits that make a node say a value of the same sort.

        ``name`` is its field's; ``column`` is where the item's dash stands, of an item.
        """
        if self.tree_of(node) == after:
            return []
        if isinstance(after, str):
            return [self.edit_scalar(node, after, name, column)]
        if is_flow(node):
            return self.edit_flow(node, after)
        return self.edit_mapping(node, after) if isinstance(after, dict) else self.edit_list(node, after)

    def edit_mapping(self, node: Node, after: dict[str, Tree]) -> list[Edit]:
        """Return the edits that give a block of fields other values, and more or fewer."""
        fields = {str(key.value): (key, value) for key, value in node.value}
        kept = [name for name in fields if name in after]
        column = node.start_mark.column
        if not kept:
            return [
                Edit(
                    node.start_mark.index,
                    self.line_end(self.end_of(node)),
                    self._new_fields(after, column).lstrip(),
                )
            ]
        edits = self.drop_fields(node, set(kept))
        for name in kept:
            edits += self._edit_field(*fields[name], after[name])
        new: dict[str, dict[str, Tree]] = {}
        anchor = ""
        for name, value in after.items():
            if name in fields:
                anchor = name
            else:
                new.setdefault(anchor, {})[name] = value
        for anchor, values in new.items():
            lines = self._new_fields(values, column)
            if anchor:
                at = self.next_line(self.field_end(*fields[anchor]))
                lines = self._gap_before(node, values) + lines
                is_whole = self.text[at - 1] == "\n"
                edits.append(Edit(at, at, f"{lines}{self.newline}" if is_whole else f"{self.newline}{lines}"))
            else:
                at = fields[kept[0]][0].start_mark.index
                edits.append(Edit(at, at, f"{lines.lstrip()}{self.newline}{' ' * column}"))
        return edits

    def _new_fields(self, values: dict[str, Tree], column: int) -> str:
        return self.with_ends("\n".join(write_field(name, value, column) for name, value in values.items()))

    def _gap_before(self, node: Node, values: dict[str, Tree]) -> str:
        """Return a line end where a blank line sets off a new part, as others."""
        is_part = node is self.root and any(isinstance(value, dict | list) for value in values.values())
        before = self.tree_of(node)
        is_first = isinstance(before, dict) and all(isinstance(value, str) for value in before.values())
        return self.newline if is_part and (is_first or self.newline * 2 in self.text) else ""

    def _edit_field(self, key: Node, node: Node, value: Tree) -> list[Edit]:
        """Return the edits that give a field another value."""
        before = self.tree_of(node)
        if before == value:
            return []
        end = self.field_end(key, node)
        if have_same_sort(before, value) and end > node.start_mark.index:
            return self.edit_node(node, value, str(key.value))
        start = self.end_of(key)
        head = self.text[start : max(start, node.start_mark.index)]
        if "#" in head:
            raise TooTangledError
        column = key.start_mark.column
        first, cut, rest = write_field(str(key.value), value, column).lstrip().partition("\n")
        comment = self.text[end : self.line_end(end)] if cut else ""
        lines = self.with_ends(f"{first}{comment}{cut}{rest}")
        if cut and end + len(comment) == len(self.text):
            lines += self.newline
        return [Edit(key.start_mark.index, end + len(comment), lines)]

    def edit_list(self, node: Node, after: list[Tree]) -> list[Edit]:
        """Return the edits of a list with a dash before each item."""
        before = self.tree_of(node)
        origins = align_items(before if isinstance(before, list) else [], after)
        if origins == list(range(len(node.value))):
            return [
                edit
                for item, value in zip(node.value, after, strict=True)
                for edit in self._edit_item(item, value)
            ]
        blocks = self.find_blocks(node)
        old: dict[int, Entry] = {}
        carried, place_of = "", {origin: place for place, origin in enumerate(origins)}
        for at, (item, block) in enumerate(zip(node.value, blocks, strict=True)):
            gap = carried + (self.text[blocks[at - 1].end : block.start] if at else "")
            if at in place_of:
                lines = self.apply(self._edit_item(item, after[place_of[at]]), *block)
                old[at], carried = Entry(gap, self.end_line(lines)), ""
            else:
                carried = gap if gap.strip() else carried
        column = self.dash_of(node.value[0]) - self.line_start(self.dash_of(node.value[0]))
        new = {
            place: self.end_line(self.with_ends(write_item(after[place], column)))
            for place, origin in enumerate(origins)
            if origin is None
        }
        lines = arrange(old, new, origins, self._usual_gap(blocks)) + carried
        return [Edit(blocks[0].start, self.value_end(node), lines.rstrip("\r\n"))]

    def _usual_gap(self, blocks: list[Block]) -> str:
        """Return the blank line that stands between the items of a list, if one does."""
        gaps = {self.text[upper.end : lower.start] for upper, lower in pairwise(blocks)}
        return next(iter(gaps)) if len(gaps) == 1 and not "".join(gaps).strip() else ""

    def _edit_item(self, item: Node, value: Tree) -> list[Edit]:
        """Return the edits that give an item another value."""
        before = self.tree_of(item)
        if before == value:
            return []
        dash = self.dash_of(item)
        column = dash - self.line_start(dash)
        if have_same_sort(before, value):
            return self.edit_node(item, value, "", column)
        lines = write_item(value, column).lstrip(" ")
        return [Edit(dash, self.value_end(item), self.with_ends(lines))]
