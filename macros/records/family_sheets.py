"""Sheets that a family uses itself.

Before the meeting, the child's own plan, pictures to point at, asking for an interpreter. They are blank.
What somebody writes on one stays on the paper.
"""

from typing import Literal

from macros.records.base import Entry, Record, optional, required
from macros.records.languages import LANGUAGES, RIGHT_TO_LEFT, SWEDISH_NAMES, language_tag
from macros.records.scalars import Rows, Slug
from macros.records.shared_records import Section
from macros.records.text import TextField
from macros.records.time_scalars import DayField

_READING = "Id för läsnivån i site.yaml som texten ska klara: LIX, längsta mening och svåra ord."

PlanKind = Literal["box", "people", "line"]
"""``box`` is room to write and draw, ``people`` a figure and a line for each helper, ``line`` one line."""

BoardPicture = Literal[
    "ja", "nej", "vet-inte", "paus", "mer", "sluta", "saga", "forstar-inte", "sen", "tolk", "glad", "ledsen",
    "arg", "radd", "trott", "ont", "hem", "skola", "toalett", "dricka",
]  # fmt: skip
"""The pictures to point at, by name."""
BOARD_PICTURES = (
    "Den tecknade bilden: ja (bock), nej (kryss), vet-inte (frågetecken), paus (två streck), mer (plus), "
    "sluta (stoppskylt), saga (pratbubbla), forstar-inte (trassliga ord), sen (klocka), tolk (någon mellan "
    "två pratbubblor), glad (leende), ledsen (tår), arg (rynkade ögonbryn), radd (stora ögon), trott "
    "(sovande), ont (plåster), hem (hus), skola (hus med flagga), toalett (toalettstol) eller dricka (glas)."
)
MOST_CARDS = 20
"""The board has five columns and four rows: more would be too small to point at."""


class BeforeMeeting(Record):
    """One page for the family: before, at and after the meeting."""

    title: TextField = required("rubrik", "Bladets rubrik, till exempel Före, på och efter {mötet}.")
    lead: TextField = required("ingress", "Vem bladet är till för, och vad man gör med det.")
    reading: Slug | None = optional("läsnivå", _READING)
    before: TextField = required("före", "Rubriken över frågorna.")
    questions: list[TextField] = required("frågor", "Att tänka på före mötet. Varje fråga får en rad.")
    wishes_title: TextField = required("önskemål", "Rubriken över rutorna att kryssa i.")
    wishes: list[TextField] = required("rutor", "Att kryssa i, till exempel Tolk eller Hiss.")
    seats_title: TextField = required(
        "vem sitter var", "Rubriken över bordet. Vilka som sitter där står i mötets dagordning, i seats."
    )
    during: Section = required("på mötet", "Vad du får göra på mötet.")
    after: Section = required("efter mötet", "Vad som händer med papperet, och när ni ses igen.")
    lines: list[TextField] = required("rader", "Att fylla i efter mötet, till exempel Vi ses igen.")


class PlanPart(Entry):
    """A part of the child's own page of the plan."""

    title: TextField = required("rubrik", "Till exempel: Det här är viktigt för mig.")
    hint: TextField | None = optional("hjälp", "En kort mening som hjälper en att börja.")
    kind: PlanKind = optional(
        "slag",
        "box (plats att skriva och rita), people (en figur och en rad för var och en) eller line (en rad).",
        "box",
    )
    rows: Rows = optional("rader", "Antal rader. För people: hur många som får plats.", 3)


class MyPlan(Record):
    """The child's own page of the plan, blank."""

    title: TextField = required("rubrik", "Till exempel: Min plan. Det finns ingen rad för namnet.")
    lead: TextField = required("ingress", "Vad sidan är, och vem som bestämmer över den.")
    reading: Slug | None = optional("läsnivå", _READING)
    parts: list[PlanPart] = required("delar", "Det man skriver, i ordning.")


class BoardCard(Entry):
    """A picture to point at, with its word."""

    word: TextField = required("ord", "Ordet under bilden: ett eller två.")
    picture: BoardPicture = required("bild", BOARD_PICTURES)


class Board(Record):
    """Pictures to point at, for someone who would rather not speak."""

    title: TextField = required("rubrik", "Till exempel: Peka på en bild.")
    lead: TextField = required("ingress", "Hur man använder kartan.")
    cards: list[BoardCard] = required("bilder", "Bilderna i ordning, fem på varje rad. Högst tjugo.")


class Phrase(Entry):
    """*I need an interpreter* in one language. Its id is the language's code."""

    text: TextField = required(
        "fras", "Frasen på svenska (sv) och på språket, till exempel {sv: Jag behöver tolk., en: …}."
    )
    reviewed: DayField | None = optional(
        "läst", "Dagen då någon som kan språket läste frasen. Utelämnat: frasen skrivs inte ut."
    )

    @property
    def said(self) -> str:
        """The phrase in its own language."""
        return self.text.written(self.id)

    @property
    def means(self) -> str:
        """The phrase in Swedish, for the one who is shown it."""
        return self.text.source

    @property
    def name(self) -> str:
        """The language's own name."""
        return LANGUAGES[self.id]

    @property
    def swedish_name(self) -> str:
        """What the language is called in Swedish."""
        return SWEDISH_NAMES[self.id]

    @property
    def tag(self) -> str:
        """The language as HTML and PDF name it."""
        return language_tag(self.id)

    @property
    def direction(self) -> str:
        """Which way its lines run: ``rtl`` or ``ltr``."""
        return "rtl" if self.id in RIGHT_TO_LEFT else "ltr"


class InterpreterSheet(Record):
    """*I need an interpreter*, in each language, to show to somebody."""

    title: TextField = required("rubrik", "Till exempel: Till dig som behöver tolk.")
    lead: TextField = required("ingress", "Vad den som får se bladet gör.")
    phrases: list[Phrase] = required("fraser", "En för varje språk, i den ordning de ska stå.")

    @property
    def printed(self) -> list[Phrase]:
        """The phrases that the sheet prints; without any it is not made."""
        return [phrase for phrase in self.phrases if phrase.reviewed is not None]

    @property
    def unread(self) -> list[Phrase]:
        """The phrases that wait for somebody who knows the language."""
        return [phrase for phrase in self.phrases if phrase.reviewed is None]


class FamilySheets(Record):
    """The sheets that a family uses itself. Each may be left out."""

    before_meeting: BeforeMeeting | None = optional("inför mötet", "En sida om före, på och efter mötet.")
    my_plan: MyPlan | None = optional("min plan", "Barnets egen sida av planen, tom.")
    board: Board | None = optional("samtalskarta", "Bilder att peka på.")
    interpreter: InterpreterSheet | None = optional("tolk", "”Jag behöver tolk” på flera språk.")
