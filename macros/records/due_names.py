"""Name what falls due in Swedish: its service, its level, its function."""

import re

from macros.records.binder import Binder
from macros.records.contact import Contact
from macros.records.due_words import Kind
from macros.records.text import Text


def name_level(kind: Kind, level: str, slug: str, path: str) -> str:
    """Return the words that add a level's name; a control has said it already."""
    upper = slug.startswith("agreements/")
    if kind == "law":
        return f" (nämns i {level})"
    if path.startswith("agreement.control."):
        return ""
    return f" {'för hela' if kind == 'contact' else 'enligt'} {level}" if upper else f" i {level}"


def name_contact(binder: Binder, contact: Contact) -> str:
    """Name a contact by its service, and by who answers if the service has several."""
    service = name_service(binder, contact.service)
    several = sum(other.service == contact.service for other in binder.contacts) > 1
    which = f" ({plain_words(binder, contact.who)})" if several else ""
    return f"{'Telefonen till' if contact.phone else 'Uppgifterna om'} {service}{which}"


def name_service(binder: Binder, key: str) -> str:
    """Name a service as one says it in everyday life."""
    service = next(service for service in binder.services if service.id == key)
    return service.short or service.name


def plain_words(binder: Binder, text: Text) -> str:
    """Return a short text as plain words, without the signs of emphasis."""
    return re.sub(r"[*_]", "", " ".join(text.fill(binder.value).split()))
