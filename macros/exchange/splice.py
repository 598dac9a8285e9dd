"""Changed contacts into a YAML file: only the values that differ are rewritten, all else stays as it was.

The file is composed to learn where every value begins and ends; the text between is never written anew,
so comments, order, quotes and folds survive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from macros.exchange.contact_change import Change
from macros.exchange.contacts import FIELDS, SOURCE, Cells, Column
from macros.exchange.yaml_scalar import flow_scalar, scalar
from macros.records.base import STATE_WORDS

_STATES = {word: state for state, word in STATE_WORDS.items()}
Value = str | dict[str, str]
Edit = tuple[int, int, str]
"""From where to where, and what stands there instead."""


class TooTangledError(Exception):
    """A list is written in a manner that is not edited by machine."""


def rewrite(text: str, changes: Iterable[Change], *, whole_file: bool) -> str:
    """Give a file's text with the changes of one level's contacts in it."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(bom)
    made = _Contacts(plain, whole_file).apply(list(changes))
    return bom + (made if newline == "\n" else made.replace("\r\n", "\n").replace("\n", newline))


def lines_of(text: str, *, whole_file: bool) -> Iterator[tuple[int, int, str, str]]:
    """Give each field's first and last line, with its contact's id and its name."""
    found = _Contacts(text.removeprefix("\ufeff"), whole_file)
    for key, item in found.by_id.items():
        for name, node in item.value:
            first = name.start_mark.line + 1
            yield (
                first,
                first + found.text.count("\n", name.start_mark.index, found.end(node)),
                key,
                name.value,
            )


def values(cells: Cells) -> dict[str, Value]:
    """Give the cells as a contact's fields, in order: texts, or texts by language."""
    found: dict[str, Value] = {}
    for name in FIELDS:
        versions = {
            column.language or SOURCE: text for column, text in cells.items() if column.field == name and text
        }
        if name == "state":
            versions = {language: _STATES.get(text, text) for language, text in versions.items()}
        if versions:
            found[name] = versions[SOURCE] if list(versions) == [SOURCE] else versions
    return found


class _Contacts:
    """The list of contacts in one file's text."""

    def __init__(self, text: str, whole_file: bool) -> None:
        self.text = text
        self.whole_file = whole_file
        root = YAML().compose(text)
        self.list: Node | None = root if whole_file else _field(root, "contacts")
        self.items: list[Node] = list(self.list.value) if isinstance(self.list, SequenceNode) else []
        self.by_id = {
            key.value: item for item in self.items if isinstance(key := _field(item, "id"), ScalarNode)
        }
        self.edits: list[Edit] = []

    def apply(self, changes: list[Change]) -> str:
        gone = [change for change in changes if not change.after]
        new = [change for change in changes if not change.before]
        if self.list is not None and _flows(self.list) and self.items and (gone or new):
            raise TooTangledError
        for change in changes:
            if change.before and change.after:
                self.change(self.by_id[change.key], change)
        for change in gone:
            self.remove(self.by_id[change.key])
        if new:
            self.add(new)
        elif gone and len(gone) == len(self.items):
            return self.emptied()
        for start, end, said in sorted(self.edits, reverse=True):
            self.text = self.text[:start] + said + self.text[end:]
        return self.text

    def emptied(self) -> str:
        """Leave an empty list where every contact is taken away."""
        start, end = self.line_start(self.dash(self.items[0])), self.line_end(self.end(self.items[-1]))
        rest = self.text[end:].lstrip("\r\n")
        if self.whole_file:
            return self.text[:start] + "[]\n" + rest
        return self.text[:start].rstrip() + " []\n" + ("\n" if rest else "") + rest

    def change(self, item: Node, change: Change) -> None:
        """Rewrite the fields of a contact that differ."""
        before, after = values(change.before), values(change.after)
        names = [name for name in FIELDS if before.get(name) != after.get(name)]
        if _flows(item):
            self.flow(item, {name: after.get(name) for name in names})
            return
        for name in names:
            if name in after and name in before:
                self.replace(item, name, before[name], after[name])
        gone = [name for name in names if name not in after]
        self.drop(item, gone)
        missing = [name for name in names if name in after and name not in before]
        for after_key, group in _grouped(item, missing, gone):
            indent = " " * item.start_mark.column
            lines = "".join(f"\n{self.lines(name, after[name], indent)}" for name in group)
            at = self.line_end(self.end(_pair(item, after_key)[1]))
            at -= self.text[:at].endswith("\n")
            at -= self.text[:at].endswith("\r")
            self.edits.append((at, at, lines))

    def replace(self, item: Node, name: str, before: Value, after: Value) -> None:
        key, node = _pair(item, name)
        if (
            isinstance(after, dict)
            and isinstance(node, MappingNode)
            and isinstance(before, dict)
            and {*before} == {*after}
        ):
            for language, text in after.items():
                if before[language] != text:
                    self.put(_scalar(node, language), len(language), text, flow=_flows(node))
        elif isinstance(after, str) and isinstance(node, ScalarNode):
            self.put(node, len(name), after, name=name)
        else:
            lines = self.lines(name, after, " " * key.start_mark.column)
            self.edits.append((key.start_mark.index, self.end(node), lines.lstrip()))

    def put(self, node: ScalarNode, key: int, text: str, *, flow: bool = False, name: str = "") -> None:
        """Put a text in the place of a scalar, in its manner."""
        start, end = node.start_mark.index, self.end(node)
        if flow:
            self.edits.append((start, end, flow_scalar(text)))
            return
        line = self.text[self.line_start(start) : start]
        indent = len(line) - len(line.lstrip(" -"))
        said = scalar(text, indent, key, style=node.style or "", date=name == "checked")
        header, _, _ = self.text[start:end].partition("\n")
        if node.style in {">", "|"} and "#" in header:  # a comment beside the > stays beside what replaces it
            first, cut, rest = said.partition("\n")
            said = f"{first} {header[header.index('#') :].rstrip()}{cut}{rest}"
        self.edits.append((start, end, said))

    def drop(self, item: Node, names: list[str]) -> None:
        """Take fields' lines away. Beside the dash comes the first that stays."""
        keys = [key for key, _ in item.value]
        first = next(number for number, key in enumerate(keys) if key.value not in names)
        if first:
            self.edits.append((keys[0].start_mark.index, keys[first].start_mark.index, ""))
        for key, node in item.value[first:]:
            if key.value in names:
                start = self.line_start(key.start_mark.index)
                self.edits.append((start, self.line_end(self.end(node)), ""))

    def flow(self, item: Node, fields: dict[str, Value | None]) -> None:
        """Write a contact that stands within braces anew, on one line."""
        said: dict[str, str] = {}
        for key, node in item.value:
            said[key.value] = self.text[node.start_mark.index : self.end(node)]
        for name, value in fields.items():
            if value is None:
                del said[name]
            elif isinstance(value, dict):
                inner = ", ".join(f"{language}: {flow_scalar(text)}" for language, text in value.items())
                said[name] = f"{{{inner}}}"
            else:
                said[name] = flow_scalar(value, date=name == "checked")
        line = ", ".join(f"{name}: {value}" for name, value in said.items())
        self.edits.append((item.start_mark.index, item.end_mark.index, f"{{{line}}}"))

    def remove(self, item: Node) -> None:
        start, end = self.line_start(self.dash(item)), self.line_end(self.end(item))
        self.edits.append((start, end, ""))

    def add(self, changes: list[Change]) -> None:
        """Put new contacts last in the list, or begin one."""
        column = self.column(self.dash(self.items[0])) if self.items else 0 if self.whole_file else 2
        blocks = [self.block(values(change.after), " " * column) for change in changes]
        if self.items:
            at = self.line_end(self.end(self.items[-1]))
            glue = "" if self.text[:at].endswith("\n") else "\n"
            self.edits.append((at, at, glue + "\n".join(blocks) + "\n"))
        elif isinstance(self.list, SequenceNode):
            start, end = self.list.start_mark.index, self.list.end_mark.index
            after = self.line_end(end)
            start -= self.text[start - 1 : start] == " "
            bare = self.whole_file and not self.text[end:after].strip()
            glue = "" if self.text[:after].endswith("\n") else "\n"
            self.edits.append((start, after if bare else end, ""))
            self.edits.append((after, after, ("" if bare else glue) + "\n".join(blocks) + "\n"))
        else:
            at = len(self.text.rstrip())
            head = "" if self.whole_file else "\n\ncontacts:\n"
            self.edits.append((at, len(self.text), head + "\n".join(blocks) + "\n"))

    def block(self, fields: dict[str, Value], indent: str) -> str:
        lines = [self.lines(name, value, indent + "  ") for name, value in fields.items()]
        return f"{indent}- {lines[0].lstrip()}" + "".join(f"\n{line}" for line in lines[1:])

    def lines(self, name: str, value: Value, indent: str) -> str:
        """Give the lines of one field."""
        if isinstance(value, dict):
            inner = [
                f"\n{indent}  {language}: {scalar(text, len(indent) + 2, len(language))}"
                for language, text in value.items()
            ]
            return f"{indent}{name}:{''.join(inner)}"
        return f"{indent}{name}: {scalar(value, len(indent), len(name), date=name == 'checked')}"

    def end(self, node: Node) -> int:
        """Give where a node's own text ends: a block's mark stands after the blank lines below it."""
        if isinstance(node, ScalarNode):
            end = int(node.end_mark.index)
            return len(self.text[:end].rstrip()) if node.style in {">", "|"} else end
        if _flows(node) or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self.end(last[1] if isinstance(node, MappingNode) else last)

    def dash(self, item: Node) -> int:
        return self.text.rindex("-", 0, item.start_mark.index)

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Give where the next line begins."""
        found = self.text.find("\n", at)
        return len(self.text) if found == -1 else found + 1

    def column(self, at: int) -> int:
        return at - self.line_start(at)


def _flows(node: Node) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)


def _field(node: Node | None, name: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value for key, value in pairs if key.value == name), None)


def _pair(item: Node, name: str) -> tuple[Node, Node]:
    return next((key, value) for key, value in item.value if key.value == name)


def _scalar(item: Node, name: str) -> ScalarNode:
    node = _pair(item, name)[1]
    assert isinstance(node, ScalarNode)
    return node


def _grouped(item: Node, missing: list[str], gone: list[str]) -> list[tuple[str, list[str]]]:
    """Give new fields by the field there is that each comes after in the usual order."""
    there = [key.value for key, _ in item.value if key.value not in gone]
    groups: dict[str, list[str]] = {}
    for name in missing:
        earlier = [field for field in FIELDS[: FIELDS.index(name)] if field in there]
        groups.setdefault(earlier[-1] if earlier else there[-1], []).append(name)
    return list(groups.items())


__all__ = ["Column", "TooTangledError", "rewrite", "values"]
