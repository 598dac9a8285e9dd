"""Records of the directory: services, and the contacts that reach them.

Names and meanings follow Open Referral's Human Services Data Specification (HSDS) where it has one:
``checked`` is its ``assured_date``, ``for_whom`` its ``eligibility_description``; for ``schedule`` see there.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal

from pydantic import field_validator

from macros.problems import quote
from macros.records.ages import AgeLimits, AgesField
from macros.records.base import Entry, optional, required, searched
from macros.records.hand_over import HandOver
from macros.records.phone_numbers import PhoneField
from macros.records.scalars import Email, Plain, Slug, Web, WholeNumber, YesNo, fault
from macros.records.schedule import Schedule
from macros.records.text import Text, TextField
from macros.records.time_scalars import DayField
from macros.records.validity import a_year_after, has_passed

Group = Literal["first", "everyday", "more"]
"""Call here first; in everyday life; when more is needed."""


Certainty = Literal["example", "unproved", "proposed", "unchecked", "checked"]
"""How sure a contact's number is: invented, proposed and not checked, proposed, not checked, checked."""


GROUP_WORDS = {"first": "Ring först hit", "everyday": "I vardagen", "more": "När det behövs mer"}
"""What each group of services is called where contacts are listed, in that order."""


class Service(Entry, AgeLimits):
    """What a service does, for whom, and when to call it."""

    name: Plain = required("namn", "Verksamhetens namn.")
    short: Plain | None = optional("förkortning", "Till exempel BUP.")
    group: Group = required(
        "grupp",
        "Hur tidigt man ringer dit: first (först), everyday (i vardagen) eller more (när det behövs mer).",
    )
    does: TextField = required("vad gör de", "Vad verksamheten gör.")
    for_whom: TextField = required("för vem", "Vilka den är till för.")
    call_when: TextField = required("när ringer du", "När du ska höra av dig.")
    families: YesNo = optional("till familjer", "nej om bara personal ringer dit.", True)
    ages: AgesField | None = optional(
        "åldrar", "De åldrar som verksamheten är till för, till exempel 6–16 år. Utelämnat: alla."
    )
    hand_over: HandOver | None = optional(
        "överlämning", "Vilken verksamhet som tar vid efter åldrarna, och hur det går till."
    )
    min_age: WholeNumber | None = optional("från ålder", "Yngsta ålder i år. Skriv hellre ages.")
    max_age: WholeNumber | None = optional("till ålder", "Äldsta ålder i år. Skriv hellre ages.")
    synonyms: list[Plain] = searched()


class Contact(Entry):
    """How to reach one or more services here: a function, never a person.

    The first service decides where the contact stands among others.
    """

    singular: ClassVar[dict[str, str]] = {"service": "services"}

    services: list[Slug] = required(
        "verksamheter",
        "Id för verksamheterna som kontakten svarar för. De står i services.yaml. Är det bara en går det bra "
        "att skriva  service: elevhalsa",
    )
    role: TextField = required(
        "funktion", "Vem som svarar. Ett av orden under roles i data/site.yaml, aldrig ett namn."
    )
    location: TextField | None = optional(
        "plats", "Skolan eller orten, om det behövs. Aldrig en persons namn."
    )
    ages: AgesField | None = optional(
        "åldrar", "Vilka åldrar kontakten är till för, om det är färre än verksamhetens."
    )
    districts: list[Slug] = optional(
        "kommundelar",
        "Id för de delar av kommunen som kontakten är till för. De står under districts i kommunens fil. "
        "Utelämnat: hela kommunen.",
        list,
    )
    phone: PhoneField | None = optional(
        "telefon", "Numret man ringer. Skriv det som du brukar. I pärmen visas alla nummer på samma sätt."
    )
    email: Email | None = optional("e-post", "En funktionsbrevlåda.")
    web: Web | None = optional("webb", "Verksamhetens webbsida.")
    address: Plain | None = optional("adress", "Besöksadress.")
    hours: TextField | None = optional("öppet", "När någon svarar.")
    schedule: list[Schedule] = optional(
        "avvikande tider",
        "När det är stängt, eller öppet på andra tider: sommar, helger. Visas hos kontakten från en månad "
        "före till sista dagen.",
        list,
    )
    checked: DayField | None = optional("kontrollerad", "Dagen då någon ringde och kontrollerade.")
    note: TextField | None = optional("anmärkning", "Något mer att veta.")

    @field_validator("services")
    @classmethod
    def _check_services(cls, services: list[str]) -> list[str]:
        """Refuse a contact of no service, and one that names a service twice."""
        if not services:
            raise fault("no-service", "kontakten har ingen verksamhet", "Skriv minst en, ur services.yaml.")
        twice = next((key for key in services if services.count(key) > 1), "")
        if twice:
            raise fault("duplicate-id", f"verksamheten {quote(twice)} står två gånger", "Ta bort den ena.")
        return services

    @property
    def first_service(self) -> str:
        """The id of the service that decides where the contact stands."""
        return self.services[0]

    @property
    def who(self) -> Text:
        """Who answers, and where: *Mottagningen, Kalix*."""
        return self.role.followed_by(self.location) if self.location else self.role

    @property
    def check_by(self) -> date | None:
        """The last day to call and check again; None where nobody ever has."""
        return a_year_after(self.checked) if self.checked else None

    @property
    def certainty(self) -> Certainty:
        """How sure the number is. Only what somebody has called is checked."""
        if self.state == "example":
            return "example"
        if self.state == "proposed":
            return "proposed" if self.checked else "unproved"
        return "checked" if self.checked else "unchecked"

    def sure(self, today: date) -> bool:
        """Return whether somebody has called the number within a year.

        No other number may look as if.
        """
        return self.certainty == "checked" and not self.stale(today)

    def stale(self, today: date) -> bool:
        """Return whether nobody has checked it for a year.

        An example is never stale: it was never to be checked.
        """
        return self.state != "example" and (self.check_by is None or has_passed(self.check_by, today))

    def exceptions(self, today: date) -> list[Schedule]:
        """Return the exceptional hours that are on or near, the first to begin first."""
        shown = (exception for exception in self.schedule if exception.shown(today))
        return sorted(shown, key=lambda exception: exception.valid_from)


def services_by_district(contacts: Iterable[Contact]) -> set[str]:
    """Return the services whose contacts are told apart by district.

    Only of these does it matter where one lives.
    """
    districts: dict[str, set[frozenset[str]]] = defaultdict(set)
    for contact in contacts:
        for service in contact.services if contact.districts else ():
            districts[service].add(frozenset(contact.districts))
    return {service for service, groups in districts.items() if len(groups) > 1}
