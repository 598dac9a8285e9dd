"""The checklist: questions to go through before, at and after the meeting."""

from macros.records.base import Entry, Record, optional, required
from macros.records.routine import Phase
from macros.records.scalars import Slug, YesNo
from macros.records.text import TextField


class Question(Entry):
    """One question to answer."""

    phase: Slug = required("skede", "Id för skedet som frågan hör till.")
    text: TextField = required("fråga", "Frågan, så kort det går.")
    short: TextField | None = optional("kort fråga", "En kortare form för kortet.")
    hint: TextField | None = optional("hjälp", "En mening som hjälper dig att svara.")
    child: YesNo = optional("barnet säger sitt", "ja om barnet ska få säga sitt här.", False)


class Checklist(Record):
    """Questions in phases, ticked on screen or on paper."""

    title: TextField = required("rubrik", "Checklistans namn.")
    lead: TextField = required("ingress", "När du använder den.")
    phases: list[Phase] = required("skeden", "Skedena i ordning.")
    questions: list[Question] = required("frågor", "Frågorna i ordning.")
