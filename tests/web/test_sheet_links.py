"""The sheet that prints a page: its own, in its language, and only where the binder has it."""

import pytest

from macros.records.registry import DOCUMENTS, PAGES
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.web.sheet_links import page_print_link


def sheet(shelf: Shelf, tab: str, language: str = "sv") -> dict[str, str] | None:
    """Give the sheet of a page in Norrby."""
    surface = Web(binder="norrby", depth=2 if language == "sv" else 3)
    return page_print_link(Renderer(shelf, shelf.binders["norrby"], surface, language), tab)


def test_a_pages_sheet_belongs_to_the_page() -> None:
    """A document in the table of pages is one that lives there, and is public."""
    documents = {document.name: (document.page, document.public) for document in DOCUMENTS}

    for tab in PAGES:
        assert documents.get(tab.sheet, (tab.name, True)) == (tab.name, True)


@pytest.mark.parametrize(
    ("language", "file"), [("sv", "familj.pdf"), ("fi", "familj-fi.pdf"), ("ar", "familj-ar.pdf")]
)
def test_a_family_page_leads_to_the_leaflet_in_its_language(language: str, file: str, example: Shelf) -> None:
    """In that language's own words."""
    link = sheet(example, "familj", language)
    words = "".join(map(str, example.binders["norrby"].leaflets["familj"].words.print.pieces(language)))

    assert link
    assert link["text"] == ("Skriv ut sidan (PDF)" if language == "sv" else f"{words} (PDF)")
    assert link["address"].endswith(f"/pdf/{file}")


def test_a_binder_without_the_sheet_has_no_link(example: Shelf) -> None:
    """Nor has a page that no sheet prints."""
    binder = example.binders["norrby"]
    own = {choice.id for choice in binder.documents} | {packet.id for packet in binder.packets}

    assert {tab.name for tab in PAGES if tab.sheet in own} == {
        tab.name for tab in PAGES if sheet(example, tab.name)
    }
    assert sheet(example, "blanketter") is None
