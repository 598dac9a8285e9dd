"""Rules for *Whom do I call?*: the ages, and that there is someone to call."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Fault
from macros.records.binder import Binder
from macros.records.contact import Service
from macros.records.guidance import Referral
from macros.records.whole_shelf import Shelf

AGE_FIELDS = ("ages", "min_age", "max_age")
"""The fields that say for which ages a record is."""


def ages_are_in_order(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """The lowest age comes before the highest; a referral fits its service's ages."""
    services = {service.id: service for service in binder.services if not _is_backwards(service)}
    for service in binder.services:
        if _is_backwards(service):
            yield f"services.{service.id}.max_age", "age-order", *_describe_ages(service)
    for concern in binder.guidance.concerns if binder.guidance else ():
        for referral in concern.referrals:
            path = f"guidance.concerns.{concern.id}.referrals.{referral.id}"
            held = services.get(referral.service)
            if _is_backwards(referral):
                yield f"{path}.max_age", "age-order", *_describe_ages(referral)
            elif held and not referral.adult and not referral.span.overlaps(held.span):
                message = f"åldrarna passar inte: {held.name} är inte till för dem"
                field = next(name for name in AGE_FIELDS if getattr(referral, name) is not None)
                advice = f"Verksamheten är till för: {held.span}. Jämför med services.yaml."
                yield f"{path}.{field}", "age-order", message, advice


def someone_can_be_called(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A question that families may choose leads to a service that they may call."""
    staff_only = {service.id for service in binder.services if not service.families}
    for concern in binder.guidance.concerns if binder.guidance else ():
        path = f"guidance.concerns.{concern.id}.referrals"
        for_families = concern.custodian_step or concern.young_step
        if not concern.referrals:
            message = f"”{concern.id}” leder inte till någon verksamhet"
            yield path, "nobody-to-call", message, "Lägg till en, eller ta bort frågan."
        elif for_families and all(referral.service in staff_only for referral in concern.referrals):
            message = f"”{concern.id}” leder andra än personal till en verksamhet som bara personal ringer"
            advice = "Lägg till en verksamhet, eller ta bort custodian_step och young_step."
            yield path, "nobody-to-call", message, advice


def _is_backwards(record: Service | Referral) -> bool:
    low, high = record.min_age, record.max_age
    return low is not None and high is not None and high < low


def _describe_ages(record: Service | Referral) -> tuple[str, str]:
    message = f"högsta åldern ({record.max_age} år) är lägre än lägsta ({record.min_age} år)"
    return message, "Byt plats på min_age och max_age."
