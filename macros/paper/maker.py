"""Make one document or packet, reusing finished files from the store.

Runs in the main process or in a worker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from macros.files import explain_error, is_disk_full
from macros.paper.documents import Sheet, Writer, opens_tab, packet_of, parts_of
from macros.paper.faults import PaperError, StoreLostError, TooLongError
from macros.paper.finished_pdf import FinishedPdf
from macros.paper.join import Extent, Part, join, start_pages
from macros.paper.page_numbers import Stamps, write_empty_sheet, write_number_sheets
from macros.paper.pdf import count_pages, render
from macros.paper.pdf_store import UNREADABLE, Store, key_of
from macros.paper.sheet_list import name_sheet
from macros.paper.stamp import finish_sheet
from macros.paper.text_places import describe_overfull
from macros.records.packet import Packet
from macros.records.registry import PRINTING
from macros.records.whole_shelf import Shelf

_UNNUMBERED = {"card", "folder", "labels", "slides"}


class Maker:
    """Makes the PDFs of a shelf. Each process has its own."""

    def __init__(self, shelf: Shelf, store: Store, since: date | None = None) -> None:
        """Make documents of this shelf and keep them in this store.

        Sheets of news list what is new ``since`` this day.
        """
        self.shelf = shelf
        self.store = store
        self.since = since
        self._writer: Writer | None = None

    def make(self, address: str, name: str) -> FinishedPdf:
        """Make a document, or a packet with its parts.

        Raise ``PaperError`` when it cannot be made, ``UnknownDocumentError`` for an unknown name.
        """
        binder = self.shelf.binders[address]
        packet = packet_of(binder, name)
        if packet is None:
            return self.document(address, name)
        return self.packet(address, name, [self.document(*part) for part in parts_of(binder, packet)])

    def document(self, address: str, name: str, verso: bool = False) -> FinishedPdf:
        """Make one document or reuse the stored one, on request as a left-hand page."""
        writer = self._writer_of(address)
        return self._finish(writer, writer.sheet(name, verso), verso)

    def packet(self, address: str, packet_id: str, parts: Sequence[FinishedPdf]) -> FinishedPdf:
        """Join a packet from finished parts, behind a cover with its list of contents."""
        writer = self._writer_of(address)
        packet = packet_of(writer.binder, packet_id)
        assert packet is not None
        extents = self._list_extents(writer, packet, parts)
        cover, starts = self._make_cover(writer, packet, parts, extents)
        parts, total = self._choose_sides(parts, starts[1:]), starts[-1]
        empty_sheet, *number_sheets = small_sheets = [write_empty_sheet(), *write_number_sheets(total)]
        publisher = self.shelf.site.publisher
        inputs = [part.sha256 + "".join(part.addresses) for part in parts]
        key = key_of("packet", cover.key, cover.title, publisher, str(packet.bound), *inputs)
        stored = self.store.find(key)
        if stored is None:
            stamps = Stamps(self._small(empty_sheet), [self._small(html) for html in number_sheets])
            cover_pdf = self.store.get(cover.key)
            assert cover_pdf is not None
            self.store.fetch(part.key for part in parts)
            inner_parts = [self._read_part(*part) for part in zip(parts, extents, strict=True)]
            all_parts = [Part("Framsida", cover_pdf, alone=True), *inner_parts]
            stored = self.store.put(key, join(all_parts, cover.title, publisher, stamps), total)
        part_keys = [key for part in parts for key in (part.key, *part.uses)]
        return replace(
            cover,
            key=key,
            pages=stored.pages,
            sha256=stored.sha256,
            size=stored.size,
            sheet="packet",
            alone=False,
            addresses=(),
            uses=(cover.key, *map(key_of, small_sheets), *cover.uses, *part_keys),
        )

    def selection(self, parts: Sequence[FinishedPdf], title: str) -> bytes:
        """Join documents that the reader has chosen into one PDF, without a cover."""
        extents = [Extent(part.pages, part.alone) for part in parts]
        parts = self._choose_sides(parts, start_pages(extents))
        stamps = Stamps(self._small(write_empty_sheet()))
        read_parts = [self._read_part(*part) for part in zip(parts, extents, strict=True)]
        return join(read_parts, title, self.shelf.site.publisher, stamps)

    def _list_extents(self, writer: Writer, packet: Packet, parts: Sequence[FinishedPdf]) -> list[Extent]:
        """Return how far each part of a packet goes.

        What stays in a binder is not handed in: there only what is cut or folded keeps its back empty.
        """
        opening = opens_tab(self.shelf, writer.binder, packet)
        return [
            Extent(part.pages, part.alone and (not packet.bound or part.sheet in _UNNUMBERED), opens)
            for part, opens in zip(parts, opening, strict=True)
        ]

    def _small(self, html: str) -> bytes:
        """Return the PDF of what is stamped on packets' pages, made once for all."""
        return self.store.get_or_create(key_of(html), partial(render, html, name="sidnumren", tagged=False))

    def _choose_sides(self, parts: Sequence[FinishedPdf], starts: Sequence[int]) -> list[FinishedPdf]:
        """Replace each single page that falls on a left-hand side by that variant.

        ``starts`` are the pages that the parts begin on.
        """
        return [
            self.document(part.binder, part.name, verso=True)
            if start % 2 == 0 and part.sheet == "A4"
            else part
            for part, start in zip(parts, starts, strict=False)
        ]

    def _writer_of(self, address: str) -> Writer:
        """Return the writer of a binder.

        Only the last one is kept: binders are made one after the other.
        """
        if self._writer is None or self._writer.binder.address != address:
            self._writer = Writer(self.shelf, self.shelf.binders[address], self.since)
        return self._writer

    def _make_cover(
        self, writer: Writer, packet: Packet, parts: Sequence[FinishedPdf], extents: Sequence[Extent]
    ) -> tuple[FinishedPdf, list[int]]:
        """Make a packet's cover; return it and the first page of each part.

        The pages are those of ``start_pages``: the cover first and the sum last. When a long list of contents
        makes the cover longer than was counted on, every part begins later, and the cover is made again.
        """
        pages = 1
        while True:
            starts = start_pages([Extent(pages, alone=True), *extents])
            sheet = writer.cover(packet, self._list_contents(packet, parts, starts[1:]), starts[-1])
            cover = self._finish(writer, sheet)
            if cover.pages <= pages:
                return cover, starts
            pages = cover.pages

    def _list_contents(
        self, packet: Packet, parts: Sequence[FinishedPdf], starts: Sequence[int]
    ) -> list[dict[str, Any]]:
        """Return the rows of a cover's list of contents, with the packet's page numbers."""
        return [
            {
                "title": self._name_part(part, elsewhere=bool(packet_part.area)),
                "why": packet_part.why,
                "printing": PRINTING.get(part.sheet, ""),
                "page": start,
                "last": start + part.pages - 1,
                "state": part.state,
                "address": part.addresses[0],
            }
            for packet_part, part, start in zip(packet.parts, parts, starts, strict=False)
        ]

    def _name_part(self, part: FinishedPdf, elsewhere: bool) -> str:
        """Return what the cover, which is Swedish, calls a part.

        One in another language is called by its language too, one of another binder by its collaboration.
        """
        binder = self.shelf.binders[part.binder]
        title = part.title if part.language == "sv" else name_sheet(binder, part.name)
        return f"{title} ({binder.title})" if elsewhere else title

    def _finish(self, writer: Writer, sheet: Sheet, verso: bool = False) -> FinishedPdf:
        """Lay out a sheet and finish it for its municipality.

        A sheet with the same HTML may be laid out already, perhaps for another municipality: then it is
        reused.
        """
        title = f"{sheet.title}, {writer.binder.municipality.name}"
        base = key_of(sheet.html)
        margin = key_of(sheet.margin) if sheet.margin else ""
        here = writer.surface.link("")
        key = key_of("finished", base, margin, title, here)
        stored = self.store.find(key)
        if stored is None:
            name = sheet.full_name
            pdf = self.store.get_or_create(base, lambda: self._lay_out(sheet))
            margins = margin and self.store.get_or_create(
                margin, lambda: render(sheet.margin, name=name, tagged=False)
            )
            finished = finish_sheet(pdf, margins or None, title, writer.anywhere, here, verso)
            stored = self.store.put(key, finished, count_pages(finished))
        return FinishedPdf(
            sheet.binder,
            sheet.name,
            sheet.title,
            sheet.language,
            key,
            stored.pages,
            stored.sha256,
            stored.size,
            sheet.document.sheet,
            sheet.document.alone,
            sheet.addresses,
            (base, margin) if margin else (base,),
            verso,
            sheet.state,
        )

    def _lay_out(self, sheet: Sheet) -> bytes:
        """Lay out a sheet and return its PDF.

        Raise ``PaperError``; for a text that does not fit, with its place in the data.
        """
        try:
            return render(sheet.html, name=sheet.full_name)
        except TooLongError as error:
            binder = self.shelf.binders[sheet.binder]
            causes = [describe_overfull(place, binder, sheet.language) for place in error.places]
            raise PaperError(error.document, causes) from error

    def _read_part(self, part: FinishedPdf, extent: Extent) -> Part:
        """Read a finished part from the store; make it again when it is damaged."""
        pdf = self.store.get(part.key)
        if pdf is None:  # cut short or changed since it was made
            pdf = self.store.get(self.document(part.binder, part.name, part.verso).key)
        if pdf is None:
            raise PaperError(part.full_name, [UNREADABLE])
        numbered = part.sheet not in _UNNUMBERED
        return Part(part.title, pdf, part.language, part.addresses, numbered, extent.alone, extent.opens)


def catch_faults(name: str, make: Callable[..., FinishedPdf], *inputs: Any) -> FinishedPdf | PaperError:
    """Make a document; return a fault instead of raising it.

    So one document that cannot be made does not stop the others. A full disk does, and a store that is not
    there: raise OSError then.
    """
    try:
        return make(*inputs)
    except PaperError as error:
        return error
    except StoreLostError:
        raise
    except OSError as error:
        if is_disk_full(error):
            raise
        return PaperError(name, [explain_error(error)])
    except LookupError as error:
        missing = error.args[0] if error.args else error
        return PaperError(name, [f"”{missing}” finns inte i pärmen eller i registret"])
    except Exception as error:  # whatever the cause, the reader gets it as a message
        return PaperError(name, [f"{type(error).__name__}: {error}"])
