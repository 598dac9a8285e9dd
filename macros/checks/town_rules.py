"""Rules about a municipality with several binders.

Each is a small generator; its docstring is the rule it keeps.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.problems import Place, Problem
from macros.records.kept import PAGE
from macros.records.languages import LANGUAGES
from macros.records.registry import PAGES
from macros.records.whole_shelf import Shelf

_RESERVED = {tab.name for tab in PAGES} | {*LANGUAGES, "pdf", "pagefind", PAGE, "oppna-data"}


def area_names_are_not_reserved(shelf: Shelf) -> Iterator[Problem]:
    """An area is not named as a page or folder of a municipality.

    Its name is the folder of further binders in the municipalities' folders.
    """
    for slug, area in shelf.areas.items():
        if slug in _RESERVED and area.place:
            message = f"ett område kan inte heta ”{slug}”: det är namnet på en sida i varje kommun"
            advice = f"Döp om mappen, till exempel till {slug}-omradet."
            yield Problem.at(area.place, "reserved-name", message, advice)


def contacts_have_one_home(shelf: Shelf) -> Iterator[Problem]:
    """A municipality gets each contact from one level: its page has them all."""
    for slug in shelf.municipalities:
        homes: dict[str, tuple[Place, str]] = {}
        for binder in shelf.binders_of(slug):
            for contact in () if binder.lacking else binder.contacts:
                if contact.place is None:
                    continue
                earlier, title = homes.setdefault(contact.id, (contact.place, binder.title))
                if earlier != contact.place:
                    where = f"{earlier.file} på rad {earlier.line}"
                    message = f"kontakten ”{contact.id}” finns redan i {title}, i {where}"
                    advice = (
                        f"{binder.name} är med i båda, och har varje kontakt en gång. Är det samma "
                        "kontakt? Skriv den i kommunens egen fil och ta bort de två. Annars "
                        "byter du id på den ena."
                    )
                    yield Problem.at(contact.place, "contact-twice", message, advice)
