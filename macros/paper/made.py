"""Making one document or packet, in whatever process it falls to. Finished files go through the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from macros.paper import join, numbers
from macros.paper.documents import Sheet, Writer, addresses, packet_of
from macros.paper.faults import PaperError
from macros.paper.pdf import page_count, render
from macros.paper.store import Store, key_of
from macros.records.binder import Shelf
from macros.records.packet import Packet

BOUND = {"hela-parmen"}
"""Packets put in a binder with dividers: every part begins on a right-hand page."""

_UNNUMBERED = {"card", "folder", "labels"}


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF in the store."""

    municipality: str
    name: str
    title: str
    language: str
    key: str
    pages: int
    sha256: str
    sheet: str = "A4"
    alone: bool = False
    addresses: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name people know it by: ``kalix/rutin``."""
        return f"{self.municipality}/{self.name}"


@dataclass(slots=True)
class Maker:
    """Makes the PDFs of a shelf. One per process."""

    shelf: Shelf
    store: Store
    since: date | None = None
    _writers: dict[str, Writer] = field(default_factory=dict)

    def document(self, slug: str, name: str) -> Made:
        """Make one document, or find it in the store."""
        writer = self.writer(slug)
        sheet = writer.sheet(name)
        key, pdf = self._laid_out(sheet)
        return self._made(sheet, key, pdf, tuple(addresses(writer, sheet)))

    def packet(self, slug: str, packet_id: str, parts: Sequence[Made]) -> Made:
        """Join a packet from finished parts, behind a cover that says on which page each begins."""
        writer = self.writer(slug)
        packet = packet_of(writer.binder, packet_id)
        assert packet is not None
        bound = packet_id in BOUND
        cover, cover_key, cover_pdf, total = self._cover(writer, packet, parts, bound)
        inputs = [part.key + "".join(part.addresses) for part in parts]
        key = key_of("packet", cover_key, cover.title, self.shelf.site.publisher, str(bound), *inputs)
        pdf = self.store.get(key)
        if pdf is None:
            pdf = self._joined(cover, cover_pdf, parts, bound, total)
            self.store.put(key, pdf)
        return Made(slug, packet_id, cover.title, "sv", key, total, sha256(pdf).hexdigest(), "packet")

    def selection(self, parts: Sequence[Made], title: str) -> bytes:
        """Join one's own selection, without a cover."""
        return join.join([self._part(part) for part in parts], title, self.shelf.site.publisher)

    def writer(self, slug: str) -> Writer:
        """Give the binder's writer."""
        if slug not in self._writers:
            self._writers = {slug: Writer(self.shelf, self.shelf.binders[slug], self.since)}
        return self._writers[slug]

    def _cover(
        self, writer: Writer, packet: Packet, parts: Sequence[Made], bound: bool
    ) -> tuple[Sheet, str, bytes, int]:
        """Lay out the cover, a second time when a long list of contents made it longer than a page."""
        pages = 1
        while True:
            starts = join.start_pages([(pages, True), *((part.pages, part.alone or bound) for part in parts)])
            cover = writer.cover(packet, _contents(packet, parts, starts[1:]))
            key, pdf = self._laid_out(cover)
            needed = page_count(pdf)
            if needed <= pages:
                return cover, key, pdf, starts[-1]
            pages = needed

    def _laid_out(self, sheet: Sheet) -> tuple[str, bytes]:
        key = key_of(sheet.html)
        pdf = self.store.get(key)
        if pdf is None:
            pdf = render(sheet.html, name=sheet.full_name)
            self.store.put(key, pdf)
        return key, pdf

    def _made(self, sheet: Sheet, key: str, pdf: bytes, lead_here: tuple[str, ...]) -> Made:
        return Made(
            sheet.municipality,
            sheet.name,
            sheet.title,
            sheet.language,
            key,
            page_count(pdf),
            sha256(pdf).hexdigest(),
            sheet.document.sheet,
            sheet.document.alone,
            lead_here,
        )

    def _joined(
        self, cover: Sheet, cover_pdf: bytes, parts: Sequence[Made], bound: bool, total: int
    ) -> bytes:
        front = join.Part("Framsida", cover_pdf, alone=True)
        rest = [self._part(part, bound) for part in parts]
        sheet = numbers.number_sheet(total)
        key = key_of(sheet)
        stamped = self.store.get(key) or render(sheet, name="sidnumren", tagged=False)
        self.store.put(key, stamped)
        return join.join([front, *rest], cover.title, self.shelf.site.publisher, numbers=stamped)

    def _part(self, part: Made, bound: bool = False) -> join.Part:
        pdf = self.store.get(part.key)
        if pdf is None:
            raise PaperError(f"{part.municipality}/{part.name}", ["delen saknas i .cache/parmen; bygg igen"])
        numbered = part.sheet not in _UNNUMBERED
        return join.Part(part.title, pdf, part.language, part.addresses, numbered, part.alone or bound)


def _contents(packet: Packet, parts: Sequence[Made], starts: Sequence[int]) -> list[dict[str, Any]]:
    """Give the cover's rows: each part with the packet's own page numbers."""
    why = {part.id: part.why for part in packet.parts}
    return [
        {"title": part.title, "why": why.get(part.name), "page": start, "last": start + part.pages - 1}
        for part, start in zip(parts, starts, strict=False)
    ]


def guarded(name: str, make: Callable[[], Made]) -> Made | PaperError:
    """Make a document; a fault comes back as a value, so that the others are still made."""
    try:
        return make()
    except PaperError as error:
        return error
    except LookupError as error:
        missing = error.args[0] if error.args else error
        return PaperError(name, [f"”{missing}” finns inte i pärmen eller i registret"])
    except Exception as error:  # the cause is told to the reader, whatever it was
        return PaperError(name, [f"{type(error).__name__}: {error}"])
