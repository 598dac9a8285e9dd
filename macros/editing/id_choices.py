"""List what a field that points at other records may choose among, by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.checks.references import OWN_PAGES, REFERENCES
from macros.editing.record_fields import Leaf
from macros.editing.targets import Target, name_of
from macros.records.binder import Binder
from macros.records.contents import tabs_in
from macros.records.path import NoSuchPathError, lookup
from macros.records.reading_places import find_reading, list_readable
from macros.records.registry import PAGES
from macros.records.text import Text
from macros.records.whole_shelf import Shelf
from macros.rendering.texts import plain

_SERVICES = ("site.duty.call", "site.complaints.parts.*.services", "site.complaints.parts.*.steps.*.services")
"""Fields that name services of any municipality."""
_READ = ("reading_paths.*.stops.*.read", "self_check.questions.*.read")
"""Fields that name something to read in the binder."""
Choices = tuple[tuple[str, str], ...]
"""What is written, and what it is called."""


def list_choices(shelf: Shelf, target: Target, leaf: Leaf) -> Choices:
    """Return what may be chosen in a field; nothing where anything may be typed."""
    steps = (*target.steps, *leaf.steps)
    if _fits("contacts.*.role", steps):
        return tuple((role.source, role.source) for role in shelf.site.roles)
    if _fits("contacts.*.districts", steps):
        return _name_all(target.binder.municipality.districts, target.binder)
    if any(_fits(pattern, steps) for pattern in _SERVICES):
        own = (choice for binder in shelf.binders.values() for choice in _name_all(binder.services, binder))
        return tuple({key: (key, name) for key, name in own}.values())
    if _fits("site.duty.law", steps):
        return _list_named(shelf, target.binder, "laws", steps)
    if any(_fits(pattern, steps) for pattern in _READ):
        return tuple(_list_readable(target.binder))
    found = next((other.target for other in REFERENCES if _fits(other.field, steps)), None)
    if found is None:
        return ()
    try:
        return _list_named(shelf, target.binder, found, steps)
    except (NoSuchPathError, AttributeError):
        return ()


def _fits(pattern: str, steps: Iterable[str]) -> bool:
    """Report whether a path is of those that a pattern with ``*`` stands for."""
    words, path = pattern.split("."), tuple(steps)
    return len(words) == len(path) and all(
        word in {"*", step} for word, step in zip(words, path, strict=True)
    )


def _list_named(shelf: Shelf, binder: Binder, target: str, steps: tuple[str, ...]) -> Choices:
    """Return the records that a reference's target names."""
    if target in {OWN_PAGES, "pages"}:
        pages = tabs_in(binder) if target == OWN_PAGES else PAGES
        return tuple((page.name, binder.retitle(page.title)) for page in pages if page.name)
    if target == "laws":
        return tuple((key, law.name) for key, law in shelf.laws.items())
    if target.startswith("../"):
        return _name_all(getattr(lookup(binder, ".".join(steps[:-3])), target.removeprefix("../")), binder)
    outer, _, inner = target.partition(".*.")
    records = lookup(binder, outer)
    if not inner:
        return _name_all(records, binder)
    return tuple(
        choice for record in records.values() for choice in _name_all(getattr(record, inner), binder)
    )


def _list_readable(binder: Binder) -> Iterator[tuple[str, str]]:
    """Yield what may be read in a binder, a part of a page after the page's name."""
    for path in list_readable(binder):
        place = find_reading(binder, path)
        on, title = (
            plain(words, binder) if isinstance(words, Text) else words for words in (place.on, place.title)
        )
        yield path, f"{on}: {title}" if on else title


def _name_all(records: Any, binder: Binder) -> Choices:
    """Return the ids of a list's or the keys of a mapping's records, with their names."""
    pairs = records.items() if isinstance(records, Mapping) else ((record.id, record) for record in records)
    return tuple((key, name_of(record, binder) or key) for key, record in pairs)
