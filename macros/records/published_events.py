"""Records of the published events: which version of each the calendars have."""

from datetime import date
from typing import NamedTuple

from macros.records.addresses import Address
from macros.records.base import Record, optional, required
from macros.records.scalars import Plain, WholeNumber
from macros.records.time_scalars import DayField


class Edition(NamedTuple):
    """A version of an event: what it says, its number, and since when.

    What comes again is counted from the day ``since``.
    """

    when: str
    text: str
    number: int
    changed: date
    since: date


Key = tuple[str, str]
"""An event's key, and the address of the binder."""


class EventState(Record):
    """How an event stood when it was last published, in some binders."""

    binders: list[Address] = required("pärmar", "Pärmarnas adresser, till exempel kalix.")
    when: Plain = required("när", "Dagen, eller hur det återkommer, och om det är inställt.")
    text: Plain = required("ord", "Ett märke för orden, för att se om de har ändrats.")
    number: WholeNumber = required("nummer", "Hur många gånger händelsen har ändrats.")
    changed_on: DayField = required("ändrad", "Dagen då den senast ändrades.")
    since: DayField = required("sedan", "Dagen som det som återkommer räknas från.")

    @property
    def edition(self) -> Edition:
        """The version that it is."""
        days = (date(day.year, day.month, day.day) for day in (self.changed_on, self.since))
        return Edition(self.when, self.text, self.number, *days)


class PublishedEvent(Record):
    """An event of the calendars, and how it stood in each binder."""

    event: Plain = required("händelse", "Vad det är, och var i uppgifterna det står.")
    states: list[EventState] = required("lägen", "Hur den står i pärmarna.")


class EventLedger(Record):
    """The published events (``calendar.yaml``).

    A data folder without the file has published none.
    """

    published: list[PublishedEvent] = optional(
        "publicerat", "Skrivs av parmen build --publish. Ändra inte för hand.", list
    )

    @property
    def rows(self) -> dict[Key, Edition]:
        """The version of each event in each binder."""
        rows: dict[Key, Edition] | None = self.__dict__.get("_rows")
        if rows is None:
            rows = self.__dict__["_rows"] = {
                (published.event, address): state.edition
                for published in self.published
                for state in published.states
                for address in state.binders
            }
        return rows


NO_EVENTS = EventLedger.model_construct(state=None, published=[])
"""The ledger of a data folder that has none."""
