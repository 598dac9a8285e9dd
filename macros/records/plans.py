"""Records of the leading group and its plans.

Steering, communication, action plan and competence.
"""

from datetime import date

from macros.records.base import Entry, Record, optional, required
from macros.records.progress import Followed, describe_progress
from macros.records.recurrence import Recurrence
from macros.records.recurrence_words import parse_recurrence
from macros.records.routine import SteeringGroup
from macros.records.scalars import Rows, Year, YesNo
from macros.records.shared_records import Section
from macros.records.text import TextField
from macros.records.time_scalars import DayField, OccasionField, WhenField
from macros.records.validity import CANCELLED, Dated
from macros.records.values import When


class CommunicationRow(Entry, Followed):
    """Something to make known: what, when, and who answers for it.

    It has a box for *klart* on paper until it is done. Without ``by`` it is due as its words say how it comes
    again; where they do not, never.
    """

    what: TextField = required("vad", "Det som alla ska känna till.")
    when: TextField = required("när", "Tidpunkten eller hur ofta.")
    by: OccasionField | None = optional(
        "senast",
        "När det ska vara klart, så att programmet kan räkna: 2027-03-01, mars 2027, senast 1 mars varje år. "
        "Utelämnat: det blir aldrig försenat, om inte när säger hur ofta.",
    )
    responsible: TextField | None = optional("ansvarig", "Funktionen som ansvarar.")
    done: DayField | None = optional("klar", "Dagen då det blev klart, eller senast blev gjort.")

    @property
    def by_words(self) -> str:
        """When it is to be done by, as a line: *Senast mars 2027*, *Varje termin*."""
        words = str(self.by or "")
        return f"Senast {words}" if isinstance(self.by, When) else words[:1].upper() + words[1:]

    def time_to_do(self) -> When | Recurrence | None:
        """Return when it is to be done; None where only free text says it."""
        return self.by or (
            None if self.when.open else parse_recurrence("".join(map(str, self.when.pieces())))
        )


class Communication(Record):
    """The communication plan of a year: who must know what, and when they are told."""

    year: Year | None = optional("år", "Året som planen gäller. parmen new year  börjar nästa.")
    title: TextField = required("rubrik", "Planens namn.")
    lead: TextField = required("ingress", "Varför planen finns.")
    audience: list[TextField] = optional("vilka", "De som måste känna till arbetssättet.", list)
    must_know: list[TextField] = optional("vad", "Det de måste känna till.", list)
    rows: list[CommunicationRow] = required("rader", "Planens rader.")
    calendar: list[Section] = optional("över året", "Det som görs under året.", list)
    found: Section | None = optional("var allt finns", "Var materialet ligger.")

    def progress_words(self, today: date) -> str:
        """Return how many rows are done and late, in words; empty where nothing says."""
        return describe_progress(self.rows, today)


class PastPlan(Communication):
    """The communication plan of a year that has passed: what was done, and when."""

    @property
    def outcome(self) -> str:
        """How many rows were done when the year had passed, in words."""
        done = sum(row.done is not None for row in self.rows)
        return f"{done} av {len(self.rows)} blev {'klar' if done == 1 else 'klara'}"


class PlanItem(Entry, Followed):
    """One line of a plan."""

    title: TextField = required("rubrik", "Vad som ska göras.")
    text: TextField | None = optional("text", "Mer om det.")
    when: OccasionField | None = optional(
        "när", "När det ska vara klart, eller hur ofta det görs: 2027-03-01, hösten 2027, 1 mars varje år."
    )
    responsible: TextField | None = optional("ansvarig", "Funktionen som ser till att det blir gjort.")
    started: WhenField | None = optional("påbörjad", "När arbetet började, om det inte är klart.")
    done: DayField | None = optional("klar", "Dagen då det blev klart, eller senast blev gjort.")
    cancelled: YesNo = optional("inställt", CANCELLED, False)


class ActionPlan(Record):
    """What the collaboration set out to do."""

    title: TextField = required("rubrik", "Planens namn.")
    lead: TextField = required("ingress", "Vad planen gäller.")
    items: list[PlanItem] = required("punkter", "Planens punkter.")

    def progress_words(self, today: date) -> str:
        """Return how many points are done, started and late, in words.

        Empty where nothing says.
        """
        return describe_progress(self.items, today)


class Competence(Record):
    """What staff learn together."""

    title: TextField = required("rubrik", "Planens namn.")
    lead: TextField = required("ingress", "Varför vi lär oss tillsammans.")
    items: list[PlanItem] = required("punkter", "Utbildningarna.")

    def progress_words(self, today: date) -> str:
        """Return how many of the courses are done, started and late, in words."""
        return describe_progress(self.items, today)


class SteeringMeeting(Entry, Dated):
    """One of the year's meetings. Without a day there is a line to write it on."""

    title: TextField = required("rubrik", "Mötets namn, till exempel Möte 1 eller Januari.")
    when: OccasionField | None = optional(
        "dag", "Dagen när den är bestämd, eller det ni vet: mars 2027, varje kvartal."
    )
    agenda: list[TextField] = optional("dagordning", "Det som gruppen tar upp på det mötet.", list)
    cancelled: YesNo = optional("inställt", CANCELLED, False)


class Steering(Record):
    """How the leading group works through the year.

    Its members and tasks stand in the routine's ``steering_group``; ``group`` is another one, which
    meets more often.
    """

    title: TextField = required("rubrik", "Bladets rubrik: det gruppen heter här.")
    lead: TextField = required("ingress", "Vad bladet är till för.")
    group: SteeringGroup | None = optional("grupp", "Gruppen som träffas oftast, om rutinen har en annan.")
    rules: list[TextField] = optional("regler", "Det gruppen håller sig till. Bara funktioner.", list)
    each_time: list[TextField] = optional("varje gång", "Det som gruppen tar upp på alla möten.", list)
    meetings: list[SteeringMeeting] = optional("årets möten", "Ett möte per rad, i ordning.", list)
    tasks: list[PlanItem] = optional("årets uppgifter", "Det som gruppen gör vid vissa tider varje år.", list)
    handles: list[Section] = optional("det gruppen tar hand om", "Avvikelser, mål och annat.", list)
    decisions: Rows | None = optional("det vi bestämde", "Antal tomma rader för vad, vem och när.")
    own_goals: Rows | None = optional("egna mål", "Antal tomma rader där gruppen skriver egna mål.")
