"""Add an area to the text of a municipality's file; comments and order survive.

``area: x`` becomes the mapping ``areas``. What belongs to the one area so far, its membership and all kinds
but contacts and services, is moved in under it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from macros.exchange.columns import ID, Cells
from macros.exchange.contact_splice import rewrite
from macros.exchange.contacts import Change, Directory
from macros.exchange.splice import TooTangledError, YamlText, edit_text, fields_of_node, is_flow
from macros.exchange.starters import Files
from macros.exchange.yaml_scalar import write_scalar
from macros.records.kinds import KIND_NAMES
from macros.records.whole_shelf import Shelf

_MOVED = {"membership", *KIND_NAMES} - {"contacts", "services"}
"""What belongs to the one area so far. Local notes too: they speak of its pages and its words."""


def join_area(shelf: Shelf, town: Directory, answers: Map[str, str], first: str, added: list[Cells]) -> Files:
    """Return the files of a municipality that joins one more area, as they will be.

    ``answers`` name the area and the membership; ``added`` are the contacts that it needs there. Raise
    ``TooTangledError`` where a file cannot be edited.
    """
    folder = f"municipalities/{town.level.slug}"
    name = f"{folder}.yaml" if (shelf.folder / f"{folder}.yaml").exists() else f"{folder}/index.yaml"
    if (shelf.folder / folder / "areas").is_dir():
        raise TooTangledError
    membership = {field: answers[field] for field in ("status", "since") if answers[field]}
    files = {name: add_area(_read(shelf, name), answers["area"], membership, first)}
    if added:
        target = town.file.removeprefix(f"{shelf.folder.as_posix()}/")
        changes = [Change(town, cells[ID], {}, cells) for cells in added]
        text = files.get(target) or _read(shelf, target)
        files[target] = rewrite(text, changes, whole_file=town.whole_file)
    return files


def _read(shelf: Shelf, name: str) -> str:
    file = shelf.folder / name
    return file.read_bytes().decode() if file.exists() else ""


def add_area(text: str, area: str, membership: Map[str, str], first: str) -> str:
    """Return a municipality's text with one more area and its membership.

    ``first`` is the area whose binder has the short addresses. Raise ``TooTangledError`` where the areas
    stand within braces, or not at all.
    """
    return edit_text(text, lambda plain: _Town(plain).add_area(area, membership, first))


class _Town(YamlText):
    """The text of a municipality's file."""

    def add_area(self, area: str, membership: Map[str, str], first: str) -> str:
        fields = fields_of_node(self.root)
        if is_flow(self.root) or not {"area", "areas"} & fields.keys():
            raise TooTangledError
        areas = fields.get("areas")
        entry = [f"{area}:", "  membership:", *(f"    {name}: {value}" for name, value in _write(membership))]
        if isinstance(areas, MappingNode):
            if is_flow(areas) or not areas.value:
                raise TooTangledError
            self._write_first(first, "areas")
            indent = areas.value[0][0].start_mark.column
            self.insert_after(areas.value[-1][1], _indent(entry, indent))
        else:
            name = "areas" if areas is not None else "area"
            self._write_first(first, name)
            self._make_mapping(name, entry)
        return self.apply_edits()

    def _write_first(self, first: str, before: str) -> None:
        """Write which area is the first, before another field where it is new."""
        node = fields_of_node(self.root).get("first")
        if isinstance(node, ScalarNode):
            if node.value.strip() != first:
                self.edits.append((node.start_mark.index, self.end_of(node), first))
            return
        at = self._key(before).start_mark.index
        self.edits.append((at, at, f"first: {first}\n"))

    def _make_mapping(self, name: str, entry: list[str]) -> None:
        """Turn a single area into a mapping, with what is its own and the new entry."""
        key, node = self._key(name), fields_of_node(self.root)[name]
        only = node.value[0] if isinstance(node, SequenceNode) and len(node.value) == 1 else node
        if not isinstance(only, ScalarNode):
            raise TooTangledError
        moved: list[str] = []
        for field, value in self._fields():
            if field.value in _MOVED:
                start, end = self._first_comment(field), self.next_line(self.end_of(value))
                moved += self.text[start:end].splitlines()
                self.edits.append((start, end + self._blank_after(start, end), ""))
        moved += self._cut_patches()
        self.edits.append((key.start_mark.index, self.end_of(node), f"areas:\n  {only.value}:"))
        lines = [*(_indent([line], 4) for line in moved), _indent(entry, 2)]
        self.insert_after(node, "\n".join(lines))

    def _cut_patches(self) -> list[str]:
        """Cut the contacts that only change one of the area's; return their lines.

        Beside the areas they would be whole contacts, in each of them.
        """
        contacts = fields_of_node(self.root).get("contacts")
        if not isinstance(contacts, SequenceNode) or is_flow(contacts):
            return []
        patches = [
            item for item in contacts.value if not {"service", "services"} & fields_of_node(item).keys()
        ]
        if not patches:
            return []
        lines = ["contacts:"]
        for item in patches:
            dash = self.text.rindex("-", 0, item.start_mark.index)
            start, end = self.line_start(dash), self.next_line(self.end_of(item))
            lines += [f"  {line[dash - start :]}" for line in self.text[start:end].splitlines()]
            self.edits.append((start, end, ""))
        if len(patches) == len(contacts.value):
            start = self._key("contacts").start_mark.index
            self.edits.append((start, self.next_line(start), ""))
        return lines

    def _fields(self) -> list[tuple[Node, Node]]:
        return list(self.root.value) if isinstance(self.root, MappingNode) else []

    def _key(self, name: str) -> Node:
        return next(key for key, _ in self._fields() if key.value == name)

    def _first_comment(self, key: Node) -> int:
        """Return where the comments right above a field begin, else its own line."""
        start = self.line_start(key.start_mark.index)
        while start and self.text[self.line_start(start - 1) : start].startswith("#"):
            start = self.line_start(start - 1)
        return start

    def _blank_after(self, start: int, end: int) -> int:
        """Return 1 for a blank line below lines that also have one above.

        It is to go with them.
        """
        return int(self.text[end : end + 1] == "\n" and (not start or self.text[:start].endswith("\n\n")))


def _write(membership: Map[str, str]) -> list[tuple[str, str]]:
    return [(name, write_scalar(value, 6, name)) for name, value in membership.items()]


def _indent(lines: list[str], by: int) -> str:
    """Return lines moved to the right; blank ones stay blank."""
    return "\n".join(re.sub("^(?=.)", " " * by, line) for line in lines)
