"""Find what people write when they look for a section: the records' synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.records.base import Entry, Record
from macros.records.binder import Binder
from macros.records.contents import PageOf, shown_record
from macros.records.follow_up import Survey
from macros.records.form import Form
from macros.records.guidance import Concern
from macros.records.leaflet import Leaflet
from macros.records.routine import Step
from macros.records.shared_records import Section
from macros.records.whole_shelf import Shelf

_RECORDS = {
    "introduktion": ("introduction",),
    "rutin": ("routine",),
    "index": ("municipality",),
    "chef": ("apt", "communication"),
    "uppfoljning": ("follow_up", "steering"),
    "overenskommelse": ("agreement", "background"),
}
"""The records of a binder that a page's sections are drawn from, by the page's tab."""
_PREFIXES: Mapping[type[Entry], str] = {Concern: "fraga", Section: "avsnitt", Step: "steg"}
_PARTS = {
    "rights": "du-har-ratt-att",
    "no_plan": "ingen-plan-an",
    "coordinator": "din-samordnare",
    "opinion": "tyck-till",
}
"""The anchors of a leaflet's own sections."""

GUIDE_WORDS = Path(__file__).with_name("guide.txt")
"""What people write when they look for something in the guide: ``page#anchor > phrase, phrase``."""

Synonyms = dict[str, list[str]]
"""What people search for, by the anchor of the section that answers; "" is the page itself."""


def synonyms_on(page: PageOf, binder: Binder, shelf: Shelf) -> Synonyms:
    """Return the synonyms of the sections on one of a binder's pages."""
    tab = page.tab.name
    if tab == "kontakter":
        return _list_of_contacts(binder, shelf)
    if tab == "blanketter":
        blanks: dict[str, Form | Survey] = {**binder.forms, **binder.surveys}
        return {f"blankett-{key}": blank.synonyms for key, blank in blanks.items()}
    if tab == "familj":
        return _list_of_leaflet(shown_record(binder, page.tab, page.key))
    return _list_of_entries(getattr(binder, name) for name in _RECORDS.get(tab, ()))


def _list_of_contacts(binder: Binder, shelf: Shelf) -> Synonyms:
    """Return those of the concerns and the services of all the municipality's binders."""
    binders = shelf.binders_of(binder.slug)
    found = _list_of_entries(other.guidance for other in binders)
    for other in binders:
        services = {service.id: service.synonyms for service in other.services}
        for contact in other.directory:
            words = found.setdefault(f"kontakt-{contact.id}", [])
            words += (word for key in contact.services for word in services.get(key, ()))
    return found


def _list_of_leaflet(leaflet: Leaflet) -> Synonyms:
    parts = {anchor: getattr(leaflet, name) for name, anchor in _PARTS.items()}
    return {
        "": leaflet.synonyms,
        **{anchor: part.synonyms for anchor, part in parts.items() if part},
        **_list_of_entries(leaflet.sections),
    }


def _list_of_entries(values: Iterable[Any]) -> Synonyms:
    """Return those of the entries in some values.

    An anchor is the id, most often with its kind before it.
    """
    found: Synonyms = {}
    for entry in (entry for value in values for entry in _walk(value)):
        prefix = _PREFIXES.get(type(entry))
        for anchor in (f"{prefix}-{entry.id}", entry.id) if prefix else ():
            found.setdefault(anchor, []).extend(entry.synonyms)
    return found


def _walk(value: Any) -> Iterator[Any]:
    """Yield the records with synonyms that a value is or holds."""
    if getattr(value, "synonyms", None):
        yield value
    parts = vars(value) if isinstance(value, Record) else value
    if isinstance(parts, dict):
        parts = parts.values()
    elif not isinstance(parts, list):
        return
    for part in parts:
        yield from _walk(part)


def read_guide_words() -> dict[str, Synonyms]:
    """Return the synonyms of the pages of the guide for editors, by folder."""
    found: dict[str, Synonyms] = {}
    lines = GUIDE_WORDS.read_text(encoding="utf-8").splitlines()
    for place, phrases in (line.split(" > ") for line in lines if " > " in line):
        page, _, anchor = place.partition("#")
        found.setdefault(page, {})[anchor] = phrases.split(", ")
    return found
