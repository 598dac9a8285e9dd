"""The group that leads the work: what it goes by, when it meets and what it takes up."""

from macros.records.base import Entry, Record, optional, required
from macros.records.routine import SteeringGroup
from macros.records.scalars import Rows
from macros.records.shared_records import Section
from macros.records.text import TextField
from macros.records.time_scalars import DayField
from macros.records.validity import Dated


class SteeringMeeting(Entry, Dated):
    """One of the year's meetings. Without a day there is a line to write it on."""

    title: TextField = required("rubrik", "Mötets namn, till exempel Möte 1 eller Januari.")
    when: DayField | None = optional("dag", "Dagen, när den är bestämd.")
    agenda: list[TextField] = optional("dagordning", "Det som gruppen tar upp just då.", list)


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
    handles: list[Section] = optional("det gruppen tar hand om", "Avvikelser, mål och annat.", list)
    decisions: Rows | None = optional("det vi bestämde", "Antal tomma rader för vad, vem och när.")
    own_goals: Rows | None = optional("egna mål", "Antal tomma rader där gruppen skriver egna mål.")
