"""The family leaflet, in plain language, per audience and language."""

from __future__ import annotations

from typing import Literal

from macros.records.base import Entry, Record, optional, required
from macros.records.common import Section
from macros.records.scalars import Slug
from macros.records.text import TextField

Scene = Literal["ser", "pratar", "motet", "foljer-upp", "familj", "samordnare", "ny", "chef"]
"""The drawn scenes, by name."""


class LeafletStep(Entry):
    """One thing that happens."""

    title: TextField = required("rubrik", "Vad som händer, i tre ord.")
    when: TextField = required("när", "När det händer.")
    text: TextField = required("text", "Vad det betyder för dig.")
    scene: Scene = required("bild", "Vilken tecknad bild som hör till.")


class Leaflet(Record):
    """What happens now, whom to talk to, and that you may say no."""

    title: TextField = required("rubrik", "Folderns rubrik, på framsidan.")
    audience: TextField = required("till vem", "Till exempel: Till dig som är barn, ung eller förälder.")
    lead: TextField = required("ingress", "Varför du får den här foldern.")
    address: TextField | None = optional("tilltal", "Vem ”du” är i texten.")
    steps: list[LeafletStep] = required("det här händer", "Det som händer, i ordning.")
    coordinator: Section = required("din samordnare", "Personen att vända sig till.")
    rights: Section = required("du har rätt att", "Det du får göra och säga nej till.")
    no_plan: Section = required("har du ingen plan än", "Vem du pratar med innan det finns en plan.")
    contact: Slug | None = optional("kontakt", "Id för kontakten som foldern hänvisar till.")
    opinion: Section = required("säg vad du tycker", "Hur du lämnar synpunkter.")
    survey: Slug | None = optional("enkät", "Id för enkäten på folderns baksida.")
    sections: list[Section] = optional("avsnitt", "Övriga avsnitt, till exempel till föräldrar.", list)
    senders: TextField = required("avsändare", "Verksamheterna som står bakom foldern.")
