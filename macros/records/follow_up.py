"""Follow-up: goals, ways of asking, questions, the monthly sheet."""

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain, Slug, YesNo
from macros.records.shared_records import Section
from macros.records.text import TextField


class Goal(Entry):
    """A measurable goal."""

    value: Plain = required("värde", "Till exempel 150, 85 % eller alla.")
    text: TextField = required("mål", "Vad värdet gäller.")
    year: Plain | None = optional("år", "Året som målet sattes för.")
    measured_by: TextField | None = optional("mäts med", "Hur man får veta.")
    child: YesNo = optional("barnets röst", "ja om målet mäter barnets delaktighet.", False)


class Measure(Entry):
    """A row of the monthly sheet."""

    text: TextField = required("vad", "Det som räknas varje månad.")
    write: TextField | None = optional("skriv", "Vad man skriver i rutan, till exempel antal barn.")
    goal: Slug | None = optional("mål", "Id för målet som raden följer.")
    child: YesNo = optional("barnets röst", "ja om raden gäller barnets delaktighet.", False)


class FollowUp(Record):
    """How the collaboration finds out whether it works."""

    title: TextField = required("rubrik", "Sidans rubrik.")
    lead: TextField = required("ingress", "Varför och hur vi följer upp.")
    goals: list[Goal] = optional("mål", "Mätbara mål.", list)
    ways: list[Section] = optional("sätt", "Sätten att följa upp.", list)
    questions: list[Section] = optional("frågor", "Frågor som ställs regelbundet.", list)
    questions_lead: TextField | None = optional("om frågorna", "Vem som svarar och hur ofta.")
    measures: list[Measure] = optional("månadsblad", "Raderna i månadsbladet, januari–december.", list)
    measures_lead: TextField | None = optional("om månadsbladet", "Vem som fyller i och var det visas.")
    activity_columns: list[TextField] = optional(
        "aktivitetsplan", "Kolumnerna i aktivitetsplanen under månadsbladet.", list
    )
    receiver: Slug | None = optional("mottagare", "Verksamheten som enkätsvaren skickas till.")
    also: list[Section] = optional("vid behov", "Annat underlag som grupperna tittar på.", list)
