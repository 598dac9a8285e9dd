"""Change contacts or services in a YAML file, rewriting only what differs."""

from __future__ import annotations

from collections.abc import Iterator

from yaml.nodes import MappingNode, SequenceNode

from macros.exchange.columns import CONTACTS, Table, Value, group_fields
from macros.exchange.contacts import Change
from macros.exchange.splice import TooTangledError, fields_of_node
from macros.exchange.yaml_edits import YamlEdits
from macros.exchange.yaml_lines import Tree, write_item
from macros.exchange.yaml_tree import read_tree, splice_tree


def rewrite(text: str, changes: list[Change], *, whole_file: bool) -> str:
    """Return a file's text with the changes of one level's records in it.

    ``whole_file`` is True when the file holds nothing but the list. Raise ``TooTangledError`` where that
    cannot be written.
    """
    tree = read_tree(text)
    table = changes[0].directory.table
    contacts = tree if whole_file else tree.get(table.kind) if isinstance(tree, dict) else None
    items: list[Tree] = list(contacts) if isinstance(contacts, list) else []
    by_id = {item.get("id"): item for item in items if isinstance(item, dict)}
    for change in changes:
        before, after = group_fields(change.before, table), group_fields(change.after, table)
        if not after:
            items.remove(by_id[change.key])
        elif before:
            contact = by_id[change.key]
            assert isinstance(contact, dict)
            _change_fields(contact, before, after, table)
        else:
            items.append(_make_record(after, table))
    if whole_file:
        return splice_tree(text, items)
    if not isinstance(tree, dict):
        raise TooTangledError
    return splice_tree(text, tree | {table.kind: items})


def _change_fields(
    contact: dict[str, Tree], before: dict[str, Value], after: dict[str, Value], table: Table
) -> None:
    """Give the fields of a record that differ their new values, in their places."""
    order, singles = list(table.fields), _singles(table)
    for name in [name for name in order if before.get(name) != after.get(name)]:
        single = singles.get(name)
        written = single if single in contact else name
        if name not in after:
            contact.pop(written, None)
            continue
        new_name, value = _spell(name, after[name], singles)
        if new_name != name and name in contact:
            new_name, value = name, _copy(after[name])
        fields = list(contact.items())
        if written in contact:
            at = [key for key, _ in fields].index(written)
            fields[at] = (new_name, value)
        else:
            earlier = {*order[: order.index(name)], *table.model.singular}
            places = [number for number, (key, _) in enumerate(fields, 1) if key in earlier]
            fields.insert(max(places, default=len(fields)), (new_name, value))
        contact.clear()
        contact.update(fields)


def _singles(table: Table) -> dict[str, str]:
    """Return the names that a list of one may be written under, by the list's."""
    return {plural: single for single, plural in table.model.singular.items()}


def _spell(name: str, value: Value, singles: dict[str, str]) -> tuple[str, Tree]:
    """Return a field as it is written: a single id under its own name."""
    if isinstance(value, list) and len(value) == 1 and name in singles:
        return singles[name], value[0]
    return name, _copy(value)


def _copy(value: Value) -> Tree:
    if isinstance(value, str):
        return value
    return list(value) if isinstance(value, list) else dict(value)


def _make_record(fields: dict[str, Value], table: Table) -> dict[str, Tree]:
    singles = _singles(table)
    return dict(_spell(name, value, singles) for name, value in fields.items())


def write_contact(fields: dict[str, Value], indent: int) -> str:
    """Return the lines of a contact, without a line end after the last."""
    return write_item(_make_record(fields, CONTACTS), indent)


def locate_fields(
    text: str, *, whole_file: bool, table: Table = CONTACTS
) -> Iterator[tuple[int, int, str, str]]:
    """Yield each field's first and last line, with its record's id and its name."""
    edits = YamlEdits(text.removeprefix("\ufeff"))
    contacts = edits.root if whole_file else fields_of_node(edits.root).get(table.kind)
    for item in contacts.value if isinstance(contacts, SequenceNode) else ():
        key = fields_of_node(item).get("id")
        if key is None or not isinstance(item, MappingNode):
            continue
        for name, node in item.value:
            first = name.start_mark.line + 1
            lines = edits.text.count("\n", name.start_mark.index, edits.end_of(node))
            yield first, first + lines, str(key.value), table.model.singular.get(name.value, name.value)
