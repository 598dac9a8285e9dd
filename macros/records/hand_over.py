"""The hand-over: at a certain age someone else takes over, and says so."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from macros.records.ages import Ages
from macros.records.base import Record, optional, required
from macros.records.scalars import Slug
from macros.records.text import Text, TextField


class HandOver(Record):
    """Who takes over after the ages of a role or service, and how it is done.

    The one who hands over is responsible until the next has said yes.
    """

    to: Slug = required("till", "Id för den som tar vid: en annan roll eller verksamhet i samma lista.")
    text: TextField = required("så går det till", "Vad den som lämnar över ska göra, och när.")
    keeps: TextField | None = optional(
        "har kvar ansvaret",
        "Hur länge den som lämnar över har kvar ansvaret. Utelämnat: tills nästa har sagt ja.",
    )


class Holder(Protocol):
    """A role or a service, which may hand over to another."""

    @property
    def id(self) -> str:
        """Its id, which a hand-over points at."""

    @property
    def name(self) -> Text | str:
        """Its name."""

    @property
    def ages(self) -> Ages | None:
        """The ages that it is for."""

    @property
    def hand_over(self) -> HandOver | None:
        """How it hands over, if it does."""


class Handing(NamedTuple):
    """One hand-over with those at both ends."""

    giver: Holder
    receiver: Holder
    hand_over: HandOver


def pair_holders(holders: Iterable[Holder]) -> Iterator[Handing]:
    """Yield each hand-over among some roles or services, with both ends.

    One that points at nothing is left out: the check reports it.
    """
    by_id = {holder.id: holder for holder in holders}
    for holder in by_id.values():
        hand_over = holder.hand_over
        if hand_over is not None and hand_over.to in by_id:
            yield Handing(holder, by_id[hand_over.to], hand_over)
