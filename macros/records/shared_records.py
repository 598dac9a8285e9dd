"""Small records that several kinds share."""

from datetime import date
from typing import Literal

from macros.records.base import Entry, Record, optional, required, searched
from macros.records.recurrence import Recurrence
from macros.records.scalars import Plain, Slug
from macros.records.text import TextField
from macros.records.time_scalars import EndField, OccasionField, WhenField
from macros.records.validity import Dated, Period, has_passed, last_of
from macros.records.values import When


class Section(Entry):
    """A heading with paragraphs and points."""

    title: TextField = required("rubrik", "Avsnittets rubrik.")
    paragraphs: list[TextField] = optional("stycken", "Ett stycke per rad i listan.", list)
    points: list[TextField] = optional("punkter", "En punktlista efter styckena.", list)
    closing: TextField | None = optional("avslutning", "Ett stycke efter punktlistan.")
    laws: list[Slug] = optional("lagar", "Id för paragrafer i laws.yaml som texten lutar sig mot.", list)
    synonyms: list[Plain] = searched()


class Event(Entry, Dated):
    """Something that happened, or was planned, at a known time."""

    when: WhenField = required("när", "Året, månaden eller dagen. Två tidpunkter skiljs med /.")
    title: TextField | None = optional("rubrik", "Kort rubrik.")
    text: TextField = required("text", "Vad som hände.")


class Control(Record, Period):
    """Document control: who adopted what, when, and until when it applies.

    Where a field is missing, the pages say so.
    """

    adopted_by: TextField | None = optional("fastställd av", "Organet som fattade beslutet.")
    adopted: WhenField | None = optional("fastställd", "När beslutet fattades.")
    diary_number: Plain | None = optional("diarienummer", "Beslutets diarienummer.")
    version: TextField | None = optional("version", "Vilken utgåva texten är.")
    valid_from: WhenField | None = optional("gäller från", "Första dagen den gäller.")
    valid_to: EndField | None = optional("gäller till", "Sista dagen den gäller, eller tills vidare.")
    replaces: TextField | None = optional("ersätter", "Den version som den här ersätter.")
    revise_by: OccasionField | None = optional(
        "ses över senast",
        "Då ska texten vara genomgången igen: en dag, en månad, hösten 2027, eller hur ofta: vart tredje år, "
        "1 mars varje år. Hur ofta räknas från reviewed eller adopted, den senaste av dem.",
    )
    reviewed: WhenField | None = optional(
        "senast genomgången", "När någon senast gick igenom texten, om den inte beslutades på nytt."
    )
    responsible: TextField | None = optional("ansvarig", "Funktionen som ser till att texten stämmer.")
    source: TextField | None = optional("källa", "Var uppgifterna kommer ifrån.")

    @property
    def last_review(self) -> When | None:
        """When it was last decided or gone through.

        Where neither is known, when it began to apply.
        """
        known = [when for when in (self.adopted, self.reviewed) if when is not None]
        return max(known, key=lambda when: when.last, default=self.valid_from)

    @property
    def review_by(self) -> When | None:
        """When the text is to be gone through next; None where that is not known.

        An interval counts from ``last_review``.
        """
        if not isinstance(self.revise_by, Recurrence):
            return self.revise_by
        return self.revise_by.next_review(self.last_review) if self.last_review else None

    @property
    def review_words(self) -> str:
        """When the text is to be gone through, in words; empty where nothing says so.

        For example *vart tredje år, nästa gång senast november 2027*.
        """
        if not isinstance(self.revise_by, Recurrence):
            return str(self.revise_by or "")
        if self.review_by is not None:
            return f"{self.revise_by}, nästa gång senast {self.review_by}"
        missing = ", men när den senast gjordes står inte här" if self.revise_by.months else ""
        return f"{self.revise_by}{missing}"

    def overdue(self, today: date) -> bool:
        """Return whether the text should have been gone through again by now."""
        return has_passed(last_of(self.review_by), today)


Audience = Literal["staff", "managers", "family"]
AUDIENCES: tuple[Audience, ...] = ("staff", "managers", "family")
"""Who reads of a change."""


class Meaning(Record):
    """What a change means to each of those who read about it."""

    staff: TextField | None = optional("för personal", "Vad ändringen betyder för den som arbetar.")
    managers: TextField | None = optional("för chefer", "Vad ändringen betyder för den som är chef.")
    family: TextField | None = optional(
        "för familjer", "Vad ändringen betyder för dem som det handlar om, och deras närstående."
    )


class Revision(Entry, Dated):
    """What one version changed, in words.

    The page *Nytt* and the packets read only these.
    """

    date: WhenField = required("datum", "När ändringen gjordes.")
    title: TextField = required("rubrik", "Ändringen i en mening.")
    changes: list[TextField] = optional(
        "ändringar",
        "Vad som ändrades i överenskommelsen eller rutinen, och vad det betyder. En sak per rad.",
        list,
    )
    meaning: Meaning | None = optional(
        "vad det betyder",
        "Vad ändringen betyder för var och en. Utelämnat: den rör alla som arbetar, och ingen familj.",
    )
    pages: list[Slug] = optional("sidor", "Sidorna som ändringen rör, till exempel rutin.", list)

    def time(self) -> When:
        """Return when the change was made, or will be."""
        return self.date

    def is_for(self, audience: Audience) -> bool:
        """Return whether an audience is to hear of it.

        Where it says nothing of what it means, it is for all who work.
        """
        if self.meaning is None:
            return audience != "family"
        return getattr(self.meaning, audience) is not None

    def concerns(self, page: str) -> bool:
        """Return whether it changed a page.

        One that names no page is about them all. The first page and the page of news tell of every revision.
        """
        return not self.pages or page.partition("/")[0] in ("", "index", "nytt", *self.pages)
