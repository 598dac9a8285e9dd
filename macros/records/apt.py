"""The workplace meeting (APT): agenda and cases to discuss."""

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import WholeNumber
from macros.records.text import TextField
from macros.records.time_scalars import DayField
from macros.records.validity import Dated


class AgendaItem(Entry):
    """One item: minutes, what to do, what to say."""

    minutes: WholeNumber = required("minuter", "Hur många minuter punkten tar.")
    title: TextField = required("rubrik", "Punkten.")
    text: TextField = required("gör så här", "Vad ni gör.")
    say: TextField | None = optional("säg", "Vad du som chef kan säga.")


class Case(Entry):
    """An invented case to discuss. Never a real child."""

    title: TextField = required("rubrik", "Fallets namn.")
    text: TextField = required("text", "Det påhittade fallet, fyra meningar.")
    questions: list[TextField] = required("frågor", "Att prata om, två och två.")


class NextDate(Entry, Dated):
    """A day to know of. Without one there is a line to write it on."""

    title: TextField = required("rubrik", "Vad som händer, till exempel Nästa APT.")
    when: DayField | None = optional("dag", "Dagen, när den är bestämd.")


class Apt(Record):
    """Fifteen minutes at the workplace meeting."""

    title: TextField = required("rubrik", "Paketets rubrik.")
    lead: TextField = required("ingress", "Vad chefen får och vad det tar för tid.")
    agenda: list[AgendaItem] = required("dagordning", "Punkterna i ordning.")
    cases: list[Case] = optional("fall", "Påhittade fall att prata om.", list)
    next_dates: list[NextDate] = optional("nästa gång", "Dagar att känna till efter träffen.", list)
