"""Rules about who has approved a binder, and what drafts leave missing."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.name_lists import is_function_word, is_given_name
from macros.checks.person_hints import find_hints
from macros.checks.references import Fault
from macros.problems import Problem, quote
from macros.records.approval import find_approval, path_of_approval
from macros.records.binder import Binder
from macros.records.validity import lies_ahead
from macros.records.whole_shelf import Shelf

_FUNCTION = "Skriv funktionen, till exempel Socialchefen eller Barn- och utbildningsnämnden."
_PAST = "Skriv dagen då pärmen godkändes. Är den inte godkänd än? Ta bort approved."


def approvals_are_by_functions(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """Who approved a binder is a function, never a person's name."""
    approval = find_approval(binder)
    if approval and not _is_known(shelf, binder, approval.by) and _may_be_a_person(approval.by):
        message = f"{quote(approval.by)} kan vara en persons namn"
        yield f"{path_of_approval(binder)}.by", "approved-by-person", message, _FUNCTION


def _is_known(shelf: Shelf, binder: Binder, function: str) -> bool:
    """Return whether a function is one of the site's or of the routine's."""
    known = [role.source for role in shelf.site.roles]
    known += [role.name.source for role in binder.routine.roles]
    return function.casefold() in map(str.casefold, known)


def _may_be_a_person(function: str) -> bool:
    """Return whether some words may be a person's name: a given name alone is enough."""
    first, *others = function.split()
    alone = not others and is_given_name(first) and not is_function_word(first)
    return alone or any(find_hints(function, ""))


def approvals_have_been_made(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """No binder is approved on a day to come."""
    approval = find_approval(binder)
    if approval and lies_ahead(approval.date, shelf.today):
        message = "pärmen kan inte ha godkänts en dag som inte har varit än"
        yield f"{path_of_approval(binder)}.date", "future", message, _PAST


def the_first_binder_is_approved_first(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A further binder is approved only where the municipality's first one is.

    The municipality's page and contacts stand at the first one's addresses.
    """
    first = shelf.binders.get(binder.slug)
    if first and not binder.is_first and find_approval(binder) and not find_approval(first):
        message = f"{binder.title} är godkänd, men inte kommunens första pärm, {first.title}"
        advice = (
            "Kommunens sida och kontakter ligger i den första pärmen. Godkänn den också, eller välj i first "
            f"den pärm som ska komma först:  first: {binder.levels.area_slug}"
        )
        yield path_of_approval(binder), "first-not-approved", message, advice


def list_unapproved(shelf: Shelf) -> Iterator[Problem]:
    """Yield a problem for each binder that nobody has approved."""
    for binder in shelf.binders.values():
        if find_approval(binder) is None:
            message = f"{binder.place_name} är ett utkast: ingen har godkänt att pärmen publiceras"
            yield Problem.at(binder.place_of("membership"), "not-approved", message, _advise_approval(binder))


def _advise_approval(binder: Binder) -> str:
    where = f"under areas › {binder.levels.area_slug}, " if len(binder.municipality.areas) > 1 else ""
    return (
        f"När allt annat är klart: låt den som bestämmer godkänna pärmen. Skriv sedan {where}vem och när, "
        "till exempel  approved: {by: Socialchefen, date: 2026-11-30}"
    )


def list_parts_of_drafts(shelf: Shelf) -> Iterator[Problem]:
    """Yield the parts of packets that are sheets of a draft."""
    for binder in shelf.binders.values():
        for packet in binder.packets:
            for part in packet.parts:
                if binder.address_in(part.area) not in shelf.binders:
                    path = f"packets.{packet.id}.parts.{part.id}"
                    message = f"paketet ”{packet.id}” tar med ett blad ur en pärm som inte är godkänd"
                    advice = f"Godkänn kommunens pärm i området {part.area}, eller ta bort delen."
                    yield Problem.at(binder.place_of(path), "part-of-draft", message, advice)
