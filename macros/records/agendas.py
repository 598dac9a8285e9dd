"""Records of agendas: the meeting around a child, and the workplace meeting."""

from typing import Literal

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Slug, WholeNumber, YesNo
from macros.records.shared_records import Section
from macros.records.text import TextField
from macros.records.time_scalars import OccasionField
from macros.records.validity import CANCELLED, Dated

FEWEST_PLACES, MOST_PLACES = 3, 12
"""So many places a drawn table has room for."""


class MeetingRole(Entry):
    """A role at the meeting around a child.

    On paper it has an empty line for the function that takes it.
    """

    name: TextField = required("roll", "Till exempel: Leder.")
    text: TextField = required("gör", "Vad den som har rollen gör, i en mening.")
    child: YesNo = optional(
        "egen röst", "ja om rollen är till för att den som det handlar om ska få säga sitt.", False
    )


class MeetingItem(Entry):
    """One item of the agenda of the meeting around a child."""

    title: TextField = required("punkt", "Punkten, i några få ord.")
    text: TextField = required("gör så här", "Vad ni gör.")
    who: TextField | None = optional("vem", "Den som har ordet, eller som skriver.")
    minutes: WholeNumber | None = optional("minuter", "Hur lång tid punkten får ta.")
    child: YesNo = optional("säger sitt", "ja om den som det handlar om har ordet här.", False)


class Seat(Entry):
    """Somebody who is called to the meeting, and so has a seat at the table."""

    who: TextField = required("vem", "En funktion, aldrig ett namn: Skolan. Högst 30 tecken.")
    child: YesNo = optional(
        "barnets plats", "ja om platsen är den som det handlar om. Den ritas först, i gult.", False
    )


class MeetingAgenda(Record):
    """The meeting's agenda on one page: roles to share out, then items in order."""

    title: TextField = required("rubrik", "Till exempel: Dagordning för {mötet}.")
    lead: TextField = required("ingress", "När dagordningen används och av vem.")
    roles_title: TextField = required("rollernas rubrik", "Till exempel: Bestäm vem som gör vad.")
    roles: list[MeetingRole] = required("roller", "Rollerna på mötet.")
    items: list[MeetingItem] = required("punkter", "Punkterna i ordning. De egna orden kommer tidigt.")
    after: list[TextField] = optional("efteråt", "Det som ska göras när mötet är slut.", list)
    seats: list[Seat] = optional(
        "runt bordet", "De som brukar vara kallade, i den ordning de sitter. Ritas på familjens blad.", list
    )
    empty_seats: WholeNumber = optional(
        "tomma platser", "Antal platser runt bordet att skriva på. Utelämnat: 2.", 2
    )

    @property
    def seated(self) -> list[Seat]:
        """Those who have a seat at the table, the child first, then the others in order."""
        return sorted(self.seats, key=lambda seat: not seat.child)

    @property
    def places(self) -> int:
        """How many seats the table has, empty ones too; none where the data names nobody."""
        return len(self.seats) + self.empty_seats if self.seats else 0


Shown = Literal["news", "steps", "measured", "case"]
"""What the slides show behind an item of the workplace meeting."""


class AgendaItem(Entry):
    """One item of the workplace meeting: its minutes, what to do and what to say."""

    minutes: WholeNumber = required("minuter", "Hur många minuter punkten tar.")
    title: TextField = required("rubrik", "Punkten.")
    text: TextField = required("gör så här", "Vad ni gör.")
    say: TextField | None = optional("säg", "Vad du som chef kan säga.")
    skip: YesNo = optional("går att hoppa över", "ja om ni kan hoppa över punkten när tiden är knapp.", False)
    shows: list[Shown] = optional(
        "visar",
        "Bilderna som kommer efter punktens egen: news (det som är nytt), steps (rutinens steg), measured "
        "(det som mäts) eller case (ett fall).",
        list,
    )


class Case(Entry):
    """An invented case to discuss. Never a real child."""

    title: TextField = required("rubrik", "Fallets namn.")
    text: TextField = required("text", "Det påhittade fallet, fyra meningar.")
    questions: list[TextField] = required("frågor", "Att prata om, två och två.")
    laws: list[Slug] = optional("lagar", "Paragraferna som fallet och svaren lutar sig mot.", list)
    answers: list[TextField] = optional(
        "svar att prata utifrån",
        "Vad rutinen säger om frågorna, till dig som leder samtalet. Deltagarnas blad har dem inte.",
        list,
    )


class OurWayRow(Entry):
    """One thing that each workplace decides for itself, as a question.

    Where it is answered the new employee reads the answer. Where it is not, paper has a line to write on.
    """

    question: TextField = required("fråga", "Det som arbetsplatsen bestämmer själv: Vem ringer?")
    answer: TextField | None = optional(
        "svar", "Så gör ni: en funktion eller en plats, aldrig någons namn. Utelämnat: en rad att skriva på."
    )


class OurWay(Record):
    """What the workplace decides itself: who calls, where plans are kept."""

    title: TextField = required("rubrik", "Till exempel: Så gör vi hos oss.")
    lead: TextField = required("ingress", "Vad ni ska fylla i, och vem som läser det.")
    rows: list[OurWayRow] = required("rader", "Frågorna i ordning, med svar där ni har bestämt er.")

    @property
    def answered(self) -> list[OurWayRow]:
        """The rows that have an answer."""
        return [row for row in self.rows if row.answer]


class NextDate(Entry, Dated):
    """An event to know of after the workplace meeting.

    Without a day there is a line to write it on.
    """

    title: TextField = required("rubrik", "Vad som händer, till exempel Nästa APT.")
    when: OccasionField | None = optional(
        "dag", "Dagen när den är bestämd, eller det ni vet: mars 2027, varje kvartal."
    )
    cancelled: YesNo = optional("inställt", CANCELLED, False)


class Apt(Record):
    """The material for a quarter of an hour at the workplace meeting (APT)."""

    title: TextField = required("rubrik", "Paketets rubrik.")
    lead: TextField = required("ingress", "Vad chefen får och hur lång tid det tar.")
    minutes: WholeNumber = optional(
        "utlovad tid", "Hur många minuter paketet lovar att det tar. Utelämnat: 15.", 15
    )
    agenda: list[AgendaItem] = required("dagordning", "Punkterna i ordning.")
    laws: list[Slug] = optional("lagar", "Paragraferna som det du säger lutar sig mot.", list)
    measured: Section | None = optional("det här mäts", "Vad som mäts hos er, hur, och vem som ser svaren.")
    our_way: OurWay | None = optional("så gör vi", "Det som varje arbetsplats bestämmer själv.")
    cases: list[Case] = optional("fall", "Påhittade fall att prata om.", list)
    next_dates: list[NextDate] = optional("nästa gång", "Dagar att komma ihåg efter träffen.", list)

    @property
    def has_days(self) -> bool:
        """Whether any of the dates to remember has a time."""
        return any(date.when is not None for date in self.next_dates)

    @property
    def total(self) -> int:
        """How many minutes the whole agenda takes."""
        return sum(item.minutes for item in self.agenda)

    @property
    def shortest(self) -> int:
        """How many minutes it takes without what may be skipped."""
        return sum(item.minutes for item in self.agenda if not item.skip)
