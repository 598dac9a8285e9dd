"""Records of the routine: steps, meeting rules, roles, checklists."""

from datetime import date
from math import ceil
from typing import Literal

from macros.records.ages import AgesField
from macros.records.base import Entry, Record, optional, required
from macros.records.hand_over import HandOver
from macros.records.scalars import Slug, Weekday, YesNo
from macros.records.shared_records import Control, Event, Section
from macros.records.text import TextField
from macros.records.time_scalars import DayField, SpanField, TimeField
from macros.records.validity import Rule, in_brackets
from macros.records.values import WEEKDAYS, clock


class Window(Record, Rule):
    """The weekday and hours when the meeting may be held: *en fredag kl. 10–15*."""

    weekday: Weekday = required("veckodag", "Till exempel fredag.")
    start: TimeField = required("från", "Tidigaste klockslag, till exempel 10:00.")
    end: TimeField = required("till", "Senaste klockslag, till exempel 15:00.")
    valid_from: DayField | None = optional("gäller från", "Första dagen regeln gäller.")
    valid_to: DayField | None = optional("gäller till", "Sista dagen regeln gäller.")

    def __str__(self) -> str:
        """Return the window in words."""
        return f"en {self.weekday} kl. {self.hours}"

    @property
    def hours(self) -> str:
        """The hours in words: *10–15*."""
        return f"{clock(self.start)}–{clock(self.end)}"

    @property
    def end_words(self) -> str:
        """The last day in words, *till och med 30 juni 2027*; empty where none is known."""
        return f"till och med {self.valid_to}" if self.valid_to else ""

    @property
    def weekday_number(self) -> int:
        """The weekday as a number: 0 is Monday."""
        return WEEKDAYS.index(self.weekday)

    def describe(self, today: date) -> str:
        """Return the window in words, with when it applies where that is not today."""
        return f"{self}{in_brackets(self.not_in_force(today))}"


class Meeting(Record, Rule):
    """The rules of the meeting: its time limit, and who comes, leads and invites."""

    within: SpanField = required("inom", "Hur snart mötet ska hållas, till exempel 14 dagar.")
    counted_from: TextField | None = optional("räknas från", "Händelsen som tiden räknas från.")
    day_kind: Literal["calendar", "working"] | None = optional(
        "slags dagar", "calendar (alla dagar) eller working (arbetsdagar)."
    )
    assumption: TextField | None = optional("antagande", "Vad sidan antar där källan inget säger.")
    window: Window | None = optional("mötestid", "Veckodag och klockslag, om de är bestämda.")
    attendance: TextField = required("vilka kommer", "Vem som ska eller bör vara med.")
    leader: TextField = required("leder", "Den som leder mötet.")
    inviter: TextField = required("kallar", "Den som skickar kallelsen.")
    valid_from: DayField | None = optional("gäller från", "Första dagen reglerna gäller.")
    valid_to: DayField | None = optional("gäller till", "Sista dagen reglerna gäller.")

    @property
    def months(self) -> int | None:
        """The time in months, where it is counted in the calendar."""
        return {"månad": self.within.number, "år": 12 * self.within.number}.get(self.within.unit)

    @property
    def counts_working_days(self) -> bool:
        """Whether the time is days or weeks of which only working days count."""
        return self.day_kind == "working" and self.within.days is not None

    @property
    def days(self) -> int | None:
        """The number of days to count; None where the time is not days or weeks.

        A week has five working days.
        """
        if self.counts_working_days and self.within.unit == "vecka":
            return 5 * self.within.number
        return self.within.days

    @property
    def weeks(self) -> int:
        """The number of weeks to draw: at most five, three where the time is not known."""
        return min(ceil((self.within.days or 21) / 7), 5)


class Phase(Entry):
    """A stretch of the routine, such as *före mötet*."""

    title: TextField = required("rubrik", "Skedets namn.")


class Step(Entry):
    """One step of the routine."""

    phase: Slug = required("skede", "Id för skedet som steget hör till.")
    title: TextField = required("rubrik", "Steget som en uppmaning, högst sex ord.")
    text: TextField = required("text", "Vad du gör.")
    short: TextField | None = optional("kort text", "Steget i en mening, för kort och packe på en sida.")
    points: list[TextField] = optional("punkter", "Mer att tänka på, punkt för punkt.", list)
    who: TextField | None = optional("vem", "Den som gör det.")
    when: TextField | None = optional("när", "När det görs.")
    child: YesNo = optional("är med", "ja om den som det handlar om är med i steget.", False)
    forms: list[Slug] = optional("blanketter", "Blanketterna som hör till steget.", list)
    surveys: list[Slug] = optional("enkäter", "Enkäterna som hör till steget.", list)
    questions: list[Slug] = optional("frågor", "Frågor i checklistan som hör till steget.", list)
    rule: YesNo = optional("visar mötesregeln", "ja om rutan med mötets regler ska stå i steget.", False)
    laws: list[Slug] = optional("lagar", "Paragraferna som steget lutar sig mot.", list)


class Role(Entry):
    """A role in the routine and its duties."""

    name: TextField = required("namn", "Rollens namn, till exempel samordnare.")
    text: TextField = required("text", "Vad rollen är till för.")
    duties: list[TextField] = optional("uppgifter", "Det som rollen gör.", list)
    ages: AgesField | None = optional(
        "åldrar", "De åldrar som rollen har hand om, till exempel före födseln eller 6–17 år."
    )
    hand_over: HandOver | None = optional(
        "överlämning", "Vilken roll som tar vid efter åldrarna, och hur det går till."
    )


class SteeringGroup(Record):
    """The group that evaluates the collaboration and handles deviations."""

    name: TextField = required("namn", "Gruppens namn.")
    text: TextField = required("text", "Vad gruppen gör.")
    members: list[TextField] = optional("ledamöter", "De funktioner som sitter i gruppen.", list)
    meets: TextField = required("träffas", "Hur ofta gruppen träffas.")
    led_by: TextField = required("leds av", "Den som leder gruppen.")
    tasks: list[TextField] = optional("uppgifter", "Det som gruppen ska göra.", list)


class Overview(Entry):
    """One stage of the whole model, in a few words."""

    title: TextField = required("rubrik", "Stegets namn.")
    text: TextField = required("text", "Steget i en mening.")


class Routine(Record):
    """How staff work together around someone, from first sign to follow-up."""

    title: TextField = required("rubrik", "Sidans rubrik.")
    lead: TextField = required("ingress", "Vad rutinen är och för vem.")
    control: Control | None = optional("det här gäller", "Rutinens egna uppgifter om beslut och version.")
    meeting: Meeting = required("möte", "Mötets regler.")
    model: list[Overview] = optional("modellen", "Hela arbetssättet i några få steg.", list)
    phases: list[Phase] = required("skeden", "Skedena i den ordning de kommer.")
    steps: list[Step] = required("steg", "Stegen i den ordning de görs.")
    roles: list[Role] = optional("roller", "Rollerna och deras uppgifter.", list)
    steering_group: SteeringGroup | None = optional("lokal styrgrupp", "Gruppen som följer samarbetet.")
    sections: list[Section] = optional("avsnitt", "Övrigt om rutinen.", list)
    history: list[Event] = optional("historia", "Rutinens tidigare versioner.", list)


class Question(Entry):
    """One question to answer."""

    phase: Slug = required("skede", "Id för skedet som frågan hör till.")
    text: TextField = required("fråga", "Frågan, så kort det går.")
    short: TextField | None = optional("kort fråga", "En kortare form för kortet.")
    hint: TextField | None = optional("hjälp", "En mening som hjälper dig att svara.")
    child: YesNo = optional("säger sitt", "ja om den som det handlar om ska få säga sitt här.", False)


class Checklist(Record):
    """Questions in phases, ticked on screen or on paper."""

    title: TextField = required("rubrik", "Checklistans namn.")
    lead: TextField = required("ingress", "När du använder den.")
    phases: list[Phase] = required("skeden", "Skedena i ordning.")
    questions: list[Question] = required("frågor", "Frågorna i ordning.")
