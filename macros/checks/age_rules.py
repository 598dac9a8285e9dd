"""Rules for ages: written in one way, and met by those who hand over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.checks.references import Fault
from macros.records.ages import Ages
from macros.records.binder import Binder
from macros.records.contact import Service
from macros.records.guidance import Referral
from macros.records.hand_over import Holder, pair_holders
from macros.records.whole_shelf import Shelf

_COUNTED = "Med ett streck räknas hela det sista året med: 6–17 år slutar när man fyller 18."


def ages_are_written_once(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A record has ``ages``, or ``min_age`` and ``max_age``, but not both."""
    records: list[tuple[str, Service | Referral]] = [
        (f"services.{service.id}", service) for service in binder.services
    ]
    for concern in binder.guidance.concerns if binder.guidance else ():
        path = f"guidance.concerns.{concern.id}.referrals"
        records += [(f"{path}.{referral.id}", referral) for referral in concern.referrals]
    for path, record in records:
        if record.ages and not (record.min_age is None and record.max_age is None):
            advice = "Behåll ages, och ta bort min_age och max_age."
            yield f"{path}.ages", "ages-twice", "åldrarna står på två sätt", advice


def hand_overs_meet(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """The one who takes over begins at the age where the one before ends."""
    holders: tuple[tuple[str, Sequence[Holder]], ...] = (
        ("routine.roles", binder.routine.roles),
        ("services", binder.services),
    )
    for path, records in holders:
        for giver, receiver, _ in pair_holders(records):
            yield from _compare(path, giver, receiver)


def _compare(path: str, giver: Holder, receiver: Holder) -> Iterator[Fault]:
    """Yield a fault where two who hand over lack ages, overlap or leave a gap."""
    earlier, later = giver.ages, receiver.ages
    if earlier is None or later is None:
        ageless = giver if earlier is None else receiver
        message = f"”{ageless.id}” har inga åldrar, men ”{giver.id}” lämnar över till ”{receiver.id}”"
        yield (
            f"{path}.{giver.id}.hand_over.to",
            "hand-over-ages",
            message,
            f"Lägg till dem hos ”{ageless.id}”, till exempel  ages: 6–17 år",
        )
        return
    if earlier.adjoins(later):
        return
    names = f"”{giver.id}” ({earlier}) och ”{receiver.id}” ({later})"
    if gap := earlier.gap_to(later):
        message = f"{names} lämnar en lucka: {_describe(gap)}"
    elif both := earlier.common(later):
        message = f"{names} går in i varandra: {_describe(both)}"
    else:
        message = f"{names} kommer i fel ordning"
    advice = f"Den som tar vid ska börja där den förra slutar. {_COUNTED}"
    yield f"{path}.{giver.id}.ages", "hand-over-ages", message, advice


def _describe(ages: Ages) -> str:
    """Return ages in words that do not repeat how someone else wrote them."""
    return str(Ages(ages.first, ages.end))
