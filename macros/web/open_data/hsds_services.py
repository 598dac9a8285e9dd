"""Describe a binder's services and contacts as Open Referral's HSDS 3 does.

A service of the binder is a service, and each of its contacts a contact with a telephone: a function, so no
contact has a name. The data does not say which organisation is behind each service; the collaboration in the
municipality stands there. An identifier is a UUID of version 5 in the name space of URLs, of the binder's
published address and the record's path: ``https://site/kalix/#services.bup``. So it stays until one of those
changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from macros.problems import join_words
from macros.records.base import STATE_WORDS
from macros.records.binder import Binder
from macros.records.contact import GROUP_WORDS, Contact, Service
from macros.records.schedule import Schedule
from macros.records.values import Day
from macros.records.whole_shelf import Shelf
from macros.rendering.renderer import Renderer
from macros.rendering.surface import Paper

Json = dict[str, Any]
STANDARD = "http://docs.openreferral.org"
"""Where the standard is described."""
TERMS: dict[str, dict[str, str]] = {
    "state": {**STATE_WORDS},
    "group": {**GROUP_WORDS},
    "callers": {"everyone": "Familjer och personal", "staff": "Bara personal"},
}
"""Our taxonomies: the words of each by the code that the data has for them."""
TAXONOMIES = {
    "state": ("Läge", "Hur säker uppgiften är. Ett exempel är påhittat."),
    "group": ("Grupp", "Hur tidigt man ringer till verksamheten."),
    "callers": ("Vem som ringer", "Vilka som kan ringa till verksamheten."),
}
"""The title of each, and what it tells."""
EXAMPLE = "Exempel: numret är påhittat och går inte att ringa."
_SWEDEN = ZoneInfo("Europe/Stockholm")


def make_services(shelf: Shelf, binder: Binder) -> list[Json]:
    """Return a binder's services, each with its organisation and contacts inside."""
    return [_Writer(shelf, binder).describe_service(service) for service in binder.services]


def name_thing(shelf: Shelf, address: str, path: str = "") -> str:
    """Return the identifier of what stands at an address, or of a record there."""
    fragment = f"#{path}" if path else ""
    return str(uuid5(NAMESPACE_URL, f"{shelf.site.address.rstrip('/')}/{address}/{fragment}"))


class _Writer:
    """Describes the services of one binder."""

    def __init__(self, shelf: Shelf, binder: Binder) -> None:
        self.shelf, self.binder = shelf, binder
        self.plain = Renderer(shelf, binder, Paper(binder.address, shelf.site.address)).plain

    def name(self, path: str) -> str:
        """Return the identifier of a record of the binder."""
        return name_thing(self.shelf, self.binder.address, path)

    def describe_service(self, service: Service) -> Json:
        """Return a service with all that hangs on it."""
        path = f"services.{service.id}"
        contacts = [contact for contact in self.binder.contacts if service.id in contact.services]
        checked = [contact.checked for contact in contacts if contact.checked]
        ages = service.limits
        return _without_empty(
            {
                "id": self.name(path),
                "organization": self.describe_organization(),
                "name": service.name,
                "alternate_name": service.short,
                "description": self.plain(service.does),
                "eligibility_description": self.plain(service.for_whom),
                "application_process": self.plain(service.call_when),
                "minimum_age": max(ages.lowest_year, 0) if ages else None,
                "maximum_age": ages.highest_year if ages else None,
                "url": next((contact.web for contact in contacts if contact.web), None),
                "status": "active",
                "assured_date": _iso(min(checked)) if checked and len(checked) == len(contacts) else None,
                "contacts": [self.describe_contact(path, contact) for contact in contacts],
                "schedules": [one for contact in contacts for one in self.describe_hours(path, contact)],
                "service_areas": list(self.describe_areas(path, contacts)),
                "service_at_locations": [
                    self.describe_visit(path, contact) for contact in contacts if contact.address
                ],
                "attributes": [
                    self.describe_term(path, "state", str(service.state)),
                    self.describe_term(path, "group", service.group),
                    self.describe_term(path, "callers", "everyone" if service.families else "staff"),
                ],
            }
        )

    def describe_organization(self) -> Json:
        """Return the collaboration: the data names no other holder of the services."""
        binder = self.binder
        return {
            "id": name_thing(self.shelf, binder.address),
            "name": f"{binder.agreement.short} i {binder.name}",
            "description": f"{self.plain(binder.agreement.lead)} "
            "Vem som driver varje verksamhet står inte i uppgifterna.",
            "website": f"{self.shelf.site.address.rstrip('/')}/{binder.address}/",
        }

    def describe_contact(self, service: str, contact: Contact) -> Json:
        """Return a contact: its function, and its number with what to know of it."""
        path = f"{service}.contacts.{contact.id}"
        state = str(contact.state)
        known = (
            EXAMPLE if state == "example" else "",
            f"Åldrar: {contact.ages}." if contact.ages else "",
            f"Kommundelar: {join_words(self.list_districts(contact))}." if contact.districts else "",
            self.plain(contact.note) if contact.note else "",
        )
        phone = {
            "id": self.name(f"{path}.phone"),
            "number": str(contact.phone),
            "type": "voice",
            "description": " ".join(filter(None, known)),
            "attributes": [self.describe_term(f"{path}.phone", "state", state)],
        }
        return _without_empty(
            {
                "id": self.name(path),
                "title": self.plain(contact.role),
                "department": self.plain(contact.location) if contact.location else None,
                "email": contact.email,
                "phones": [_without_empty(phone)] if contact.phone else [],
                "attributes": [self.describe_term(path, "state", state)],
            }
        )

    def describe_hours(self, service: str, contact: Contact) -> Iterator[Json]:
        """Yield when somebody answers, and the exceptional hours ahead."""
        path, who = f"{service}.contacts.{contact.id}", self.plain(contact.who)
        if contact.hours:
            yield {
                "id": self.name(f"{path}.hours"),
                "description": self.plain(contact.hours),
                "notes": who,
                "attributes": [self.describe_term(f"{path}.hours", "state", str(contact.state))],
            }
        for schedule in contact.schedule:
            if not schedule.ended(self.shelf.today):
                yield self.describe_exception(f"{path}.schedule.{schedule.id}", who, schedule)

    def describe_exception(self, path: str, who: str, schedule: Schedule) -> Json:
        """Return exceptional hours between two days, both counted."""
        text = f". {self.plain(schedule.description)}" if schedule.description else ""
        return _without_empty(
            {
                "id": self.name(path),
                "valid_from": _iso(schedule.valid_from),
                "valid_to": _iso(schedule.valid_to),
                "opens_at": _clock(schedule.valid_from, schedule.opens_at),
                "closes_at": _clock(schedule.valid_from, schedule.closes_at),
                "description": f"{schedule}{text}",
                "notes": who,
                "attributes": [self.describe_term(path, "state", str(schedule.state))],
            }
        )

    def list_districts(self, contact: Contact) -> list[str]:
        """Return the names of the parts of the municipality that a contact is for."""
        return [one.name for one in self.binder.municipality.districts if one.id in contact.districts]

    def describe_areas(self, service: str, contacts: list[Contact]) -> Iterator[Json]:
        """Yield where the service is had: the municipality, or only some parts of it."""
        districts = {key for contact in contacts for key in contact.districts}
        if not districts or not all(contact.districts for contact in contacts):
            yield {"id": self.name(f"{service}.area"), "name": self.binder.name}
            return
        for one in self.binder.municipality.districts:
            if one.id in districts:
                yield {
                    "id": self.name(f"{service}.area.{one.id}"),
                    "name": f"{one.name}, {self.binder.name}",
                }

    def describe_visit(self, service: str, contact: Contact) -> Json:
        """Return where the service is visited.

        The data has an address in one line, without a postcode: it is the place's description.
        """
        path = f"{service}.contacts.{contact.id}.address"
        location = {
            "id": self.name(f"{path}.location"),
            "location_type": "physical",
            "name": self.plain(contact.who),
            "description": contact.address,
            "attributes": [self.describe_term(f"{path}.location", "state", str(contact.state))],
        }
        return {"id": self.name(path), "location": location}

    def describe_term(self, path: str, taxonomy: str, code: str) -> Json:
        """Return what is said of a record by a word of one of our taxonomies."""
        return {
            "id": self.name(f"{path}.{taxonomy}"),
            "link_type": taxonomy,
            "taxonomy_term": describe_word(self.shelf, taxonomy, code),
        }


def describe_word(shelf: Shelf, taxonomy: str, code: str) -> Json:
    """Return a word of a taxonomy, the same in every file of the site."""
    title, told = TAXONOMIES[taxonomy]
    return {
        "id": name_thing(shelf, "oppna-data", f"{taxonomy}.{code}"),
        "code": code,
        "name": TERMS[taxonomy][code],
        "description": told,
        "taxonomy": title,
        "taxonomy_id": name_thing(shelf, "oppna-data", taxonomy),
        "language": "sv",
    }


def _without_empty(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _iso(day: Day) -> str:
    return day.isoformat()


def _clock(day: Day, value: time | None) -> str | None:
    """Return a time of day with its difference from UTC that day."""
    if value is None:
        return None
    return datetime.combine(day, value, _SWEDEN).isoformat(timespec="minutes").partition("T")[2]
