"""Which records a page shows, and which page shows a record."""

from __future__ import annotations

from typing import NamedTuple

from macros.editing.translating import TRANSLATE
from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.contents import PageOf, pages_in
from macros.records.kinds import Kinds
from macros.records.languages import SWEDISH_NAMES
from macros.records.path import NoSuchPathError, lookup
from macros.records.shape import title_of
from macros.records.whole_shelf import Shelf
from macros.web.pages import record_paths
from macros.web.pencils import edit_address

_SHARED = {
    "": {"municipalities.+": "Lägg till en kommun", "site": "Ändra: webbplatsens uppgifter"},
    "lagar": {"laws.+": "Lägg till en paragraf"},
    "ordlista": {"glossary.+": "Lägg till ett ord"},
    "om/tillganglighet": {"accessibility": "Ändra: tillgänglighetsredogörelsen"},
}
"""What the shared pages show, by their addresses: paths, and the words of the links to their forms."""
_LEVELS = {"municipality": "kommunen", "agreement": "överenskommelsen"}
_ONE = {
    "contacts": "en kontakt",
    "services": "en verksamhet",
    "forms": "en blankett",
    "surveys": "en enkät",
    "leaflets": "en folder",
    "checklists": "en checklista",
    "revisions": "en ändring",
    "newsletters": "ett informationsblad",
    "packets": "ett paket",
}
"""What is added to a list, as one says it."""


class EditLink(NamedTuple):
    """A link to a form, and its words."""

    words: str
    address: str


def list_edit_links(shelf: Shelf, path: str) -> list[EditLink]:
    """Return links to change what a page as a whole shows, or to add to it.

    What all binders share is changed at the address of the first.
    """
    address = path.strip("/")
    if address in _SHARED and shelf.binders:
        first = next(iter(shelf.binders))
        return [EditLink(words, edit_address(first, record)) for record, words in _SHARED[address].items()]
    for binder in shelf.binders.values():
        for page in pages_in(binder):
            if address == _address_of(binder, page).strip("/"):
                heads = record_paths(binder, page.tab, page.key)
                links = [link for head in heads if (link := _link_to(binder, head))]
                return links + [
                    _link_to_translation(binder, head, page) for head in heads if "leaflets." in head
                ]
    return []


def find_page_of(binder: Binder, path: str) -> str:
    """Return the address of the page that mainly shows a record."""
    head = path.partition(".")[0]
    for address, paths in _SHARED.items():
        if head in {own.partition(".")[0] for own in paths}:
            return f"/{address}/" if address else "/"
    found = [
        (len(head), _address_of(binder, page))
        for page in reversed(list(pages_in(binder)))
        for head in record_paths(binder, page.tab, page.key)
        if f"{path}.".startswith(f"{head}.")
    ]
    return max(found, default=(0, f"/{binder.address}/"), key=lambda pair: pair[0])[1]


def _address_of(binder: Binder, page: PageOf) -> str:
    """Return the address of a page of a binder."""
    end = "" if page.name == "index" else f"{page.name}/"
    return f"/{binder.address}/{end}"


def _link_to_translation(binder: Binder, path: str, page: PageOf) -> EditLink:
    """Return the link to a leaflet's translations, on a translated page to its own."""
    own = f".{page.language}" if page.language != "sv" else ""
    words = f"Översätt: {SWEDISH_NAMES[page.language]}" if own else "Översätt"
    return EditLink(words, edit_address(binder.address, f"{TRANSLATE}{path.partition('.')[2]}{own}"))


def _link_to(binder: Binder, path: str) -> EditLink | None:
    """Return the link that changes a record, or adds one to a list of them."""
    try:
        value = lookup(binder, path)
    except NoSuchPathError:
        return None
    head = path.partition(".")[0]
    title = _LEVELS.get(head) or title_of(Kinds, head)
    if isinstance(value, list | dict):
        words = f"Lägg till {_ONE[head]}" if head in _ONE else f"Lägg till: {title}"
        return EditLink(words, edit_address(binder.address, f"{path}.+"))
    return (
        EditLink(f"Ändra: {title}", edit_address(binder.address, path)) if isinstance(value, Record) else None
    )
