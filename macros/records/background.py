"""Records of what one reads to understand: introduction and background."""

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain
from macros.records.shared_records import Event, Section
from macros.records.text import TextField
from macros.records.time_scalars import WhenField


class Introduction(Record):
    """The introduction for someone new, readable in one sitting."""

    title: TextField = required("rubrik", "Sidans rubrik.")
    lead: TextField = required("ingress", "Vad du kan när du har läst klart.")
    sections: list[Section] = required("avsnitt", "Introduktionens avsnitt i läsordning.")
    to_do: list[TextField] = optional("gör det här", "Det du gör din första vecka.", list)
    questions: list[TextField] = optional("frågor till din chef", "Frågor att ta upp med chefen.", list)


class Figure(Entry):
    """A number with its date and its source."""

    value: Plain = required("värde", "Talet, precis som det står där du hämtade det.")
    text: TextField = required("text", "Vad talet gäller.")
    when: WhenField = required("när", "Tidpunkten som talet gäller.")
    source: TextField = required("källa", "Var talet kommer ifrån.")
    note: TextField | None = optional("anmärkning", "Till exempel att talet är osäkert.")


class Background(Record):
    """History, findings, dated figures and activities; never shown as current."""

    title: TextField = required("rubrik", "Avsnittets rubrik.")
    lead: TextField = required("ingress", "Vad avsnittet berättar.")
    history: list[Event] = optional("historia", "Det som hände, i tidsordning.", list)
    sections: list[Section] = optional("avsnitt", "Erfarenheter och tankar.", list)
    figures: list[Figure] = optional("siffror", "Daterade siffror.", list)
    activities: list[Event] = optional("aktiviteter", "Daterade aktiviteter.", list)
