"""The site's own settings: urgent numbers, complaints, the duty to report."""

from datetime import date
from typing import Literal

from macros.records.base import Entry, Record, optional, required
from macros.records.phone_numbers import PhoneField
from macros.records.reading_level import ReadingLevel
from macros.records.repository import Repository
from macros.records.scalars import Email, Plain, SafeWeb, SiteAddress, Slug, Version, Year, YesNo
from macros.records.text import TextField
from macros.records.time_scalars import DayField, WhenField
from macros.records.validity import a_year_after, has_passed, last_of
from macros.records.values import Day


class Sourced(Record):
    """What is known of where a number was read, and when."""

    checked: WhenField | None = optional(
        "kontrollerad",
        "När någon kontrollerade numret: dagen, eller när sidan där det står är skriven. Utelämnat: okänt.",
    )
    source: Plain | None = optional("läst i", "Sidan där numret står. Den visas inte för läsaren.")

    @property
    def check_by(self) -> Day | None:
        """The last day to check the number again; None where nobody knows when it was."""
        last = last_of(self.checked)
        return a_year_after(last) if last else None


class UrgentNumber(Entry, Sourced):
    """A real national number. Never an example."""

    phone: PhoneField = required("telefon", "Numret, till exempel 112.")
    text: TextField = required("när", "När man ringer det.")
    child: YesNo = optional(
        "till barn", "ja om bara barn ringer dit: det står inte i det som vuxna läser.", False
    )
    adult: YesNo = optional(
        "till vuxna",
        "ja om bara vuxna ringer dit: det står hos familjen, men inte hos barn och personal.",
        False,
    )
    hours: TextField | None = optional("öppet", "När någon svarar. Visas hos familjen.")
    chat: SafeWeb | None = optional("chatt", "Webbadressen till chatten, med https://. Visas hos familjen.")


class ComplaintStep(Entry, Sourced):
    """Whom to turn to next: a contact of the binder, or a public authority."""

    text: TextField = required("text", "Vad du gör, och vad de gör sedan.")
    name: Plain | None = optional("namn", "Myndighetens eller linjens namn, framför numret.")
    phone: PhoneField | None = optional("telefon", "Ett riktigt, offentligt nummer. Aldrig ett påhittat.")
    web: SafeWeb | None = optional("webb", "Myndighetens webbplats, med https://.")
    services: list[Slug] = optional(
        "verksamheter",
        "Id för verksamheter i services.yaml. Numret till den första som finns i pärmen visas.",
        list,
    )


class ComplaintPart(Entry):
    """Whom to turn to about one thing, such as school."""

    title: TextField = required("rubrik", "Vad det gäller, till exempel Skolan.")
    services: list[Slug] = optional(
        "visas där",
        "Id för verksamheter. Delen visas i de pärmar som har någon av dem. Utelämnat: i alla.",
        list,
    )
    steps: list[ComplaintStep] = required("steg", "Vem man vänder sig till, den närmaste först.")


class Complaints(Record):
    """Whom to turn to when one is not content, nearest first."""

    title: TextField = required("rubrik", "Rubriken, till exempel Så klagar du.")
    lead: TextField = required("ingress", "Det som gäller alla klagomål.")
    parts: list[ComplaintPart] = required("delar", "Skolan, vården, socialtjänsten …")


class Duty(Record):
    """The duty to report concern for a child, which stands before everything else."""

    title: TextField = required("rubrik", "Uppmaningen.")
    short: TextField | None = optional("kort fråga", "Rubriken i några ord, där det är trångt.")
    text: TextField = required("text", "Vad du gör, genast.")
    law: Slug = required("lag", "Id för paragrafen.")
    family: TextField = required(
        "till familjen", "Samma sak till den som det handlar om, och till närstående."
    )
    call: list[Slug] = optional(
        "ring",
        "Id för verksamheten som man anmäler till, och efter den andra som kan koppla vidare. I rutan visas "
        "numret till den första som har ett. Utelämnat: socialtjanst, och sedan vaxel.",
        ["socialtjanst", "vaxel"],
    )


class Allowed(Entry):
    """A value that looks like a person's number or address but is not.

    It may stand in the binder.
    """

    value: Plain = required("värde", "Exakt det som står i texten.")
    reason: Plain = required("skäl", "Varför det inte hör till någon person.")


class Security(Record):
    """Whom to tell of a security hole, for ``security.txt`` (RFC 9116).

    The file is written once the site is published.
    """

    contact: Email = required(
        "kontakt", "Vart man skriver om man hittar ett säkerhetshål. En funktion, inte en person."
    )
    expires: DayField = required("gäller till", "Dagen då uppgiften ska ses över. Högst ett år fram.")

    def expired(self, today: date) -> bool:
        """Return whether its last day has passed."""
        return has_passed(self.expires, today)

    def too_far_ahead(self, today: date) -> bool:
        """Return whether it expires in more than a year (RFC 9116 advises less)."""
        return self.expires > a_year_after(today)


class Holidays(Record):
    """The years whose public holidays the pages know.

    The routine's page leaves those days out when it counts the last day for the meeting.
    """

    first: Year = required("från och med", "Det första året, till exempel 2026.")
    last: Year = required("till och med", "Det sista året. Pärmen påminner när det närmar sig sitt slut.")

    @property
    def ends(self) -> Day:
        """The last day that they know."""
        return Day(self.last, 12, 31)


_LICENCES = {
    "cc0": ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
    "cc-by": ("http://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
}
"""The address of each licence, as the Swedish data portal wants it written, and what it is called."""


class OpenData(Record):
    """How the data may be used, and what kind of publisher answers for it.

    The catalogue for the Swedish data portal needs both. Without them there is none.
    """

    licence: Literal["cc0", "cc-by"] = required(
        "licens", "cc0 (fritt, utan villkor) eller cc-by (fritt för den som säger varifrån de kommer)."
    )
    publisher_type: Literal["local", "regional", "national", "nonprofit", "company"] = required(
        "slags utgivare",
        "local (kommun eller kommuner tillsammans), regional (region), national (statlig myndighet), "
        "nonprofit (förening eller stiftelse) eller company (företag).",
    )

    @property
    def licence_address(self) -> str:
        """The licence's address, which is its name to machines."""
        return _LICENCES[self.licence][0]

    @property
    def licence_name(self) -> str:
        """What the licence is called."""
        return _LICENCES[self.licence][1]


class Site(Record):
    """The settings and texts that all pages share."""

    version: Version = optional(
        "version", "Vilken form filerna är skrivna i. Ändras av parmen migrate, inte för hand.", 1
    )
    name: Plain = required("namn", "Webbplatsens namn.")
    lead: TextField = required("ingress", "Vad webbplatsen är, på startsidan.")
    publisher: Plain = required("utgivare", "Den som ger ut webbplatsen.")
    address: SiteAddress = required("adress", "Webbplatsens adress; papperen pekar hit.")
    email: Email = required("e-post", "Dit man skriver om något är fel.")
    published: YesNo = required("publicerad", "ja när webbplatsen gäller på riktigt.")
    repository: Repository | None = optional(
        "arkiv", "Arkivet på webben där data ligger. Då får varje sida en länk som föreslår en ändring."
    )
    security: Security | None = optional("säkerhet", "Vem man berättar för om ett säkerhetshål.")
    holidays: Holidays | None = optional(
        "helgdagar", "Åren vars helgdagar sidorna känner. Utan dem räknar sidan inte ut mötets sista dag."
    )
    open_data: OpenData | None = optional(
        "öppna data",
        "Hur andra får använda uppgifterna, och vem som ger ut dem. Utan det görs ingen katalog till "
        "Sveriges dataportal.",
    )
    urgent: list[UrgentNumber] = required("är det bråttom", "Nationella nummer, det mest akuta först.")
    complaints: Complaints | None = optional(
        "klagomål", "Vem man vänder sig till när man inte är nöjd. Visas hos familjen."
    )
    reading: list[ReadingLevel] = optional(
        "läsnivåer", "Hur lättlästa foldrarna ska vara. En folder väljer nivå i reading (läsnivå).", list
    )
    roles: list[TextField] = required(
        "funktioner", "De som kan svara hos en kontakt. Saknas ett ord lägger du till det här."
    )
    duty: Duty = required("orosanmälan", "Skyldigheten att anmäla oro.")
    allowed: list[Allowed] = optional(
        "tillåtet", "Sådant som ser ut som en persons nummer eller adress men inte är det.", list
    )
    draft_note: TextField = required("om utkast", "Raden på sidor som inte är fastställda.")

    def numbers_for(self, reader: str, whom: str) -> list[UrgentNumber]:
        """Return the urgent numbers for a reader, as a leaflet names her.

        ``whom`` is whom the binder is about. Grown-ups need no number for children; children and staff none
        for grown-ups who need help themselves.
        """
        grown = reader in ("custodian", "adult") or (whom == "adults" and reader != "child")
        return [
            number
            for number in self.urgent
            if not (grown and number.child) and not (number.adult and reader in ("child", "staff"))
        ]
