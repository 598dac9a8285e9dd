"""Records of the routine: steps, roles, checklists."""

from typing import Annotated, Self

from pydantic import model_validator

from macros.records.ages import AgesField
from macros.records.base import FIRSTS, Entry, Record, optional, required, searched
from macros.records.hand_over import HandOver
from macros.records.ladder import Ladder
from macros.records.meeting import Meeting, TimeLimit
from macros.records.scalars import Plain, Slug, YesNo, read_slug, scalar, yes_no
from macros.records.shared_records import Control, Event, Section
from macros.records.text import TextField


def _read_shown_meeting(text: str) -> bool | str:
    return yes_no(text) if text.casefold() in {"ja", "nej", "yes", "no", "true", "false"} else read_slug(text)


ShownMeeting = Annotated[bool | str, *scalar(_read_shown_meeting, "ja, nej eller ett mötes id", number=True)]
"""Whether a step shows the rules of a meeting: yes (the first), no, or the id of another."""


class Phase(Entry):
    """A stretch of the routine, such as *före mötet*."""

    title: TextField = required("rubrik", "Skedets namn.")


def _sort_by_phase(records: "list[Step] | list[Question]", phases: list[Phase]) -> None:
    """Bring records into the order of their phases, which numbers follow.

    What a level below adds may stand last in the list and belong to an early phase.
    """
    order = {phase.id: number for number, phase in enumerate(phases)}
    records.sort(key=lambda record: order.get(record.phase, len(order)))


class Step(Entry):
    """One step of the routine."""

    phase: Slug = required("skede", "Id för skedet som steget hör till.")
    title: TextField = required("rubrik", "Steget som en uppmaning, högst sex ord.")
    text: TextField = required("text", "Vad du gör.")
    short: TextField | None = optional(
        "kort text", "Steget i en mening, till Gröna kortet och rutinen på en sida."
    )
    points: list[TextField] = optional("punkter", "Mer att tänka på, punkt för punkt.", list)
    who: TextField | None = optional("vem", "Den som gör det.")
    when: TextField | None = optional("när", "När det görs.")
    child: YesNo = optional("är med", "ja om den som det handlar om är med i steget.", False)
    forms: list[Slug] = optional("blanketter", "Blanketterna som hör till steget.", list)
    surveys: list[Slug] = optional("enkäter", "Enkäterna som hör till steget.", list)
    questions: list[Slug] = optional("frågor", "Frågor i checklistan som hör till steget.", list)
    rule: ShownMeeting = optional(
        "visar mötesregeln",
        "ja om rutan med mötets regler ska stå i steget. Har rutinen flera möten: mötets id.",
        False,
    )
    deadline: TimeLimit | None = optional("tidsgräns", "När steget har en egen tid: inom, räknas från …")
    laws: list[Slug] = optional("lagar", "Paragraferna som steget lutar sig mot.", list)
    synonyms: list[Plain] = searched()


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
    meetings: list[Meeting] = optional("möten", "Mötena, det viktigaste först.", list)
    meeting: Meeting | None = optional(
        "möte", "Samma som det första av meetings (möten). Räcker när rutinen har ett möte."
    )
    ladders: list[Ladder] = optional("upptrappningar", "Vem som tar över när något inte löses i tid.", list)
    ladder: Ladder | None = optional(
        "upptrappning", "Samma som den första av ladders (upptrappningar). Räcker när det finns en."
    )
    model: list[Overview] = optional("modellen", "Hela arbetssättet i några få steg.", list)
    phases: list[Phase] = required("skeden", "Skedena i den ordning de kommer.")
    steps: list[Step] = required("steg", "Stegen i den ordning de görs.")
    roles: list[Role] = optional("roller", "Rollerna och deras uppgifter.", list)
    steering_group: SteeringGroup | None = optional("lokal styrgrupp", "Gruppen som följer upp samarbetet.")
    sections: list[Section] = optional("avsnitt", "Övrigt om rutinen.", list)
    history: list[Event] = optional("historia", "Rutinens tidigare versioner.", list)

    @model_validator(mode="after")
    def _name_the_first(self) -> Self:
        """Let ``meeting`` and ``ladder`` be the first of their lists."""
        for name, (many, _) in FIRSTS.items():
            if found := getattr(self, many):
                self.__dict__[name] = found[0]
        return self

    @model_validator(mode="after")
    def _sort_steps(self) -> Self:
        _sort_by_phase(self.steps, self.phases)
        return self

    def meeting_shown_in(self, step: Step) -> Meeting | None:
        """Return the meeting whose rules a step shows, or None."""
        if step.rule is True:
            return self.meeting
        return next((meeting for meeting in self.meetings if meeting.id == step.rule), None)

    @property
    def meetings_elsewhere(self) -> list[Meeting]:
        """The meetings that no step shows."""
        shown = [meeting.id for step in self.steps if (meeting := self.meeting_shown_in(step))]
        return [meeting for meeting in self.meetings if meeting.id not in shown]

    @property
    def counted_meetings(self) -> list[Meeting]:
        """The meetings whose last day can be counted."""
        return [meeting for meeting in self.meetings if meeting.counted]

    @property
    def counted_steps(self) -> list[Step]:
        """The steps with a deadline of their own."""
        return [step for step in self.steps if step.deadline and step.deadline.counted]

    @property
    def counted_calls(self) -> list[Meeting]:
        """The meetings whose call is to go out by a day that can be counted."""
        return [meeting for meeting in self.meetings if meeting.call_limit and meeting.call_limit.counted]

    @property
    def counts_days(self) -> bool:
        """Whether there is a last day to count, of a meeting, its call or a step."""
        return bool(self.counted_meetings or self.counted_calls or self.counted_steps)


class Question(Entry):
    """One question to answer."""

    phase: Slug = required("skede", "Id för skedet som frågan hör till.")
    text: TextField = required("fråga", "Frågan, så kort det går.")
    short: TextField | None = optional("kort fråga", "Frågan i kortare form, till Gröna kortet.")
    hint: TextField | None = optional("hjälp", "En mening som hjälper dig att svara.")
    child: YesNo = optional("säger sitt", "ja om den som det handlar om ska få säga sitt här.", False)


class Checklist(Record):
    """Questions in phases, ticked on screen or on paper."""

    title: TextField = required("rubrik", "Checklistans namn.")
    lead: TextField = required("ingress", "När du använder den.")
    main: YesNo = optional(
        "huvudlista",
        "ja i den som ska ligga på sidan Checklista, när pärmen har flera. De andra får egna sidor.",
        False,
    )
    phases: list[Phase] = required("skeden", "Skedena i ordning.")
    questions: list[Question] = required("frågor", "Frågorna i ordning.")
    laws: list[Slug] = optional("lagar", "Paragraferna som frågorna lutar sig mot.", list)

    @model_validator(mode="after")
    def _sort_questions(self) -> Self:
        _sort_by_phase(self.questions, self.phases)
        return self
