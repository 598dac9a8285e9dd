"""Records for newcomers: what to read by role, whom to follow, and a self-check."""

from typing import Literal

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain
from macros.records.text import Text, TextField

LETTERS = ("A", "B", "C", "D")
"""What the answers of a question are called, in order."""

_READ = (
    "Vägen till det man läser, till exempel introduction, routine, routine.steps.kalla eller "
    "checklists.samverkan. Sidan, rubriken och minuterna följer av den."
)


class Stop(Entry):
    """Something to read.

    ``read`` is its path in the binder; page, title and minutes follow from it.
    """

    read: Plain = required("läs", _READ)
    why: TextField = required("varför", "Varför just den här rollen läser det. En mening.")
    then: TextField | None = optional("gör sedan", "Det man gör när man har läst. En mening.")


class Shadow(Entry):
    """Someone whose work the newcomer sees. A function, never a name."""

    who: TextField = required("gå bredvid", "En funktion: rektorn, en erfaren mentor. Aldrig någons namn.")
    ask: list[TextField] = required("fråga", "Det man frågar, en fråga per rad.")


class ReadingPath(Entry):
    """What a newcomer in one role reads, in order, and whose work she sees."""

    title: TextField = required("roll", "Rollen, till exempel Lärare.")
    lead: TextField = required("ingress", "Vad den som har läst klart kan. En eller två meningar.")
    stops: list[Stop] = required("stopp", "Det man läser, i ordning.")
    shadow: list[Shadow] = optional("gå bredvid", "De funktioner som man följer en stund.", list)


class CheckQuestion(Entry):
    """A question of the self-check, with its answers.

    ``right`` is the letter of the right one.
    """

    text: TextField = required("fråga", "Frågan, i en mening.")
    choices: list[TextField] = required("svar", "Två till fyra svar, ett per rad. Det första heter A.")
    right: Literal["A", "B", "C", "D"] = required(
        "rätt svar",
        "Bokstaven på det svar som är rätt: A (det första), B (det andra), C (det tredje) eller D (det "
        "fjärde).",
    )
    why: TextField = required("därför", "Varför svaret är rätt. En mening.")
    read: Plain = required("läs mer", f"Där svaret står. {_READ}")

    @property
    def lettered(self) -> list[tuple[str, Text]]:
        """The answers, each after its letter."""
        return list(zip(LETTERS, self.choices, strict=False))


class SelfCheck(Record):
    """Questions that a newcomer answers for herself.

    Nobody sees the answers, nothing is stored.
    """

    title: TextField = required("rubrik", "Till exempel: Prova dig själv.")
    lead: TextField = required("ingress", "Vad frågorna är till för, och att ingen ser svaren.")
    questions: list[CheckQuestion] = required("frågor", "Frågorna i ordning. Tio räcker.")
