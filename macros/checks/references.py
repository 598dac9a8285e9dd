"""Ids that must point at something: one table, one rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.problems import nearest, quote
from macros.records.binder import Binder, Shelf
from macros.records.due import CITATIONS
from macros.records.path import expand, ids, lookup
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

    @property
    def kinds(self) -> set[str]:
        """The kinds that must be whole for the reference to be judged."""
        return {self.field.partition(".")[0], self.target.partition(".")[0]}


REFERENCES = (
    Reference("routine.steps.*.phase", "../phases"),
    Reference("routine.steps.*.forms", "forms"),
    Reference("routine.steps.*.surveys", "surveys"),
    Reference("routine.steps.*.questions", "checklists.*.questions"),
    Reference("checklists.*.questions.*.phase", "../phases"),
    Reference("flow.lanes.*.service", "services"),
    Reference("flow.nodes.*.lane", "../lanes"),
    Reference("flow.nodes.*.level", "../levels"),
    Reference("flow.edges.*.start", "../nodes"),
    Reference("flow.edges.*.end", "../nodes"),
    Reference("leaflets.*.contact", "contacts"),
    Reference("follow_up.receiver", "services"),
    Reference("leaflets.*.survey", "surveys"),
    Reference("contacts.*.service", "services"),
    Reference("guidance.readers.*.services", "services"),
    Reference("guidance.concerns.*.referrals.*.service", "services"),
    Reference("follow_up.measures.*.goal", "../goals"),
    Reference("revisions.*.pages", "pages"),
    Reference("packets.*.page", "pages"),
    Reference("local.*.page", "pages"),
    *(Reference(path, "laws") for path in CITATIONS),
)


def _heads(reference: Reference) -> tuple[Reference, str, str]:
    """Give a reference with the kind that holds the ids, and the kind they name, if that is another."""
    target = reference.target.partition(".")[0]
    return reference, reference.field.partition(".")[0], "" if target in ("laws", "pages", "") else target


_TABLE = [_heads(reference) for reference in REFERENCES]
_PAGES = {page.name for page in PAGES}
Dangling = tuple[str, str, set[str]]
"""An id that points nowhere: its path, itself, and the ids there are."""


class References:
    """The rule that an id points at a record that the binder has.

    Kinds are shared between binders, so what a kind refers to is worked out once for each.
    """

    def __init__(self) -> None:
        """Start with nothing worked out. ``kept`` keeps the shared kinds alive, and their ids unique."""
        self.kept: list[Any] = []
        self.used: dict[tuple[int, str], list[tuple[str, str]]] = {}
        self.keys: dict[tuple[int, str], set[str]] = {}
        self.within: dict[tuple[int, str], list[Dangling]] = {}
        self.sound: set[tuple[int, int]] = set()
        self.judged: set[tuple[int, int, int]] = set()

    def __call__(self, shelf: Shelf, binder: Binder) -> Iterator[Found]:
        """An id points at a record that the binder has."""
        lacking = shelf.lacking | binder.lacking
        for number, (reference, kind, target) in enumerate(_TABLE):
            if lacking and lacking & reference.kinds:
                continue
            judged = (number, id(getattr(binder, kind)), id(getattr(binder, target)) if target else 0)
            if judged in self.judged:
                continue
            within = reference.target.startswith("../")
            found = self._within(binder, reference) if within else self._across(shelf, binder, reference)
            sound = True
            for path, key, allowed in found:
                sound = False
                guess = nearest(key, allowed)
                hint = f"Menade du ”{guess}”? " if guess else ""
                known = ", ".join(sorted(allowed)[:30]) or "ingenting"
                advice = f"{hint}Det som finns i {binder.called}: {known}."
                yield path, "unknown-id", f"{quote(key)} finns inte", advice
            if sound:
                self.judged.add(judged)

    def _across(self, shelf: Shelf, binder: Binder, reference: Reference) -> Iterator[Dangling]:
        """Find the ids of one kind that another kind does not have."""
        used = self._used(binder, reference.field)
        allowed = self._targets(shelf, binder, reference.target)
        if (id(used), id(allowed)) in self.sound:
            return
        dangling = [(path, key, allowed) for path, key in used if key not in allowed]
        if not dangling:
            self.sound.add((id(used), id(allowed)))
        yield from dangling

    def _within(self, binder: Binder, reference: Reference) -> list[Dangling]:
        """Find the ids that the record holding the list does not have, once for every shared kind."""
        kind = getattr(binder, reference.field.partition(".")[0])
        found = self.within.get((id(kind), reference.field))
        if found is None:
            found = self.within[id(kind), reference.field] = list(self._astray(binder, reference))
        return found

    def _astray(self, binder: Binder, reference: Reference) -> Iterator[Dangling]:
        beside = reference.target.removeprefix("../")
        last, allowed = None, set[str]()
        for path, key in self._used(binder, reference.field):
            holder = path.rsplit(".", 3)[0]
            if holder != last:
                last, allowed = holder, self._cached(getattr(lookup(binder, holder), beside), "")
            if key not in allowed:
                yield path, key, allowed

    def _used(self, binder: Binder, field: str) -> list[tuple[str, str]]:
        """Give every id that a field holds, with its path."""
        kind = getattr(binder, field.partition(".")[0])
        cached = self.used.get((id(kind), field))
        if cached is None:
            self.kept.append(kind)
            cached = self.used[id(kind), field] = list(ids(expand(binder, field)))
        return cached

    def _targets(self, shelf: Shelf, binder: Binder, target: str) -> set[str]:
        """Give the ids that a reference may name."""
        if target == "laws":
            return self._cached(shelf.laws, "")
        if target == "pages":
            return _PAGES
        kind, _, rest = target.partition(".")
        return self._cached(getattr(binder, kind), rest)

    def _cached(self, records: Any, rest: str) -> set[str]:
        """Give the ids of some records, or of those that stand further down in each of them."""
        keys = self.keys.get((id(records), rest))
        if keys is None:
            self.kept.append(records)
            inner = rest.removeprefix("*.")
            groups = [getattr(record, inner) for record in records.values()] if inner else [records]
            keys = {key for group in groups for key in _keys(group)}
            self.keys[id(records), rest] = keys
        return keys


def _keys(records: Any) -> set[str]:
    if isinstance(records, dict):
        return set(records)
    return {record.id for record in records}
