"""What an editor changes by form alone: each of these is seen on its page, and on its sheet of paper."""

from __future__ import annotations

from typing import NamedTuple

TOWN = "municipalities/norrby.yaml"
ALL, HERE = "Alla i Exempelavtalet", "Bara Norrby"


class Change(NamedTuple):
    """A record's path, what is filled in (by its label), chosen and ticked, the button, and what is then seen.

    ``seen`` is a pattern of what stands on the page and on the sheet; in the file, ``lines`` come or go.
    """

    page: str
    path: str
    typed: dict[str, str]
    seen: str
    lines: int
    level: str = ""
    file: str = TOWN
    button: str = "Spara"
    chosen: tuple[tuple[str, str], ...] = ()
    ticked: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        """The sheet that shows what the page does: they have the same name."""
        return self.page


CHANGES = {
    "number": Change("kontakter", "contacts.elevhalsa", {"Telefon": "070-1740629"}, "06 29", 2),
    "text": Change(
        "rutin", "routine.steps.borja", {"Text": "Börja genast."}, "Börja genast[.]", 2, ALL,
        "agreements/exempelavtalet/routine.yaml",
    ),
    "deadline": Change("rutin", "routine.meeting", {"Inom": "12 dagar"}, "tolv dagar", 2, HERE),
    "contact": Change(
        "kontakter", "contacts.+", {"Telefon": "070-1740628"}, "06 28", 4, HERE,
        chosen=(("Funktion", "Mottagningen"),), ticked=("Elevhälsan",),
    ),
    "move": Change(
        "checklista", "checklists.samverkan.questions.ser", {}, "bokat[?].*Vad har jag sett", 2, HERE,
        button="Flytta ner",
    ),
    "exception": Change("rutin", "routine.steps.samordna", {"Vem": "Rektorn"}, "Rektorn", 3, HERE),
}  # fmt: skip
"""A number, a step's text for all, a deadline, a new contact, a question moved, and an exception for one place."""
