"""The site's own settings: name, publisher, urgent numbers, the duty to report."""

from __future__ import annotations

from macros.records.base import Entry, Record, required
from macros.records.scalars import Email, PhoneField, Plain, Slug, Web, YesNo
from macros.records.text import TextField


class UrgentNumber(Entry):
    """A real national number. Never an example."""

    phone: PhoneField = required("telefon", "Numret, till exempel 112.")
    text: TextField = required("när", "När man ringer det.")


class Duty(Record):
    """The duty to report concern for a child, which stands before everything else."""

    title: TextField = required("rubrik", "Uppmaningen.")
    text: TextField = required("text", "Vad du gör, genast.")
    law: Slug = required("lag", "Id för paragrafen.")
    family: TextField = required("till familjen", "Samma sak till barnet eller föräldern.")


class Site(Record):
    """What all pages share."""

    name: Plain = required("namn", "Webbplatsens namn.")
    lead: TextField = required("ingress", "Vad webbplatsen är, på startsidan.")
    publisher: Plain = required("utgivare", "Den som ger ut webbplatsen.")
    address: Web = required("adress", "Webbplatsens adress; papperen pekar hit.")
    email: Email = required("e-post", "Dit man skriver om något är fel.")
    published: YesNo = required("publicerad", "ja när webbplatsen är på riktigt.")
    urgent: list[UrgentNumber] = required("är det bråttom", "Nationella nummer, det mest akuta först.")
    duty: Duty = required("orosanmälan", "Skyldigheten att anmäla oro.")
    draft_note: TextField = required("om utkast", "Raden på sidor som inte är fastställda.")
