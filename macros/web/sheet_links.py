"""Links from pages to sheets of paper, and to the sheet that prints a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.records.binder import Binder
from macros.records.registry import DOCUMENTS, PAGES, PRINTING, Document
from macros.rendering import Renderer

_PAPER = {
    "A4": "A4",
    "landscape": "A4, liggande",
    "card": "A5, viks till A6",
    "folder": "A4, viks till A5",
    "labels": "A4, etiketter",
}
_ICONS = {
    "grona-kortet": "card",
    "familj": "folder",
    "checklista": "checklist",
}


def sheet_links(renderer: Renderer, names: Iterable[str]) -> list[dict[str, Any]]:
    """Return title, address, detail and icon of each sheet that the binder has.

    The order is that of ``names``. The detail is a packet's lead, or else the paper to print on.
    """
    binder = renderer.binder
    if binder is None:
        return []
    titles = binder.titles
    packets = {packet.id: packet.lead for packet in binder.packets}
    available = _sheet_names(binder)
    paper = {document.name: _describe_paper(document) for document in DOCUMENTS}
    return [
        {
            "title": titles[name],
            "address": renderer.surface.pdf(name),
            "detail": packets.get(name) or f"PDF, {paper.get(name, 'A4')}",
            "icon": "packet" if name in packets else _ICONS.get(name, "sheet"),
        }
        for name in names
        if name in available
    ]


def page_print_link(renderer: Renderer, tab: str) -> dict[str, str] | None:
    """Return the link from a page to the sheet that prints it.

    None where the binder has no such sheet. A family page in another language leads to the leaflet in that
    language, with the link's text in it too.
    """
    binder = renderer.binder
    name = next((page.sheet for page in PAGES if page.name == tab), "")
    if binder is None or name not in _sheet_names(binder):
        return None
    if renderer.language != "sv":
        text = renderer.plain(binder.leaflets[name].words.print)
        return {"text": f"{text} (PDF)", "address": renderer.surface.pdf(f"{name}-{renderer.language}")}
    text = "Skriv ut sidan"
    if name in {packet.id for packet in binder.packets}:
        text = f"Skriv ut: {renderer.plain(binder.titles[name])}"
    return {"text": f"{text} (PDF)", "address": renderer.surface.pdf(name)}


def _sheet_names(binder: Binder) -> set[str]:
    """Return the names of the sheets and packets that a binder has."""
    return {packet.id for packet in binder.packets} | {choice.id for choice in binder.documents}


def _describe_paper(document: Document) -> str:
    """Return the paper's name, and how to print on it where that matters."""
    name, how = _PAPER.get(document.sheet, "A4"), PRINTING.get(document.sheet, "")
    return f"{name}. {how}" if how else name
