"""Records of the flow chart: which service does what at each level of need."""

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Slug
from macros.records.text import TextField


class Lane(Entry):
    """An actor's own row in the flow chart."""

    name: TextField = required("namn", "Verksamheten, till exempel elevhälsa.")
    service: Slug | None = optional("verksamhet", "Id för verksamheten i kontakterna.")


class NeedLevel(Entry):
    """A level of need, from all children to specialists: a column."""

    name: TextField = required("namn", "Till exempel tidigt stöd.")
    text: TextField | None = optional("text", "Vad nivån betyder.")


class Node(Entry):
    """A service at one level of need, in one lane."""

    lane: Slug = required("bana", "Id för banan.")
    level: Slug = required("nivå", "Id för behovsnivån.")
    text: TextField = required("text", "Insatsen i några ord.")


class Edge(Entry):
    """An arrow of the flow chart: a common way from one node to another."""

    start: Slug = required("från", "Id för rutan där vägen börjar.")
    end: Slug = required("till", "Id för rutan där vägen slutar.")
    text: TextField | None = optional("text", "Något att veta om vägen.")


class Together(Record):
    """The box below all lanes: when one actor is not enough."""

    title: TextField = required(
        "rubrik", "Uppmaningen, till exempel: Räcker det inte med en? Kalla till möte."
    )
    text: TextField = required("text", "Vad mötet leder till.")


class Flow(Record):
    """The flow chart: lanes (actors) by levels of need, with nodes and edges.

    It is shown as one drawing and as a text that says the same.
    """

    title: TextField = required("rubrik", "Sidans rubrik.")
    lead: TextField = required("ingress", "Hur man läser bilden.")
    note: TextField | None = optional("anmärkning", "Det som bilden inte visar.")
    levels: list[NeedLevel] = required("nivåer", "Behovsnivåerna, den minsta först.")
    lanes: list[Lane] = required("banor", "Verksamheterna, uppifrån och ner.")
    nodes: list[Node] = required("rutor", "Insatserna.")
    edges: list[Edge] = optional("pilar", "Vanliga vägar mellan rutorna.", list)
    together: Together = required("tillsammans", "Rutan om mötet.")
