"""Ids that must point at something: one table, one rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.problems import nearest
from macros.records.base import Record
from macros.records.binder import Binder, Shelf
from macros.records.path import lookup
from macros.records.registry import PAGES

Found = tuple[str, str, str, str]
"""A fault in a binder: the path of the value, the rule, the message, the advice."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that holds an id (or several), and where that id must be found.

    ``*`` in ``field`` stands for every record. A target that begins with ``../`` stands
    beside the list that the record is in.
    """

    field: str
    target: str


REFERENCES = (
    Reference("routine.steps.*.phase", "../phases"),
    Reference("routine.steps.*.forms", "forms"),
    Reference("routine.steps.*.questions", "checklists.*.questions"),
    Reference("routine.steps.*.laws", "laws"),
    Reference("routine.sections.*.laws", "laws"),
    Reference("checklists.*.questions.*.phase", "../phases"),
    Reference("flow.lanes.*.service", "services"),
    Reference("flow.nodes.*.lane", "../lanes"),
    Reference("flow.nodes.*.level", "../levels"),
    Reference("flow.edges.*.start", "../nodes"),
    Reference("flow.edges.*.end", "../nodes"),
    Reference("introduction.sections.*.laws", "laws"),
    Reference("leaflets.*.contact", "contacts"),
    Reference("leaflets.*.survey", "surveys"),
    Reference("contacts.*.service", "services"),
    Reference("forms.*.laws", "laws"),
    Reference("follow_up.measures.*.goal", "../goals"),
    Reference("revisions.*.pages", "pages"),
    Reference("local.*.page", "pages"),
    Reference("agreement.sections.*.laws", "laws"),
    Reference("municipality.minority_languages.law", "laws"),
)


def references(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """An id points at a record that the binder has."""
    for reference in REFERENCES:
        for path, value in expand(binder, reference.field):
            if value is None or value == []:
                continue
            allowed = _targets(shelf, binder, reference.target, path)
            for key in value if isinstance(value, list) else [value]:
                if key not in allowed:
                    guess = nearest(key, allowed)
                    hint = f"Menade du ”{guess}”? " if guess else ""
                    known = ", ".join(sorted(allowed)[:30]) or "ingenting"
                    yield path, "unknown-id", f"”{key}” finns inte", f"{hint}Det som finns: {known}."


def expand(binder: Binder, pattern: str) -> list[tuple[str, Any]]:
    """Give every path that a pattern with ``*`` stands for, with its value. Left-out parts give nothing."""
    found: list[tuple[str, Any]] = [("", binder)]
    for step in pattern.split("."):
        deeper: list[tuple[str, Any]] = []
        for path, value in found:
            for key, inner in _inside(value, step):
                deeper.append((f"{path}.{key}".lstrip("."), inner))
        found = deeper
    return found


def _inside(value: Any, step: str) -> Iterator[tuple[str, Any]]:
    if step != "*":
        if isinstance(value, Record):
            yield step, getattr(value, step)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        for item in value:
            yield item.id, item


def _targets(shelf: Shelf, binder: Binder, target: str, path: str) -> set[str]:
    """Give the ids that a reference may name."""
    if target == "laws":
        return set(shelf.laws)
    if target == "pages":
        return {page.name for page in PAGES}
    if target.startswith(".."):
        holder = lookup(binder, ".".join(path.split(".")[:-3]))
        return _keys(getattr(holder, target.removeprefix("../")))
    if "*" in target:
        return {key for _, records in expand(binder, target) for key in _keys(records)}
    return _keys(getattr(binder, target))


def _keys(records: Any) -> set[str]:
    if isinstance(records, dict):
        return set(records)
    return {record.id for record in records}
