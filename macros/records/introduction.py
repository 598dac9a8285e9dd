"""The introduction for a new employee."""

from macros.records.base import Record, optional, required
from macros.records.scalars import WholeNumber
from macros.records.shared_records import Section
from macros.records.text import TextField


class Introduction(Record):
    """What this is and what you do yourself, readable in one sitting."""

    title: TextField = required("rubrik", "Sidans rubrik.")
    lead: TextField = required("ingress", "Vad du kan när du har läst klart.")
    minutes: WholeNumber = required("lästid", "Ungefär hur många minuter texten tar att läsa.")
    sections: list[Section] = required("avsnitt", "Introduktionens avsnitt i läsordning.")
    to_do: list[TextField] = optional("gör det här", "Det du gör din första vecka.", list)
    questions: list[TextField] = optional("frågor till din chef", "Frågor att ta upp med chefen.", list)
