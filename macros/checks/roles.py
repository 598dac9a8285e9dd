"""Who answers at a contact: one of the site's roles, so that no one writes a person's name there."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Found
from macros.problems import nearest, quote
from macros.records.binder import Binder, Shelf
from macros.records.contact import Contact
from macros.records.text import Text

_ADVICE = (
    "Skriv en funktion, aldrig en persons namn. Välj ett av orden under roles i data/site.yaml. "
    "En skola eller en ort skriver du i location (plats)."
)


class Roles:
    """The rule that a contact's role is one of the site's. A contact that binders share is judged once."""

    def __init__(self, shelf: Shelf) -> None:
        """Read the roles there are; none where the site's own file has faults."""
        self.known = set() if "site" in shelf.lacking else {_swedish(role) for role in shelf.site.roles}
        self.sound: dict[int, Contact] = {}

    def __call__(self, _shelf: Shelf, binder: Binder) -> Iterator[Found]:
        """Who answers is one of the site's roles."""
        if not self.known:
            return
        for contact in binder.contacts:
            if id(contact) in self.sound:
                continue
            said = _swedish(contact.role)
            if said in self.known:
                self.sound[id(contact)] = contact
            else:
                yield f"contacts.{contact.id}.role", "unknown-role", *self._unknown(said)

    def _unknown(self, said: str) -> tuple[str, str]:
        by_word = {word.casefold(): word for word in self.known}
        guess = by_word.get(nearest(said, by_word), "")
        hint = f"Menade du ”{guess}”? " if guess else ""
        return f"funktionen {quote(said)} finns inte", f"{hint}{_ADVICE}"


def _swedish(text: Text) -> str:
    return text.fill(lambda placeholder: f"{{{placeholder.name}}}")
