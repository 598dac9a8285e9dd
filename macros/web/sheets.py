"""The sheets that a page links to: those of the names asked for that the binder has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.records.registry import DOCUMENTS, PRINTING, Document
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
    had = packets.keys() | {choice.id for choice in binder.documents}
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


def _paper(document: Document) -> str:
    """Name the paper, and how to print on it where that matters."""
    name, how = _PAPER.get(document.sheet, "A4"), PRINTING.get(document.sheet, "")
    return f"{name}. {how}" if how else name
