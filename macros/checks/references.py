"""Ids that must point at something: one table, one rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from macros.problems import did_you_mean, nearest, quote
from macros.records.binder import Binder
from macros.records.citations import CITATIONS
from macros.records.contents import tabs_in
from macros.records.path import expand, flatten_ids, lookup
from macros.records.registry import PAGES
from macros.records.whole_shelf import Shelf

Fault = tuple[str, str, str, str]
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
    def kinds(self) -> tuple[str, str]:
        """The kind that holds the ids, and the kind they name.

        The latter is empty where the ids name what stands beside the list.
        """
        return self.field.partition(".")[0], self.target.partition(".")[0].strip("/.")


OWN_PAGES = "own-pages"
"""The target of what is shown on one page: the binder must have it. News may name what is gone."""

REFERENCES = (
    Reference("routine.steps.*.phase", "../phases"),
    Reference("routine.steps.*.forms", "forms"),
    Reference("routine.steps.*.surveys", "surveys"),
    Reference("routine.steps.*.questions", "checklists.*.questions"),
    Reference("routine.roles.*.hand_over.to", "routine.roles"),
    Reference("services.*.hand_over.to", "services"),
    Reference("checklists.*.questions.*.phase", "../phases"),
    Reference("flow.lanes.*.service", "services"),
    Reference("flow.nodes.*.lane", "../lanes"),
    Reference("flow.nodes.*.level", "../levels"),
    Reference("flow.edges.*.start", "../nodes"),
    Reference("flow.edges.*.end", "../nodes"),
    Reference("leaflets.*.contact", "contacts"),
    Reference("follow_up.receiver", "services"),
    Reference("leaflets.*.survey", "surveys"),
    Reference("contacts.*.services", "services"),
    Reference("guidance.readers.*.services", "services"),
    Reference("guidance.concerns.*.referrals.*.service", "services"),
    Reference("follow_up.measures.*.goal", "../goals"),
    Reference("follow_up.activities.*.services", "services"),
    Reference("follow_up.measures.*.survey", "surveys"),
    Reference("figures.*.tables.*.survey", "surveys"),
    Reference("revisions.*.pages", "pages"),
    Reference("packets.*.page", OWN_PAGES),
    Reference("local.*.page", OWN_PAGES),
    *(Reference(path, "laws") for path in CITATIONS),
)


_KINDS = tuple(reference.kinds for reference in REFERENCES)
_PAGES = frozenset(page.name for page in PAGES)


def _page_names(binder: Binder) -> frozenset[str]:
    """Return the names of the pages that a binder has.

    Where something is lacking, they are those of all pages.
    """
    return _PAGES if binder.lacking else frozenset(tab.name for tab in tabs_in(binder))


class References:
    """The rule that an id points at a record that the binder has.

    Binders share kinds: what was ``sound`` between two of them is not checked again.
    """

    def __init__(self) -> None:
        """Start with nothing checked."""
        self.sound: set[tuple[int, int, int | frozenset[str]]] = set()

    def __call__(self, shelf: Shelf, binder: Binder) -> Iterator[Fault]:
        """An id points at a record that the binder has."""
        lacking, held = shelf.lacking | binder.lacking, binder.__dict__
        for number, (reference, (kind, target)) in enumerate(zip(REFERENCES, _KINDS, strict=True)):
            if kind in lacking or target in lacking:
                continue
            allowed = _page_names(binder) if reference.target == OWN_PAGES else held.get(target)
            checked = (
                number,
                id(held.get(kind)),
                allowed if isinstance(allowed, frozenset) else id(allowed),
            )
            if checked in self.sound:
                continue
            dangling = list(_find_dangling(shelf, binder, reference))
            if not dangling:
                self.sound.add(checked)
            for path, key, allowed in dangling:
                yield path, "unknown-id", f"{quote(key)} finns inte", list_known(binder, key, allowed)


def list_known(binder: Binder, key: str, known: Iterable[str]) -> str:
    """Return the advice for an id that a binder lacks: what there is."""
    names = ", ".join(sorted(known)[:30]) or "ingenting"
    return f"{suggest(key, known)}Det som finns i {binder.levels.town_name}: {names}."


def suggest(word: str, allowed: Iterable[str]) -> str:
    """Return the question *Menade du …?* with the word nearest to a misspelt one.

    It is empty where no word is near.
    """
    return did_you_mean(nearest(word, allowed))


def _find_dangling(shelf: Shelf, binder: Binder, reference: Reference) -> Iterator[tuple[str, str, set[str]]]:
    """Yield each id that points nowhere: its path, itself, and the ids there are."""
    target, _, inner = reference.target.partition(".*.")
    if target == "pages":
        allowed = set(_PAGES)
    elif target == OWN_PAGES:
        allowed = set(_page_names(binder))
    elif not target.startswith("../"):
        records = shelf.laws if target == "laws" else lookup(binder, target)
        groups = [getattr(record, inner) for record in records.values()] if inner else [records]
        allowed = {key for group in groups for key in _ids_of(group)}
    for path, key in flatten_ids(expand(binder, reference.field)):
        if target.startswith("../"):
            holder = lookup(binder, path.rsplit(".", 3)[0])
            allowed = _ids_of(getattr(holder, target.removeprefix("../")))
        if key not in allowed:
            yield path, key, allowed


def _ids_of(records: Any) -> set[str]:
    return set(records) if isinstance(records, dict) else {record.id for record in records}
