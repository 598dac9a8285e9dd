"""Who answers at a contact is one of the site's roles, never a person's name."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Fault
from macros.problems import nearest, quote
from macros.records.binder import Binder
from macros.records.whole_shelf import Shelf

_ADVICE = (
    "Skriv en funktion, aldrig en persons namn. Välj ett av orden under roles i data/site.yaml. "
    "En skola eller en ort skriver du i location (plats). "
    "Finns funktionen men inte i listan? Lägg till den där, på en egen rad efter ett streck (-)."
)


class Roles:
    """The rule that a contact's role is one of the site's.

    A contact that binders share is judged once.
    """

    def __init__(self, shelf: Shelf) -> None:
        """Read the roles there are; none where the site's own file has faults."""
        self.known = set() if "site" in shelf.lacking else {role.source for role in shelf.site.roles}
        self.sound: set[int] = set()

    def __call__(self, _shelf: Shelf, binder: Binder) -> Iterator[Fault]:
        """Who answers is one of the site's roles."""
        if not self.known:
            return
        for contact in binder.contacts:
            if id(contact) in self.sound:
                continue
            role = contact.role.source
            if role in self.known:
                self.sound.add(id(contact))
            else:
                by_word = {word.casefold(): f"”{word}”" for word in self.known}
                guess = by_word.get(nearest(role, by_word))
                advice = f"Menade du {guess}? {_ADVICE}" if guess else _ADVICE
                yield (
                    f"contacts.{contact.id}.role",
                    "unknown-role",
                    f"funktionen {quote(role)} finns inte",
                    advice,
                )
