"""Records of the leading group and its plans.

Steering, communication, action plan and competence.
"""

from macros.records.base import Entry, Record, optional, required
from macros.records.routine import SteeringGroup
from macros.records.scalars import Rows, YesNo
from macros.records.shared_records import Section
from macros.records.text import TextField
from macros.records.time_scalars import OccasionField
from macros.records.validity import CANCELLED, Dated


class CommunicationRow(Entry):
    """Something to make known: what, when, and who answers for it.

    It has a box for *klart* on paper.
    """

    what: TextField = required("vad", "Det som alla ska känna till.")
    when: TextField = required("när", "Tidpunkten eller hur ofta.")
    responsible: TextField | None = optional("ansvarig", "Funktionen som ansvarar.")


class Communication(Record):
    """The communication plan: who must know what, and when they are told."""

    title: TextField = required("rubrik", "Planens namn.")
    lead: TextField = required("ingress", "Varför planen finns.")
    audience: list[TextField] = optional("vilka", "De som måste känna till arbetssättet.", list)
    must_know: list[TextField] = optional("vad", "Det de måste känna till.", list)
    rows: list[CommunicationRow] = required("rader", "Planens rader.")
    calendar: list[Section] = optional("över året", "Det som görs under året.", list)
    found: Section | None = optional("var allt finns", "Var materialet ligger.")


class PlanItem(Entry):
    """One line of a plan."""

    title: TextField = required("rubrik", "Vad som ska göras.")
    text: TextField | None = optional("text", "Mer om det.")
    when: OccasionField | None = optional(
        "när", "När det ska vara klart, eller hur ofta det görs: 2027-03-01, hösten 2027, 1 mars varje år."
    )
    responsible: TextField | None = optional("ansvarig", "Funktionen som ser till att det blir gjort.")
    cancelled: YesNo = optional("inställt", CANCELLED, False)


class ActionPlan(Record):
    """What the collaboration set out to do."""

    title: TextField = required("rubrik", "Planens namn.")
    lead: TextField = required("ingress", "Vad planen gäller.")
    items: list[PlanItem] = required("punkter", "Planens punkter.")


class Competence(Record):
    """What staff learn together."""

    title: TextField = required("rubrik", "Planens namn.")
    lead: TextField = required("ingress", "Varför vi lär oss tillsammans.")
    items: list[PlanItem] = required("punkter", "Utbildningarna.")


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
