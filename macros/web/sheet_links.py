"""The sheets that a page links to: those of the names asked for that the binder has, and its own."""

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


def sheets(renderer: Renderer, names: Iterable[str]) -> list[dict[str, Any]]:
    """Give title, address and picture of each sheet, in the order asked for; a packet says whom it is for."""
    binder = renderer.binder
    if binder is None:
        return []
    titles = binder.titles
    packets = {packet.id: packet.lead for packet in binder.packets}
    had = _had(binder)
    paper = {document.name: _paper(document) for document in DOCUMENTS}
    return [
        {
            "title": titles[name],
            "address": renderer.surface.pdf(name),
            "detail": packets.get(name) or f"PDF, {paper.get(name, 'A4')}",
            "icon": "packet" if name in packets else _ICONS.get(name, "sheet"),
        }
        for name in names
        if name in had
    ]


def page_sheet(renderer: Renderer, tab: str) -> dict[str, str] | None:
    """Give the link from a page to the sheet that prints it; nothing where the binder has no such sheet.

    A family page in another language leads to the leaflet in that language, in its own words.
    """
    binder = renderer.binder
    name = next((page.sheet for page in PAGES if page.name == tab), "")
    if binder is None or name not in _had(binder):
        return None
    if renderer.language != "sv":
        said = renderer.plain(binder.leaflets[name].words.print)
        return {"said": f"{said} (PDF)", "address": renderer.surface.pdf(f"{name}-{renderer.language}")}
    said = "Skriv ut sidan"
    if name in {packet.id for packet in binder.packets}:
        said = f"Skriv ut: {renderer.plain(binder.titles[name])}"
    return {"said": f"{said} (PDF)", "address": renderer.surface.pdf(name)}


def _had(binder: Binder) -> set[str]:
    """Name the sheets and packets that a binder has."""
    return {packet.id for packet in binder.packets} | {choice.id for choice in binder.documents}


def _paper(document: Document) -> str:
    """Name the paper, and how to print on it where that matters."""
    name, how = _PAPER.get(document.sheet, "A4"), PRINTING.get(document.sheet, "")
    return f"{name}. {how}" if how else name
