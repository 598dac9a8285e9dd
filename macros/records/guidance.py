"""Records of *Whom do I call?*: the services to turn to, why, and the next step."""

from typing import Literal

from macros.records.ages import AgeLimits, AgesField
from macros.records.base import Entry, Record, optional, required, searched
from macros.records.scalars import Plain, Slug, WholeNumber, YesNo
from macros.records.text import TextField


class Reader(Entry):
    """A kind of reader: staff at some workplace, a parent or a young person."""

    name: Plain = required("namn", "Det man väljer, till exempel Skolan eller Jag är närstående.")
    voice: Literal["staff", "custodian", "young"] = required(
        "röst",
        "Vem vi talar till: staff (personal), custodian (förälder eller närstående) eller young "
        "(den som det handlar om).",
    )
    services: list[Slug] = optional(
        "egna verksamheter", "Id för verksamheterna där man arbetar. De märks ut i svaret.", list
    )
    start: TextField = required("börja så", "Det man själv gör först, vad det än gäller.")


class Referral(Entry, AgeLimits):
    """A service to turn to, and why."""

    service: Slug = required("verksamhet", "Verksamhetens id. Det står i services.yaml.")
    why: TextField = required("varför", "Vad verksamheten kan göra åt just det här.")
    adult: YesNo = optional(
        "gäller en vuxen", "ja om hjälpen är till en vuxen runt omkring: då räknas inte åldern.", False
    )
    ages: AgesField | None = optional("åldrar", "Om de är färre än verksamhetens, till exempel 6–12 år.")
    min_age: WholeNumber | None = optional(
        "från ålder", "Om det börjar senare än för verksamheten. Skriv hellre ages."
    )
    max_age: WholeNumber | None = optional(
        "till ålder", "Om det slutar tidigare än för verksamheten. Skriv hellre ages."
    )


class Concern(Entry):
    """A concern that a reader may choose, with the services to turn to.

    One that has no step for families is not shown to them as a choice.
    """

    title: TextField = required("vad gäller det", "Det man väljer, som personal och närstående säger det.")
    young: TextField | None = optional("i egna ord", "Samma sak som den som det handlar om säger den.")
    urgent: YesNo = optional("bråttom", "ja om det alltid ska stå först.", False)
    referrals: list[Referral] = required("vänd dig till", "Verksamheterna, i den ordning man ringer.")
    next_step: TextField = required("nästa steg", "Vad personalen gör sedan.")
    laws: list[Slug] = optional("lagar", "Paragraferna som nästa steg lutar sig mot.", list)
    custodian_step: TextField | None = optional(
        "närståendes nästa steg", "Vad en förälder eller närstående gör sedan."
    )
    young_step: TextField | None = optional("eget nästa steg", "Vad den som det handlar om gör sedan.")
    synonyms: list[Plain] = searched()


class Guidance(Record):
    """The answers to *Whom do I call?*, shown first among the contacts."""

    title: TextField = required("rubrik", "Avsnittets rubrik.")
    lead: TextField = required("ingress", "Vad man får veta.")
    readers: list[Reader] = required("läsare", "De som frågar, i den ordning man väljer.")
    concerns: list[Concern] = required("frågor", "Det som kan hända, i den ordning man väljer.")
