"""Records of the directory: services, and the contacts that reach them.

Names and meanings follow Open Referral's Human Services Data Specification (HSDS) where it has one:
``checked`` is its ``assured_date``, ``for_whom`` its ``eligibility_description``.
"""

from datetime import date
from typing import Literal

from macros.records.ages import AgeLimits, AgesField
from macros.records.base import Entry, optional, required
from macros.records.hand_over import HandOver
from macros.records.scalars import Email, PhoneField, Plain, Slug, Web, WholeNumber, YesNo
from macros.records.text import Text, TextField
from macros.records.time_scalars import DayField
from macros.records.validity import a_year_after, has_passed

Group = Literal["first", "everyday", "more"]
"""Call here first; in everyday life; when more is needed."""


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


class Contact(Entry):
    """How to reach a service here: a function, never a person."""

    service: Slug = required("verksamhet", "Verksamhetens id. Det står i services.yaml.")
    role: TextField = required(
        "funktion", "Vem som svarar. Ett av orden under roles i data/site.yaml, aldrig ett namn."
    )
    location: TextField | None = optional(
        "plats", "Skolan eller orten, om det behövs. Aldrig en persons namn."
    )
    phone: PhoneField | None = optional("telefon", "Numret man ringer.")
    email: Email | None = optional("e-post", "En funktionsbrevlåda.")
    web: Web | None = optional("webb", "Verksamhetens webbsida.")
    address: Plain | None = optional("adress", "Besöksadress.")
    hours: TextField | None = optional("öppet", "När någon svarar.")
    checked: DayField | None = optional("kontrollerad", "Dagen då någon ringde och kontrollerade.")
    note: TextField | None = optional("anmärkning", "Något mer att veta.")

    @property
    def who(self) -> Text:
        """Who answers, and where: *Mottagningen, Kalix*."""
        return self.role.followed_by(self.location) if self.location else self.role

    @property
    def check_by(self) -> date | None:
        """The last day to call and check again; None where nobody ever has."""
        return a_year_after(self.checked) if self.checked else None

    def stale(self, today: date) -> bool:
        """Return whether nobody has checked it for a year.

        An example is never stale: it was never to be checked.
        """
        return self.state != "example" and (self.check_by is None or has_passed(self.check_by, today))
