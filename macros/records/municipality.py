"""Records of the area and the municipality: the two levels below the agreement."""

from datetime import date
from typing import Literal

from macros.records.ages import AgesField
from macros.records.approval import Approval
from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain, Slug
from macros.records.shared_records import Section
from macros.records.text import TextField
from macros.records.time_scalars import DayField, EndField, WhenField
from macros.records.validity import Period, Standing, a_year_after, has_passed, standing_between
from macros.records.values import OpenEnd, When

_APPROVED = "Vem som har godkänt att pärmen publiceras, och när. Utan det är den ett utkast."


class Area(Record):
    """Municipalities that work by one routine (``index.yaml`` in its folder)."""

    name: Plain = required("namn", "Områdets namn.")
    agreement: Slug | None = optional(
        "överenskommelse",
        "Mappen under data/agreements som området följer. Ett delområde har part_of i stället.",
    )
    part_of: Slug | None = optional(
        "del av", "Området som det här är en del av (mappen under data/areas), om det är ett delområde."
    )
    lead: TextField = required("ingress", "Vad området är, i en mening.")
    places: Plain = required("orter", "Kommunerna uppräknade, till exempel: Hudiksvall och Nordanstig.")
    ages: AgesField | None = optional("åldrar", "Om de är andra här än i överenskommelsen.")


class Membership(Record, Period):
    """Whether the municipality has joined, and since when.

    Its standing is that of the agreement here. ``joining`` is coming until someone writes ``member``;
    ``left`` is ended, but in force to its last day where that lies ahead.
    """

    status: Literal["joining", "member", "left"] = required(
        "medlemskap", "joining (på väg in), member (med) eller left (har lämnat)."
    )
    since: WhenField | None = optional("sedan", "När kommunen gick med.")
    until: EndField | None = optional("till", "När kommunen lämnade, eller tills vidare.")
    text: TextField | None = optional("text", "Något att veta om medlemskapet.")

    def bounds(self) -> tuple[When | None, When | OpenEnd | None]:
        """Return when it joined, or will, and when it left, or will."""
        return self.since, self.until

    def standing(self, today: date) -> Standing:
        """Return whether the agreement is coming, in force or ended here."""
        if self.status == "joining":
            return "coming"
        return "ended" if self.status == "left" and self.ends is None else super().standing(today)

    def validity(self, today: date) -> str:
        """Return in words from or to which day the agreement applies here.

        Where no day is known: *Gäller inte än* or *Gäller inte längre*.
        """
        standing = self.standing(today)
        if standing == "coming":
            dated = standing_between(self.starts, None, today) == "coming"
            return super().validity(today) if dated else "Gäller inte än"
        if standing == "ended":
            return "Gäller inte längre"
        return super().validity(today)

    def describe(self, today: date) -> str:
        """Return in words whether the municipality has joined: *är med sedan 2019*.

        The words are written to follow the municipality's name.
        """
        standing = self.standing(today)
        if standing == "coming":
            return "är på väg in"
        if standing == "ended":
            return f"har lämnat samarbetet{f' {self.until}' if self.ends else ''}"
        until = f"{',' if self.since else ''} till och med {self.until}" if self.ends else ""
        return f"är med{f' sedan {self.since}' if self.since else ''}{until}"


class MinorityLanguages(Record):
    """Whether the municipality is an administrative area for minority languages.

    By the act on national minorities and minority languages (2009:724).
    """

    languages: list[Plain] = optional(
        "språk", "Språken, eller en tom lista om kommunen inte hör till något förvaltningsområde.", list
    )
    law: Slug = required("lag", "Id för paragrafen.")
    checked: DayField = required("kontrollerat", "Dagen då uppgiften kontrollerades mot lagen.")
    sure: Literal["high", "medium"] = required("säkerhet", "high (säker) eller medium (ska kontrolleras).")
    text: TextField | None = optional("text", "Vad det betyder för familjen.")

    @property
    def check_by(self) -> date:
        """The last day to read the source again: a year after ``checked``."""
        return a_year_after(self.checked)

    def stale(self, today: date) -> bool:
        """Return whether nobody has checked it for a year."""
        return has_passed(self.check_by, today)


class LocalNote(Entry):
    """What this place has of its own; shown as *Gäller i …* on the page it belongs to."""

    page: Slug = required("sida", "Sidan den visas på, till exempel rutin.")
    title: TextField = required("rubrik", "Det i några ord.")
    text: TextField = required("text", "Vad som gäller just här.")


class Participation(Record):
    """What a municipality has of its own in one of its areas, beside kinds of content."""

    membership: Membership | None = optional("medlemskap", "Om kommunen är med, och sedan när.")
    approved: Approval | None = optional("godkänd", _APPROVED)
    lead: TextField | None = optional("ingress", "Egen ingress på pärmens första sida.")
    ages: AgesField | None = optional("åldrar", "Om de är andra här än i området och överenskommelsen.")


class District(Entry):
    """A part of a municipality that some contacts are for."""

    name: Plain = required("namn", "Kommundelens namn, till exempel Töre.")


class Municipality(Record):
    """One municipality (a file, or a folder's ``index.yaml``).

    ``area`` is short for ``areas`` with one area, which is what it has become when the file has been read
    (``participations``). Then ``membership`` and ``approved`` may stand beside it.
    """

    name: Plain = required("namn", "Kommunens namn.")
    area: Slug | None = optional("område", "Mappen under data/areas, om kommunen är med i ett enda område.")
    areas: dict[Slug, Participation] = optional(
        "områden", "Områdena som kommunen är med i, vart och ett med det som bara gäller kommunen där.", dict
    )
    first: Slug | None = optional(
        "först", "Området vars pärm har kommunens korta adresser, om kommunen är med i flera områden."
    )
    county: Plain = required("län", "Länet.")
    lead: TextField | None = optional("ingress", "Egen ingress på kommunens startsida.")
    membership: Membership | None = optional("medlemskap", "Om kommunen är med, och sedan när.")
    approved: Approval | None = optional("godkänd", _APPROVED)
    minority_languages: MinorityLanguages | None = optional(
        "minoritetsspråk", "Om kommunen hör till förvaltningsområdet för något minoritetsspråk."
    )
    mark: Plain | None = optional("märke", "Bildfilens namn (svg eller png) i docs/assets/marks.")
    address: Plain | None = optional("adress", "Postadress dit familjer kan skicka enkäten.")
    ages: AgesField | None = optional("åldrar", "Om de är andra här än i området och överenskommelsen.")
    districts: list[District] = optional(
        "kommundelar", "Delar av kommunen, om någon verksamhet har en kontakt för varje del.", list
    )
    sections: list[Section] = optional("avsnitt", "Annat om kommunen.", list)
