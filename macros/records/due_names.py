"""Name what falls due in Swedish: its service, its level, its function."""

import re
from collections.abc import Iterable, Iterator

from macros.problems import Place, join_words
from macros.records.binder import Binder
from macros.records.contact import Contact
from macros.records.due_words import Kind
from macros.records.leaflet_texts import list_outdated
from macros.records.site import Site, Sourced
from macros.records.text import Text
from macros.records.validity import Rule


def name_level(kind: Kind, level: str, slug: str, path: str) -> str:
    """Return the words that add a level's name; a control has said it already."""
    upper = slug.startswith("agreements/")
    if kind in ("translation", "phrase"):
        return ""
    if kind == "law":
        return f" (nämns i {level})"
    if path.startswith("agreement.control."):
        return ""
    return f" {'för hela' if kind == 'contact' else 'enligt'} {level}" if upper else f" i {level}"


def name_contact(binder: Binder, contact: Contact) -> str:
    """Name a contact by its services, and by who answers if the first has several."""
    service = name_services(binder, contact.services)
    several = sum(other.first_service == contact.first_service for other in binder.contacts) > 1
    which = f" ({plain_words(binder, contact.who)})" if several else ""
    return f"{'Telefonen till' if contact.phone else 'Uppgifterna om'} {service}{which}"


def name_services(binder: Binder, ids: Iterable[str]) -> str:
    """Name services as one says them in everyday life."""
    by_id = {service.id: service for service in binder.services}
    services = [by_id[key] for key in ids]
    return join_words(service.short or service.name for service in services)


def list_unread(site: Site, binder: Binder) -> Iterator[tuple[Kind, str, str, Place]]:
    """Yield what waits for somebody who knows its language.

    That is a kind, a path, a name and a place.
    """
    for path, what, place in list_outdated(site, binder):
        yield "translation", path, what, place
    sheets = binder.family_sheets
    if sheets and sheets.interpreter and (unread := sheets.interpreter.unread):
        path = "family_sheets.interpreter.phrases"
        languages = join_words(phrase.swedish_name for phrase in unread)
        yield "phrase", path, f"”Jag behöver tolk” på {languages}", binder.place_of(path)


def plain_words(binder: Binder, text: Text) -> str:
    """Return a short text as plain words, without the signs of emphasis."""
    return re.sub(r"[*_]", "", " ".join(text.fill(binder.value).split()))


def list_public_numbers(site: Site) -> Iterator[tuple[str, str, Sourced]]:
    """Yield each public number to be checked: its key, its name and its record.

    Of the urgent ones it is those that say when they were; 112 needs no check.
    """
    for number in site.urgent:
        if number.checked:
            yield f"site/urgent/{number.id}", f"Numret {number.phone}", number
    for part in site.complaints.parts if site.complaints else ():
        for step in part.steps:
            if step.phone:
                yield f"site/complaints/{part.id}/{step.id}", f"Numret {step.phone}", step


def list_rules(binder: Binder) -> Iterator[tuple[str, str, Rule]]:
    """Yield each rule of the routine that may begin and end: path, name, rule."""
    for meeting in binder.routine.meetings:
        path = f"routine.meetings.{meeting.id}"
        name = f" ({plain_words(binder, meeting.title)})" if meeting.title else ""
        yield path, f"Reglerna för mötet{name}", meeting
        if meeting.window:
            yield f"{path}.window", f"Tiden för mötet{name}", meeting.window
    for step in binder.routine.steps:
        if step.deadline:
            path = f"routine.steps.{step.id}.deadline"
            yield path, f"Tidsgränsen för steget {plain_words(binder, step.title)}", step.deadline
