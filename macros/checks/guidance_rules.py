"""Rules for *Whom do I call?*: ages come in order, and whoever asks gets someone to call."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Found
from macros.records.binder import Binder, Shelf
from macros.records.contact import Service
from macros.records.guidance import Concern, Referral

OLDEST = 120
"""Older than anyone: a service without a highest age."""


def ages(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """The lowest age comes before the highest, and a referral keeps within its service's ages."""
    services = {one.id: one for one in binder.services if not _empty(one.min_age, one.max_age)}
    for service in binder.services:
        if _empty(service.min_age, service.max_age):
            yield f"services.{service.id}.max_age", "age-order", *_backwards(service)
    for concern in binder.guidance.concerns if binder.guidance else ():
        for referral in concern.referrals:
            path = f"guidance.concerns.{concern.id}.referrals.{referral.id}"
            if _empty(referral.min_age, referral.max_age):
                yield f"{path}.max_age", "age-order", *_backwards(referral)
            elif (
                (held := services.get(referral.service))
                and not referral.adult
                and not _overlap(referral, held)
            ):
                message = f"åldrarna passar inte: {held.name} är inte till för dem"
                where = f"{path}.min_age" if referral.min_age is not None else f"{path}.max_age"
                yield where, "age-order", message, "Jämför med min_age och max_age i services.yaml."


def someone_to_call(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """A question that families may choose leads to a service that they may call."""
    staff_only = {service.id for service in binder.services if not service.families}
    for concern in binder.guidance.concerns if binder.guidance else ():
        path = f"guidance.concerns.{concern.id}"
        if not concern.referrals:
            message = f"”{concern.id}” leder inte till någon verksamhet"
            yield f"{path}.referrals", "nobody-to-call", message, "Lägg till en, eller ta bort frågan."
        elif _for_families(concern) and all(one.service in staff_only for one in concern.referrals):
            message = f"”{concern.id}” leder familjer till en verksamhet som bara personal ringer"
            advice = "Lägg till en verksamhet, eller ta bort custodian_step och young_step."
            yield f"{path}.referrals", "nobody-to-call", message, advice


def _for_families(concern: Concern) -> bool:
    return bool(concern.custodian_step or concern.young_step)


def _empty(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and high < low


def _overlap(referral: Referral, service: Service) -> bool:
    low = max(referral.min_age or 0, service.min_age or 0)
    highs = [age for age in (referral.max_age, service.max_age) if age is not None]
    return low <= min(highs, default=OLDEST)


def _backwards(record: Service | Referral) -> tuple[str, str]:
    message = f"högsta åldern ({record.max_age} år) är lägre än lägsta ({record.min_age} år)"
    return message, "Byt plats på min_age och max_age."
