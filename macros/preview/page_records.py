"""Which records a page shows, and which page shows a record."""

from __future__ import annotations

from typing import NamedTuple

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.contents import PageOf, pages_in
from macros.records.kinds import Kinds
from macros.records.path import NoSuchPathError, lookup
from macros.records.shape import title_of
from macros.records.whole_shelf import Shelf
from macros.web.pages import record_paths
from macros.web.pencils import edit_address

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

    The first page has one that begins a municipality, other shared pages have none.
    """
    address = path.strip("/")
    if not address and shelf.binders:
        return [EditLink("Lägg till en kommun", edit_address(next(iter(shelf.binders)), "municipalities.+"))]
    for binder in shelf.binders.values():
        for page in pages_in(binder):
            if address == _address_of(binder, page).strip("/"):
                heads = record_paths(binder, page.tab, page.key)
                return [link for head in heads if (link := _link_to(binder, head))]
    return []


def find_page_of(binder: Binder, path: str) -> str:
    """Return the address of the page that mainly shows a record."""
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
