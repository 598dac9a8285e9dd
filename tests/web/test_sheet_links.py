"""The sheet that prints a page: its own, in its language, and only where the binder has it."""

from __future__ import annotations

import pytest

from macros.records.binder import Shelf
from macros.records.registry import DOCUMENTS, PAGES
from macros.rendering import Renderer, Web
from macros.web.sheet_links import page_print_link


def sheet(shelf: Shelf, tab: str, language: str = "sv") -> dict[str, str] | None:
    """Give the sheet of a page in Norrby."""
    surface = Web(municipality="norrby", depth=2 if language == "sv" else 3)
    return page_print_link(Renderer(shelf, shelf.binders["norrby"], surface, language), tab)


def test_a_pages_sheet_belongs_to_the_page() -> None:
    """A document in the table of pages is one that lives there, and is public."""
    documents = {document.name: document for document in DOCUMENTS}

    for tab in PAGES:
        if tab.sheet in documents:
            assert tab.name == documents[tab.sheet].page
            assert documents[tab.sheet].public


@pytest.mark.parametrize("language", ["sv", "fi", "ar"])
def test_a_family_page_leads_to_the_leaflet_in_its_language(shelf: Shelf, language: str) -> None:
    """In that language's own words."""
    found = sheet(shelf, "familj", language)
    words = shelf.binders["norrby"].leaflets["familj"].words.print

    assert found is not None
    if language == "sv":
        assert found["text"] == "Skriv ut sidan (PDF)"
        assert found["address"].endswith("/pdf/familj.pdf")
    else:
        assert found["text"] == f"{''.join(map(str, words.pieces(language)))} (PDF)"
        assert found["address"].endswith(f"/pdf/familj-{language}.pdf")


def test_a_binder_without_the_sheet_has_no_link(shelf: Shelf) -> None:
    """Nor has a page that no sheet prints."""
    binder = shelf.binders["norrby"]
    had = {choice.id for choice in binder.documents} | {packet.id for packet in binder.packets}

    for tab in PAGES:
        assert (sheet(shelf, tab.name) is not None) == (tab.sheet in had), tab.name
    assert sheet(shelf, "blanketter") is None
