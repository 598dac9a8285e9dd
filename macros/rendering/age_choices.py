"""Choose the ages to ask for in *Whom do I call?*: up to the highest in the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.records.ages import Ages
from macros.records.binder import Binder


@dataclass(frozen=True, slots=True)
class AgeChoices:
    """The years to choose among, from ``lowest`` to ``highest``.

    ``lowest`` is -1 where a pregnancy counts. With ``older`` the highest stands for all that follow. Ages
    ``matter`` where some answer is for some ages only.
    """

    lowest: int
    highest: int
    older: bool
    matter: bool


def choose_ages(binder: Binder) -> AgeChoices:
    """Return the ages to ask for in a binder: its own, and all that its services name."""
    named = list(_list_limits(binder))
    own = [binder.ages] if binder.ages else []
    every = [*named, *own]
    highest = [span.highest_year for span in every if span.highest_year is not None]
    lowest = [span.lowest_year for span in every]
    first = own[0].lowest_year if own else min([0, *lowest])
    if own and own[0].highest_year is not None:
        return AgeChoices(first, own[0].highest_year, older=False, matter=bool(named))
    older = any(span.end is None for span in every)
    last = max([first, *lowest, *(year + older for year in highest)])
    return AgeChoices(first, last, older, matter=bool(named))


def join_ages(choices: Sequence[AgeChoices]) -> AgeChoices:
    """Return the ages to ask for in several binders at once."""
    last = max(choices, key=lambda one: (one.highest, one.older))
    lowest = min(one.lowest for one in choices)
    return AgeChoices(lowest, last.highest, last.older, any(one.matter for one in choices))


def _list_limits(binder: Binder) -> Iterator[Ages]:
    """Yield the ages of each service and referral that is for some ages only."""
    services = {service.id: service for service in binder.services}
    yield from (ages for service in services.values() if (ages := service.limits) and not ages.everyone)
    for concern in binder.guidance.concerns if binder.guidance else ():
        for referral in concern.referrals:
            held = services.get(referral.service)
            if held and referral.limits and not referral.adult and (ages := referral.span.common(held.span)):
                yield ages
