"""Blank forms as lists of fields. A filled-in form never exists in the data."""

from typing import Literal

from macros.records.base import Entry, Record, optional, required, searched
from macros.records.scalars import Plain, Rows, Sixths, Slug, YesNo
from macros.records.text import TextField

FieldKind = Literal["line", "box", "date", "time", "phone", "tick", "choice", "signature"]
"""``box`` is several lines, ``tick`` a box, ``choice`` one of some answers, ``signature`` a line to sign."""
FIELD_KINDS = (
    "Det man skriver i: line (en rad), box (flera rader), date (ett datum), time (ett klockslag), "
    "phone (ett telefonnummer), tick (en ruta att kryssa i), choice (ett av svaren i choices, till exempel "
    "Ja eller Nej) eller signature (en underskrift)."
)
_CHOICES = "Svaren, för choice. Bara ett kan väljas."


class FormField(Entry):
    """A place to write, always with a label."""

    label: TextField = required("ledtext", "Vad som ska skrivas.")
    kind: FieldKind = optional("slag", FIELD_KINDS, "line")
    width: Sixths = optional("bredd", "Antal sjättedelar av sidans bredd, 1–6.", 6)
    rows: Rows = optional("rader", "Höjden i rader, för box.", 1)
    choices: list[TextField] = optional("svar", _CHOICES, list)
    hint: TextField | None = optional("hjälp", "En kort förklaring.")
    of: TextField | None = optional(
        "vem", "Vem fältet gäller, när flera svarar var för sig. Står som rubrik över personens fält."
    )


class FormColumn(Entry):
    """A column of a table to fill in."""

    label: TextField = required("ledtext", "Kolumnens rubrik.")
    width: Sixths = optional("bredd", "Kolumnens del av bredden, i sjättedelar.", 1)
    kind: FieldKind = optional("slag", FIELD_KINDS, "line")
    choices: list[TextField] = optional("svar", _CHOICES, list)


class FormSection(Entry):
    """A numbered part of a form: fields, or a table."""

    title: TextField = required("rubrik", "Avsnittets rubrik.")
    text: TextField | None = optional("text", "En förklaring under rubriken.")
    child: YesNo = optional("egna ord", "ja om det här skrivs med ord från den som det handlar om.", False)
    fields: list[FormField] = optional("fält", "Fälten i ordning.", list)
    columns: list[FormColumn] = optional("kolumner", "Kolumnerna, om avsnittet är en tabell.", list)
    rows: Rows = optional("rader", "Tabellens tomma rader.", 4)
    lines: Rows = optional("höjd", "Hur många rader text som får plats på varje rad i tabellen, 1–3.", 1)
    new_page: YesNo = optional("ny sida", "ja om avsnittet börjar på en ny sida.", False)


class Form(Record):
    """A blank form to print or to fill in on screen."""

    title: TextField = required("rubrik", "Blankettens namn.")
    lead: TextField = required("ingress", "Vad blanketten är till för.")
    used: TextField = required("används", "När blanketten används och av vem.")
    again: list[FormField] = optional(
        "överst igen", "Fält överst på varje ny sida, så att lösa blad kan läggas ihop.", list
    )
    sections: list[FormSection] = required("avsnitt", "Blankettens delar i ordning.")
    notes: list[TextField] = optional("upplysningar", "Det som står längst ner.", list)
    sender: list[TextField] = optional(
        "till avsändaren",
        "Råd till den som skickar blanketten. De står för sig, med när den används och hur den sparas.",
        list,
    )
    handling: TextField = required("hantering", "Var den ifyllda blanketten sparas och vem som får den.")
    laws: list[Slug] = optional("lagar", "Paragraferna som blanketten lutar sig mot.", list)
    synonyms: list[Plain] = searched()
