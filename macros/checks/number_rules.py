"""Rules of the site's public numbers: they are real."""

from __future__ import annotations

from collections.abc import Iterator

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
