"""Warn of an agenda that takes longer than its packet promises.

Warnings stop nothing: the chief may know how to go faster.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.problems import Problem
from macros.records.binder import Binder
from macros.records.fault_origin import attribute_problems
from macros.records.whole_shelf import Shelf


def list_long_agendas(shelf: Shelf) -> list[Problem]:
    """Return a warning for each agenda of the workplace meeting that is too long."""
    warnings = [(binder, warning) for binder in shelf.binders.values() for warning in _check_agenda(binder)]
    return sorted({*attribute_problems(warnings, shelf.binders.values())})


def _check_agenda(binder: Binder) -> Iterator[Problem]:
    """Yield the problem of an agenda that is longer than the time promised."""
    apt = binder.apt
    if apt is None or apt.total <= apt.minutes:
        return
    message = f"dagordningen tar {apt.total} minuter, paketet lovar {apt.minutes}"
    without = f" Utan punkterna med skip tar den {apt.shortest}." if apt.shortest < apt.total else ""
    advice = f"Korta en punkt, eller lova mer: skriv  minutes: {apt.total}  i apt.{without}"
    yield Problem.at(binder.place_of("apt.agenda"), "agenda-too-long", message, advice)
