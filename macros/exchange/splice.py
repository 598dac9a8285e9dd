"""Change contacts in the text of a YAML file, rewriting only values that differ.

The file is parsed to learn where every value begins and ends, and new text is put in its place. So comments,
order, quotes and folds survive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from macros.exchange.columns import FIELDS, Value, group_fields
from macros.exchange.contacts import Change
from macros.exchange.yaml_scalar import write_flow_scalar, write_scalar
from macros.records.contact import Contact


class TooTangledError(Exception):
    """Raised for a list within brackets that is to get or lose contacts."""


def edit_text(text: str, edit: Callable[[str], str]) -> str:
    """Apply an edit to a text, keeping its byte order mark and its line ends.

    ``edit`` gets the text without the mark and with plain line ends.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    edited = edit(text.removeprefix(bom).replace("\r\n", "\n"))
    return bom + (edited.replace("\n", "\r\n") if "\r\n" in text else edited)


def rewrite(text: str, changes: list[Change], *, whole_file: bool) -> str:
    """Return a file's text with the changes of one level's contacts in it.

    ``whole_file`` is True when the file holds nothing but the list. Raise ``TooTangledError`` for a list
    within brackets that is to get or lose contacts.
    """
    return edit_text(text, lambda plain: _ContactList(plain, whole_file).rewrite(changes))


def locate_fields(text: str, *, whole_file: bool) -> Iterator[tuple[int, int, str, str]]:
    """Yield each field's first and last line, with its contact's id and its name."""
    contacts = _ContactList(text.removeprefix("\ufeff"), whole_file)
    for key, item in contacts.by_id.items():
        for name, node in item.value:
            first = name.start_mark.line + 1
            lines = contacts.text.count("\n", name.start_mark.index, contacts.end_of(node))
            yield first, first + lines, key, _plural(name.value)


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


class _ContactList(YamlText):
    """The list of contacts in the text of one file."""

    def __init__(self, text: str, whole_file: bool) -> None:
        super().__init__(text)
        self.whole_file = whole_file
        self.list = self.root if whole_file else fields_of_node(self.root).get("contacts")
        self.items: list[Node] = list(self.list.value) if isinstance(self.list, SequenceNode) else []
        keys = [fields_of_node(item).get("id") for item in self.items]
        self.by_id = {
            key.value: item for key, item in zip(keys, self.items, strict=True) if isinstance(key, ScalarNode)
        }

    def rewrite(self, changes: list[Change]) -> str:
        """Return the text with these changes made."""
        removed = [self.by_id[change.key] for change in changes if not change.after]
        added = [group_fields(change.after) for change in changes if not change.before]
        if is_flow(self.list) and self.items and (removed or added):
            raise TooTangledError
        if removed and not added and len(removed) == len(self.items):
            return self.empty_list()
        for change in changes:
            if change.before and change.after:
                before, after = group_fields(change.before), group_fields(change.after)
                self.rewrite_contact(self.by_id[change.key], before, after)
        for item in removed:
            self.edits.append((self.first_line(item), self.next_line(self.end_of(item)), ""))
        if added:
            self.add_contacts(added)
        return self.apply_edits()

    def empty_list(self) -> str:
        """Return the text with an empty list in place of all contacts."""
        start, end = self.first_line(self.items[0]), self.next_line(self.end_of(self.items[-1]))
        rest = self.text[end:].lstrip("\n")
        if self.whole_file:
            return self.text[:start] + "[]\n" + rest
        return self.text[:start].rstrip() + " []\n" + ("\n" if rest else "") + rest

    def rewrite_contact(self, item: Node, before: dict[str, Value], after: dict[str, Value]) -> None:
        """Rewrite the fields of a contact that differ."""
        names = [name for name in FIELDS if before.get(name) != after.get(name)]
        if is_flow(item):
            self.rewrite_flow(item, {name: after.get(name) for name in names})
            return
        removed = [name for name in names if name not in after]
        self.drop_fields(item, removed)
        nodes = _fields_of_contact(item)
        names_left = [name for name in nodes if name not in removed]
        for name in names:
            if name in before and name in after:
                self.replace_value(item, name, before[name], after[name])
            elif name in after:
                earlier = [field for field in FIELDS[: FIELDS.index(name)] if field in names_left]
                lines = _write_field(name, after[name], item.start_mark.column)
                self.insert_after(nodes[(earlier or names_left)[-1]], lines)

    def replace_value(self, item: Node, name: str, before: Value, after: Value) -> None:
        """Replace the value of a field: only the languages that differ, or all of it."""
        key, node = next(pair for pair in item.value if _plural(pair[0].value) == name)
        versions = fields_of_node(node)
        if isinstance(before, dict) and isinstance(after, dict) and {*before} == {*after}:
            for language, text in after.items():
                if before[language] != text:
                    self.replace_scalar(versions[language], language, text, is_flow(node))
        elif isinstance(after, str) and isinstance(node, ScalarNode):
            self.replace_scalar(node, name, after)
        elif isinstance(after, list) and len(after) == 1 and isinstance(node, ScalarNode):
            self.replace_scalar(node, name, after[0])
        else:
            lines = _write_field(name, after, key.start_mark.column)
            self.edits.append((key.start_mark.index, self.end_of(node), lines.lstrip()))

    def replace_scalar(self, node: Node, name: str, text: str, flow: bool = False) -> None:
        """Replace a scalar by a text in the same style, folded or quoted.

        ``flow`` is True within braces.
        """
        start, end = node.start_mark.index, self.end_of(node)
        line = self.text[self.line_start(start) : start]
        indent = len(line) - len(line.lstrip(" -"))
        style = (node.style or "") if isinstance(node, ScalarNode) else ""
        new = write_flow_scalar(text) if flow else write_scalar(text, indent, name, style=style)
        header, _, _ = self.text[start:end].partition("\n")
        if style in {">", "|"} and "#" in header:  # a comment beside the > stays beside what replaces it
            first, cut, rest = new.partition("\n")
            new = f"{first} {header[header.index('#') :].rstrip()}{cut}{rest}"
        self.edits.append((start, end, new))

    def drop_fields(self, item: Node, names: list[str]) -> None:
        """Remove the lines of fields.

        The first field that stays moves up beside the list's dash.
        """
        keys = [key for key, _ in item.value]
        first = next(number for number, key in enumerate(keys) if _plural(key.value) not in names)
        if first:
            self.edits.append((keys[0].start_mark.index, keys[first].start_mark.index, ""))
        for key, node in item.value[first:]:
            if _plural(key.value) in names:
                start = self.line_start(key.start_mark.index)
                self.edits.append((start, self.next_line(self.end_of(node)), ""))

    def rewrite_flow(self, item: Node, fields: dict[str, Value | None]) -> None:
        """Rewrite a contact within braces, on one line.

        A field that is None is removed.
        """
        nodes = fields_of_node(item)
        written = {name: self.text[node.start_mark.index : self.end_of(node)] for name, node in nodes.items()}
        for field, value in fields.items():
            name = next((key for key in written if _plural(key) == field), field)
            if value is None:
                del written[name]
            elif isinstance(value, list):
                ids = f"[{', '.join(write_flow_scalar(key) for key in value)}]"
                written = {field if key == name else key: text for key, text in written.items()}
                written[field] = ids
            elif isinstance(value, dict):
                versions = (f"{language}: {write_flow_scalar(text)}" for language, text in value.items())
                written[name] = f"{{{', '.join(versions)}}}"
            else:
                written[name] = write_flow_scalar(value, name)
        line = ", ".join(f"{name}: {value}" for name, value in written.items())
        self.edits.append((item.start_mark.index, item.end_mark.index, f"{{{line}}}"))

    def add_contacts(self, contacts: list[dict[str, Value]]) -> None:
        """Add new contacts last in the list; create the list if it is missing or empty."""
        indent = 0 if self.whole_file else 2
        if self.items and self.list:
            indent = self.list.start_mark.column
        lines = "\n".join(write_contact(fields, indent) for fields in contacts) + "\n"
        if self.items:
            at = self.next_line(self.end_of(self.items[-1]))
            self.edits.append((at, at, lines if self.text[:at].endswith("\n") else f"\n{lines}"))
        elif isinstance(self.list, SequenceNode):
            start, end = self.list.start_mark.index, self.list.end_mark.index
            after = self.next_line(end)
            start -= self.text[start - 1 : start] == " "
            bare = self.whole_file and not self.text[end:after].strip()
            self.edits.append((start, after if bare else end, ""))
            glue = "" if bare or self.text[:after].endswith("\n") else "\n"
            self.edits.append((after, after, glue + lines))
        else:
            at = len(self.text.rstrip())
            head = "" if self.whole_file else "\n\ncontacts:\n"
            self.edits.append((at, len(self.text), head + lines))

    def first_line(self, item: Node) -> int:
        """Return the offset of the line with a contact's dash."""
        return self.line_start(self.text.rindex("-", 0, item.start_mark.index))


def _plural(name: str) -> str:
    """Return the field that a name in the file stands for.

    That is ``services`` for ``service``.
    """
    return Contact.singular.get(name, name)


def _fields_of_contact(item: Node) -> dict[str, Node]:
    """Return the values of a contact by field, whichever name they are written under."""
    return {_plural(name): node for name, node in fields_of_node(item).items()}


def write_contact(fields: dict[str, Value], indent: int) -> str:
    """Return the lines of a contact, without a line end after the last."""
    lines = "\n".join(_write_field(name, value, indent + 2) for name, value in fields.items())
    return f"{' ' * indent}- {lines.lstrip()}"


def _write_field(name: str, value: Value, indent: int) -> str:
    """Return the lines of one field, without a line end after the last."""
    start = f"{' ' * indent}{name}:"
    if isinstance(value, list) and len(value) == 1 and name in Contact.singular.values():
        singular = next(key for key, plural in Contact.singular.items() if plural == name)
        return f"{' ' * indent}{singular}: {value[0]}"
    if isinstance(value, list):
        return f"{start} [{', '.join(write_flow_scalar(key) for key in value)}]"
    if isinstance(value, str):
        return f"{start} {write_scalar(value, indent, name)}"
    versions = (_write_field(language, text, indent + 2) for language, text in value.items())
    return "\n".join([start, *versions])
