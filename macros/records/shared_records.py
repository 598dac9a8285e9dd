"""Small records that several kinds share."""

from datetime import date

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain, Slug
from macros.records.text import TextField
from macros.records.time_scalars import DayField, WhenField
from macros.records.validity import Dated, Period, has_passed
from macros.records.values import When


class Section(Entry):
    """A heading with paragraphs and points."""

    title: TextField = required("rubrik", "Avsnittets rubrik.")
    paragraphs: list[TextField] = optional("stycken", "Ett stycke per rad i listan.", list)
    points: list[TextField] = optional("punkter", "En punktlista efter styckena.", list)
    closing: TextField | None = optional("avslutning", "Ett stycke efter punktlistan.")
    laws: list[Slug] = optional("lagar", "Id för paragrafer i laws.yaml som texten lutar sig mot.", list)


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
    valid_to: WhenField | None = optional("gäller till", "Sista dagen den gäller.")
    replaces: TextField | None = optional("ersätter", "Den version som den här ersätter.")
    revise_by: DayField | None = optional("ses över senast", "Då ska texten vara genomgången igen.")
    responsible: TextField | None = optional("ansvarig", "Funktionen som ser till att texten stämmer.")
    source: TextField | None = optional("källa", "Var uppgifterna kommer ifrån.")

    def overdue(self, today: date) -> bool:
        """Return whether the text should have been gone through again by now."""
        return has_passed(self.revise_by, today)


class Revision(Entry, Dated):
    """What one version changed, in words.

    The page *Nytt* and the packets read only these.
    """

    date: WhenField = required("datum", "När ändringen gjordes.")
    title: TextField = required("rubrik", "Ändringen i en mening.")
    changes: list[TextField] = optional("ändringar", "Vad som ändrades, en sak per rad.", list)
    pages: list[Slug] = optional("sidor", "Sidorna som ändringen rör, till exempel rutin.", list)

    def time(self) -> When:
        """Return when the change was made, or will be."""
        return self.date
