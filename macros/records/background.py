"""What one reads to understand: the introduction, and the background, which is never shown as current."""

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain, WholeNumber
from macros.records.shared_records import Event, Section
from macros.records.text import TextField
from macros.records.time_scalars import WhenField


class Introduction(Record):
    """What this is and what you do yourself, readable in one sitting."""

    title: TextField = required("rubrik", "Sidans rubrik.")
    lead: TextField = required("ingress", "Vad du kan när du har läst klart.")
    minutes: WholeNumber = required("lästid", "Ungefär hur många minuter texten tar att läsa.")
    sections: list[Section] = required("avsnitt", "Introduktionens avsnitt i läsordning.")
    to_do: list[TextField] = optional("gör det här", "Det du gör din första vecka.", list)
    questions: list[TextField] = optional("frågor till din chef", "Frågor att ta upp med chefen.", list)


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
