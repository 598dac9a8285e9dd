"""Links from pages to sheets of paper, and to the sheet that prints a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from macros.records.contents import documents_in, sheets_in, shown_record
from macros.records.registry import EVERY_PAGE, PRINTING, Document
from macros.rendering import Renderer

_PAPER = {
    "A4": "A4",
    "landscape": "A4, liggande",
    "card": "A5, viks till A6",
    "folder": "A4, viks till A5",
    "labels": "A4, etiketter",
    "slides": "bilder i bredbild",
}
_ICONS = {
    "grona-kortet": "card",
    "familj": "folder",
    "checklista": "checklist",
}


def sheet_links(renderer: Renderer, names: Iterable[str], key: str = "") -> list[dict[str, Any]]:
    """Return title, address, detail and icon of each sheet that the binder has.

    The order is that of ``names``. The detail is a packet's lead, or else the paper to print on. On the page
    of a further checklist or leaflet, with its ``key``, they are its own sheets instead of the main one's.
    """
    binder = renderer.binder
    if binder is None:
        return []
    available, documents = sheets_in(binder), documents_in(binder)
    own = [_own_sheet(documents, name, key) for name in names]
    shown = [name for name in own if name in available]
    titles = binder.titles if shown else {}
    packets = {packet.id: packet.lead for packet in binder.packets}
    return [
        {
            "title": titles[name],
            "address": renderer.surface.pdf(name),
            "detail": packets.get(name) or f"PDF, {_describe_paper(documents.get(name))}",
            "icon": "packet" if name in packets else _choose_icon(documents.get(name)),
        }
        for name in shown
    ]


def _own_sheet(documents: Mapping[str, Document], name: str, key: str) -> str:
    """Return the sheet that a further checklist or leaflet has for the main one's."""
    own = f"{name}-{key}"
    return own if key and own in documents else name


def page_print_link(renderer: Renderer, tab: str, key: str = "") -> dict[str, str] | None:
    """Return the link from a page to the sheet that prints it.

    None where the binder has no such sheet. A family page in another language leads to the leaflet in that
    language, with the link's text in it too.
    """
    binder = renderer.binder
    page = next(page for page in EVERY_PAGE if page.name == tab)
    if binder is None:
        return None
    name = _own_sheet(documents_in(binder), page.sheet, key)
    if name not in sheets_in(binder):
        return None
    if renderer.language != "sv":
        text = renderer.plain(shown_record(binder, page, key).words.print)
        return {"text": f"{text} (PDF)", "address": renderer.surface.pdf(f"{name}-{renderer.language}")}
    text = "Skriv ut sidan"
    if name in {packet.id for packet in binder.packets}:
        text = f"Skriv ut: {renderer.plain(binder.titles[name])}"
    return {"text": f"{text} (PDF)", "address": renderer.surface.pdf(name)}


def _describe_paper(document: Document | None) -> str:
    """Return the paper's name, and how to print on it where that matters."""
    if document is None:
        return "A4"
    name, how = _PAPER.get(document.sheet, "A4"), PRINTING.get(document.sheet, "")
    return f"{name}. {how}" if how else name


def _choose_icon(document: Document | None) -> str:
    return _ICONS.get(document.file.removesuffix(".html"), "sheet") if document else "sheet"
