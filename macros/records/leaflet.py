"""The leaflet that is handed out, in plain language, per reader and language."""

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from macros.records.base import Entry, Record, optional, required, searched
from macros.records.scalars import Plain, Slug, YesNo
from macros.records.shared_records import Section
from macros.records.text import Text, TextField
from macros.records.whom import Whom

if TYPE_CHECKING:
    from macros.records.binder import Binder

Scene = Literal[
    "ser", "pratar", "motet", "foljer-upp", "familj", "samordnare", "ny", "chef", "planen", "nej", "tolk",
    "hemligt", "klaga", "paus", "hej", "ringa", "vid-bordet", "beratta", "tva-hem",
]  # fmt: skip
"""The drawn scenes, by name."""
SCENES = (
    "Den tecknade bilden: ser (någon ser ett barn), pratar (vi pratar), beratta (någon berättar), motet "
    "(alla möts), vid-bordet (vuxna berättar), foljer-upp (vi ser hur det gick), familj (en familj), tva-hem "
    "(två hem), samordnare (samordnaren), planen (planen), nej (säga nej), tolk (en tolk), hemligt "
    "(sekretess), klaga (något är fel), paus (en paus), hej (hälsa), ringa (en telefon), ny (ny på jobbet) "
    "eller chef (chefen)."
)


Reader = Literal["child", "custodian", "adult", "family", "staff"]
"""Who reads a leaflet or answers a survey: which numbers, opening and end she needs."""
READERS = (
    "Vem som läser: child (barnet), custodian (vårdnadshavaren), adult (en vuxen som det handlar om, eller "
    "en närstående), family (barnet och vårdnadshavaren) eller staff (personalen). Det avgör vilka nummer "
    "som står i foldern, och vad den börjar och slutar med."
)


class LeafletStep(Entry):
    """One step of what happens, told to the reader."""

    title: TextField = required("rubrik", "Vad som händer, i tre ord.")
    when: TextField = required("när", "När det händer.")
    text: TextField = required("text", "Vad det betyder för dig.")
    scene: Scene | None = optional("bild", f"{SCENES} Utelämnat: ingen bild.")


class LeafletPage(Entry):
    """One thought with its picture, for someone who would rather look than read."""

    title: TextField = required("rubrik", "Tanken i några få ord.")
    text: TextField = required("text", "Några korta meningar. En tanke på varje sida.")
    scene: Scene = required("bild", SCENES)
    write: TextField | None = optional("rad att skriva på", "Vad man skriver på raden, till exempel Namnet.")


class StripFrame(Entry):
    """One frame of a strip."""

    text: TextField = required("text", "Vad som händer, i några få ord.")
    scene: Scene = required("bild", SCENES)


class LeafletStrip(Record):
    """How the meeting goes, frame by frame, to colour in."""

    title: TextField = required("rubrik", "Till exempel: Så går mötet till.")
    frames: list[StripFrame] = required("rutor", "Det som händer, i ordning: sex eller sju rutor.")
    own_title: TextField = required("egna ord", "Rubriken över det man själv skriver eller ritar.")
    own: list[TextField] = required("rita eller skriv", "Till exempel: Det här vill jag säga. Fyra rutor.")


def _leaflet_word(title: str, description: str, swedish: str) -> Any:
    """Declare a text with a default wording in Swedish.

    Only a translation needs to be written.
    """
    return Field(title=title, description=description, default_factory=lambda: Text({"sv": swedish}))


class LeafletWords(Record):
    """The labels and headings of the leaflet and its page.

    A translated leaflet gives them in its languages too.
    """

    happens: TextField = _leaflet_word("det här händer", "Rubriken över stegen.", "Det här händer")
    name: TextField = _leaflet_word("namn", "Där samordnarens namn skrivs.", "Namn")
    phone: TextField = _leaflet_word("telefon", "Där telefonnumret skrivs.", "Telefon")
    next_meeting: TextField = _leaflet_word("nästa möte", "Där dagen skrivs.", "Nästa möte")
    yes: TextField = _leaflet_word("ja", "Svar i enkäten.", "Ja")
    no: TextField = _leaflet_word("nej", "Svar i enkäten.", "Nej")
    cut: TextField = _leaflet_word("klipp här", "Vid enkätens kant.", "Klipp här")
    own: TextField = _leaflet_word(
        "egna ord", "Rubriken över tomma rader.", "Det här vill jag fråga eller berätta"
    )
    urgent: TextField = _leaflet_word(
        "bråttom", "Rubriken över de akuta numren.", "Behöver du prata med någon nu?"
    )
    social: TextField = _leaflet_word("socialtjänsten", "Före socialtjänstens nummer.", "Socialtjänsten")
    joining: TextField = _leaflet_word(
        "på väg in",
        "Överst, där kommunen inte har gått med än.",
        "**Gäller inte än.** {municipality.name} har inte gått med. Numren och det du har rätt till enligt "
        "lag gäller ändå.",
    )
    left: TextField = _leaflet_word(
        "har lämnat",
        "Överst, där kommunen har lämnat samarbetet.",
        "**Gäller inte längre.** {municipality.name} har lämnat samarbetet. Numren och det du har rätt till "
        "enligt lag gäller ändå.",
    )
    words: TextField = _leaflet_word("ordlistan", "Länken till ordlistan.", "Ord som kan vara svåra")
    contacts: TextField = _leaflet_word(
        "kontakter", "Länken till kontakterna.", "Alla kontakter i {municipality.name}"
    )
    partly: TextField = _leaflet_word(
        "delvis översatt",
        "Överst, så länge något saknas på läsarens språk.",
        "Allt är inte översatt än. Det som saknas står på svenska.",
    )
    print: TextField = _leaflet_word("skriv ut", "Rubriken över det som går att skriva ut.", "Skriv ut")
    listen: TextField = _leaflet_word("lyssna", "Knappen som läser upp sidan.", "Lyssna")
    pause: TextField = _leaflet_word("pausa", "Knappen som gör en paus i uppläsningen.", "Pausa")
    go_on: TextField = _leaflet_word("fortsätt", "Knappen som läser vidare.", "Fortsätt")
    stop: TextField = _leaflet_word("sluta", "Knappen som avslutar uppläsningen.", "Sluta")


class Leaflet(Record):
    """A leaflet: what happens now, and whatever else it has for its reader."""

    title: TextField = required("rubrik", "Folderns rubrik, på framsidan.")
    audience: TextField = required("till vem", "Till exempel: Till dig som är barn, ung eller förälder.")
    lead: TextField = required("ingress", "Varför du får den här foldern.")
    reader: Reader = optional("läsare", READERS, "family")
    reading: Slug | None = optional(
        "läsnivå", "Id för nivån i site.yaml som texten ska klara: LIX, längsta mening och svåra ord."
    )
    main: YesNo = optional(
        "huvudfolder",
        "ja i den som ska ligga på sidan Familj, när pärmen har flera. De andra får egna sidor.",
        False,
    )
    address: TextField | None = optional("tilltal", "Vem ”du” är i texten.")
    scene: Scene = optional("bild", f"Bilden på framsidan. {SCENES}", "familj")
    grown: YesNo = optional(
        "ritad stor",
        "ja om den som det handlar om ska ritas nästan lika stor som de vuxna, till exempel i en folder till "
        "unga.",
        False,
    )
    steps: list[LeafletStep] = optional(
        "det här händer", "Det som händer, i ordning. Behövs om foldern inte har pages (sidor).", list
    )
    pages: list[LeafletPage] = optional(
        "sidor",
        "En tanke med bild på varje sida. Då är foldern ett häfte: omslag, sidor, serie och baksida.",
        list,
    )
    strip: LeafletStrip | None = optional("serie", "Så går mötet till, ruta för ruta. Hör till ett häfte.")
    coordinator: Section | None = optional("din samordnare", "Personen att vända sig till.")
    next_meeting: YesNo = optional(
        "nästa möte",
        "nej om läsaren inte är med på något möte. Annars finns en rad att skriva dagen på hos samordnaren, "
        "när rutinen har ett möte.",
        True,
    )
    rights: Section | None = optional("du har rätt att", "Det du får göra och säga nej till.")
    no_plan: Section | None = optional("har du ingen plan än", "Vem du pratar med innan det finns en plan.")
    contact: Slug | None = optional(
        "kontakt",
        "Id för kontakten som foldern hänvisar till. Numret står under no_plan (har du ingen plan än). Finns "
        "inte den står det hos coordinator (din samordnare). Finns ingen av dem står det bland numren först.",
    )
    opinion: Section | None = optional("säg vad du tycker", "Hur du lämnar synpunkter.")
    survey: Slug | None = optional("enkät", "Id för enkäten på folderns baksida.")
    sections: list[Section] = optional("avsnitt", "Övriga avsnitt, till exempel till föräldrar.", list)
    senders: TextField = required("avsändare", "Verksamheterna som står bakom foldern.")
    words: LeafletWords = Field(
        title="små ord",
        description="Ledtexter och rubriker. Behövs bara när foldern är översatt.",
        default_factory=LeafletWords,
    )
    synonyms: list[Plain] = searched()

    @property
    def contact_place(self) -> Literal["no_plan", "coordinator", "numbers"]:
        """The part that the contact's number stands in.

        It answers the question whom to call before there is a plan; the coordinator has a number of her own.
        """
        if self.no_plan is not None:
            return "no_plan"
        return "coordinator" if self.coordinator is not None else "numbers"

    def lines_to_fill_in(self, binder: "Binder") -> list[Text]:
        """Return the labels of what is written by hand beside the coordinator.

        A number that is printed there needs no line, nor a meeting that the reader does not come to.
        """
        printed = self.contact_place == "coordinator" and any(
            contact.id == self.contact and contact.phone for contact in binder.contacts
        )
        meets = self.next_meeting and self.reader != "staff" and binder.routine.meetings
        lines = {self.words.name: True, self.words.phone: not printed, self.words.next_meeting: meets}
        return [words for words, shown in lines.items() if shown]

    @property
    def parts(self) -> list[Section]:
        """The sections that it has, in reading order."""
        named = (self.coordinator, self.rights, self.no_plan, self.opinion)
        return [*filter(None, named), *self.sections]

    def is_for_grown_ups(self, whom: Whom) -> bool:
        """Return whether its pictures show somebody tall in the child's place.

        That is an adult, or a teenager.
        """
        return self.grown or self.reader == "adult" or (whom == "adults" and self.reader != "child")
