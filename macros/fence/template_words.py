"""What a pattern may name and call, and with what values."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import nodes

from macros.records.base import Record

VALUES = {
    "binder", "doors", "duty", "feeds", "language", "languages", "loop", "numbers", "others", "packets",
    "pages", "record", "shelf", "site", "translated", "words",
}  # fmt: skip
FUNCTIONS = {
    "call_guide", "chosen", "colours", "component", "contacts_in", "dot", "example",
    "further_binders", "group_files", "has", "kinds", "lengths", "letters", "link", "local_to_contacts",
    "numbers_first", "pdf", "sheets", "slides", "state_marker", "system_colours", "whom_to_call", "word",
    "year",
}  # fmt: skip
"""What ``macros.web.patterns`` gives a pattern, and a pattern may call."""
METHODS = {"laws_that_are", "overdue"}
FILTERS = {"length", "list", "selectattr"}
OPTIONS = {
    "anchor", "bare", "beside", "choose", "goals", "group", "heading", "headings", "key", "kind",
    "label", "language", "level", "name", "of", "page", "part", "phase", "prefix", "reader", "state",
    "status", "title", "whole",
}  # fmt: skip
"""What components are told beside their record. None of them is an address."""
_PROPERTIES = {
    "accessibility",
    "anchor",
    "answered",
    "counts_days",
    "directory",
    "figures_year",
    "file",
    "ages",
    "first",
    "hand_overs",
    "held",
    "index",
    "is_empty",
    "is_first",
    "laws_read",
    "licence_name",
    "meetings_elsewhere",
    "news",
    "participation",
    "tables",
    "today",
}
_BYNAME = {"checklists", "forms", "leaflets", "surveys"}
"""Records that a pattern may name: ``binder.checklists.samverkan``."""
_ADDRESSES = {"link", "pdf"}
_ADDRESS_FIELDS = {"complaint"}
"""Fields that hold a web address, as the reader of data has tried it."""
NAME = re.compile(r"[a-z][a-z0-9_]*")
_PATH = re.compile(r"/?[a-z0-9-]*(?:/[a-z0-9-]+)*/?")
PATH_START = re.compile(r"[a-z]+[/-]")
_EXAMPLE = re.compile(r"(?:[a-z0-9][a-z0-9_-]*\.?)*|sheets:[a-z0-9 -]+")
LABELS = {"key", "label"}
"""Options that are shown as words, and so may hold any."""


@cache
def field_names() -> frozenset[str]:
    """Return the names of all fields that records have."""
    classes, names = [Record], set[str]()
    while classes:
        model = classes.pop()
        names |= model.model_fields.keys()
        classes += model.__subclasses__()
    return frozenset(names | _PROPERTIES)


def may_read(node: nodes.Getattr) -> bool:
    """Return whether a field is one of a record, or names a record."""
    by_name = isinstance(node.node, nodes.Getattr) and node.node.attr in _BYNAME
    return node.attr in field_names() or (by_name and bool(NAME.fullmatch(node.attr)))


def may_pick(node: nodes.Getitem) -> bool:
    """Return whether an item is picked by its number or by a record's id."""
    match node.arg:
        case nodes.Const(value=int()) | nodes.Getattr(node=nodes.Name(), attr="id"):
            return True
        case nodes.Slice():
            return all(isinstance(end, nodes.Const) for end in node.arg.iter_child_nodes())
    return False


def may_filter(node: nodes.Filter) -> bool:
    """Return whether a filter gets what it may: ``selectattr`` a field, and a value."""
    words = [getattr(argument, "value", None) for argument in node.args]
    if node.name != "selectattr":
        return not node.args and not node.kwargs
    match words:
        case [field] | [field, "equalto", str()]:
            return field in field_names() and not node.kwargs
    return False


def may_call(name: str, call: nodes.Call) -> bool:
    """Return whether a function of the program's own gets what it may."""
    words = [argument.value if isinstance(argument, nodes.Const) else None for argument in call.args]
    if any(option.key not in OPTIONS for option in call.kwargs):
        return False
    match name, words:
        case "component", [str() as component] | [str() as component, _]:
            return bool(NAME.fullmatch(component))
        case "example", [str() as component]:
            return bool(NAME.fullmatch(component))
        case "example", [str() as component, str() as path]:
            return bool(NAME.fullmatch(component) and _EXAMPLE.fullmatch(path))
        case "word", [str()]:
            return not call.kwargs
        case (("link" | "pdf"), [_] | [_, str()]):
            return not call.kwargs and _is_path(call.args[0])
        case (("component" | "example" | "link" | "pdf" | "word"), _):
            return False
    return not call.kwargs


def _is_path(node: nodes.Expr) -> bool:
    """Return whether an expression gives the path of a page: written out, or begun so."""
    match node:
        case nodes.Const(value=str() as path):
            return bool(_PATH.fullmatch(path))
        case nodes.CondExpr(expr1=first, expr2=nodes.Expr() as second):
            return _is_path(first) and _is_path(second)
        case nodes.Concat(nodes=[nodes.Const(value=str() as start), *_]):
            return bool(PATH_START.fullmatch(start))
    return False


def is_link(node: nodes.Node) -> bool:
    """Return whether an expression gives an address that the program vouches for."""
    match node:
        case nodes.Call(node=nodes.Name(name=name)):
            return name in _ADDRESSES
        case nodes.Getattr(attr=attr):
            return attr in _ADDRESS_FIELDS
    return False


def describe(node: nodes.Node) -> str:
    """Return the words that name a piece of Jinja in a message."""
    match node:
        case nodes.Name(name=name) | nodes.Filter(name=name) | nodes.Test(name=name):
            return name
        case nodes.Getattr(attr=attr):
            return attr
        case nodes.Call(node=called):
            return f"{describe(called)}()"
        case nodes.Const(value=value):
            return str(value)
    return type(node).__name__.lower()
