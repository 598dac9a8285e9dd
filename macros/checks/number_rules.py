"""Rules of the site's public numbers: they are real, and lead to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import suggest
from macros.problems import Problem, quote
from macros.records.whole_shelf import Shelf

URGENT_NUMBERS = ("112", "1177", "116 111", "90101", "90390", "020-50 50 50", "113 13", "114 14")
"""Real national numbers.

SOS Alarm, health advice, Bris, Självmordslinjen, Hjälplinjen, Kvinnofridslinjen, information in crises, the
police.
"""
_EXAMPLE = "Sök upp myndighetens riktiga nummer, eller ta bort raden."


def urgent_numbers_are_real(shelf: Shelf) -> Iterator[Problem]:
    """An urgent number is a real national number, never an example."""
    for number in shelf.site.urgent:
        if number.phone not in URGENT_NUMBERS and number.place:
            message = f"”{number.phone}” är inget nationellt nummer"
            advice = f"Här får bara stå: {', '.join(URGENT_NUMBERS)}."
            yield Problem.at(number.place, "urgent-number", message, advice)


def complaint_numbers_are_real(shelf: Shelf) -> Iterator[Problem]:
    """Whom to complain to has no invented number."""
    for part in shelf.site.complaints.parts if shelf.site.complaints else ():
        for step in part.steps:
            if step.phone and step.phone.fictional and step.place:
                yield Problem.at(step.place, "urgent-number", f"{quote(step.phone)} är påhittat", _EXAMPLE)


def complaints_name_services(shelf: Shelf) -> Iterator[Problem]:
    """Whom to complain to names services that some binder has.

    Of several it is enough that one is known: collaborations differ. It is asked of a shelf without other
    faults, because what cannot be read lacks its services.
    """
    known = {service.id for binder in shelf.binders.values() for service in binder.services}
    for part in shelf.site.complaints.parts if shelf.site.complaints else ():
        named = [(part.place, part.services), *((step.place, step.services) for step in part.steps)]
        for place, keys in named:
            if keys and not known.intersection(keys) and place:
                message = f"verksamheten {quote(keys[0])} finns inte i någon pärm"
                advice = f"{suggest(keys[0], known)}Det som finns: {', '.join(sorted(known)[:30])}."
                yield Problem.at(place, "unknown-id", message, advice)
