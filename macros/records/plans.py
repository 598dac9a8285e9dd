"""Plans: communication, action and competence."""

from macros.records.base import Entry, Record, optional, required
from macros.records.shared_records import Section
from macros.records.text import TextField


class CommunicationRow(Entry):
    """Something to make known: when, and who answers for it. Has a box for *klart* on paper."""

    what: TextField = required("vad", "Det som ska bli känt.")
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
