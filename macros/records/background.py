"""Background: how it came about, dated figures, activities. Never shown as current."""

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain
from macros.records.shared_records import Event, Section
from macros.records.text import TextField
from macros.records.time_scalars import WhenField


class Figure(Entry):
    """A number with its date and its source."""

    value: Plain = required("värde", "Talet som det står i källan.")
    text: TextField = required("text", "Vad talet gäller.")
    when: WhenField = required("när", "Tidpunkten som talet gäller.")
    source: TextField = required("källa", "Var talet kommer ifrån.")
    note: TextField | None = optional("anmärkning", "Till exempel att talet är osäkert.")


class Background(Record):
    """What lies behind: history, findings, dated figures and activities."""

    title: TextField = required("rubrik", "Avsnittets rubrik.")
    lead: TextField = required("ingress", "Vad avsnittet berättar.")
    history: list[Event] = optional("historia", "Det som hände, i tidsordning.", list)
    sections: list[Section] = optional("avsnitt", "Erfarenheter och tankar.", list)
    figures: list[Figure] = optional("siffror", "Daterade siffror.", list)
    activities: list[Event] = optional("aktiviteter", "Daterade aktiviteter.", list)
