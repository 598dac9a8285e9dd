"""Records of terms (phrases for placeholders), the glossary and the laws."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from macros.records.base import Entry, Record, optional, required, searched, whole
from macros.records.scalars import Abbreviation, Plain
from macros.records.text import TextField
from macros.records.time_scalars import DayField, WhenField
from macros.records.validity import STANDING_WORDS, Period, Standing


class Term(Record):
    """An ordinary phrase in each form that texts want, and what it is called here."""

    forms: Annotated[
        dict[str, Plain],
        whole("former", "Till vänster ordet i texterna, till höger vad det heter här. Skriv alla former."),
    ]


class GlossaryTerm(Entry):
    """A word that a reader may not know."""

    term: Plain = required("ord", "Ordet som förklaras.")
    abbreviation: Abbreviation | None = optional("förkortning", "Till exempel SIP.")
    text: TextField = required("förklaring", "En eller två meningar.")
    synonyms: list[Plain] = searched()


class Law(Entry, Period):
    """A paragraph of a law, cited by its id.

    ``read`` is the day somebody read it in the statute, ``wording`` how far the copy's amendments went.
    """

    law: Plain = required("lag", "Lagens namn med nummer i Svensk författningssamling.")
    paragraph: Plain | None = optional("paragraf", "Till exempel 19 kap. 1 §.")
    title: TextField = required("rubrik", "Vad den handlar om.")
    text: TextField = required("text", "Vad den säger, i klarspråk.")
    binds: TextField | None = optional(
        "binder", "Vem som måste följa den, eller vem den ger en rätt: regionen, rektorn, alla."
    )
    valid_from: DayField | None = optional("gäller från", "Dagen lagen började gälla.")
    valid_to: DayField | None = optional("gäller till", "Sista dagen, om den har upphävts.")
    replaces: TextField | None = optional("ersätter", "Paragrafen som gällde förut.")
    replaced_by: TextField | None = optional("ersatt av", "Paragrafen som gäller nu.")
    amended: TextField | None = optional(
        "ändrad", "Den senaste ändringen av betydelse: SFS 2025:1501, gäller från 15 januari 2026."
    )
    read: DayField | None = optional("läst", "Dagen någon senast läste paragrafen i lagen.")
    wording: WhenField | None = optional(
        "lydelse", "Hur långt ändringarna var införda i det som lästes, om det inte är samma dag."
    )
    sure: Literal["high", "medium"] = required(
        "säkerhet", "high (läst i lagen, skriv dagen i read) eller medium (ska läsas i lagen)."
    )
    note: TextField | None = optional("anmärkning", "Det som återstår att kontrollera.")
    synonyms: list[Plain] = searched()

    _words: ClassVar[dict[Standing, str]] = STANDING_WORDS | {"ended": "Upphörde"}

    @property
    def name(self) -> str:
        """The law and its paragraph."""
        return f"{self.law}, {self.paragraph}" if self.paragraph else self.law

    @property
    def reading(self) -> str:
        """When it was read and in which wording, in words; empty where nobody has."""
        wording = f", i lydelsen från {self.wording}" if self.wording else ""
        return f"Läst {self.read}{wording}" if self.read else ""

    def repealed(self, today: date) -> bool:
        """Return whether its last day has passed."""
        return self.ended(today)
