"""Making one document or packet, in whatever process it falls to. Finished files go through the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from macros.files import explain_error
from macros.paper import join, page_numbers, stamp, text_places
from macros.paper.documents import Sheet, Writer, addresses, packet_of
from macros.paper.faults import PaperError, TooLongError
from macros.paper.pdf import page_count, render
from macros.paper.pdf_store import Store, Stored, key_of
from macros.records.base import State
from macros.records.binder import Shelf
from macros.records.packet import Packet
from macros.records.registry import PRINTING

_UNNUMBERED = {"card", "folder", "labels"}


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF in the store. ``uses`` are the keys of what was made on the way: cover, page_numbers."""

    municipality: str
    name: str
    title: str
    language: str
    key: str
    pages: int
    sha256: str
    size: int
    sheet: str = "A4"
    alone: bool = False
    addresses: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    verso: bool = False
    state: State = "draft"

    @property
    def full_name(self) -> str:
        """The name people know it by: ``kalix/rutin``."""
        return f"{self.municipality}/{self.name}"

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Made:
        """Read what ``dataclasses.asdict`` gave and JSON kept."""
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
        }
        return cls(**fields)


@dataclass(slots=True)
class Maker:
    """Makes the PDFs of a shelf. One per process."""

    shelf: Shelf
    store: Store
    since: date | None = None
    _writers: dict[str, Writer] = field(default_factory=dict)

    def document(self, slug: str, name: str, verso: bool = False) -> Made:
        """Make one document, or find it in the store; as a left-hand page if asked."""
        writer = self.writer(slug)
        sheet = writer.sheet(name, verso)
        key, stored, uses = self._finished(writer, sheet, verso)
        leads_here = tuple(addresses(writer, sheet))
        alone = sheet.document.alone
        return _made(sheet, key, stored, addresses=leads_here, alone=alone, uses=uses, verso=verso)

    def packet(self, slug: str, packet_id: str, parts: Sequence[Made]) -> Made:
        """Join a packet from finished parts, behind a cover that says on which page each begins."""
        writer = self.writer(slug)
        packet = packet_of(writer.binder, packet_id)
        assert packet is not None
        cover, front, starts, cover_uses = self._cover(writer, packet, parts)
        parts, total = self._sided(parts, starts[1:]), starts[-1]
        number_keys = [key_of(sheet) for sheet in page_numbers.number_sheets(total)]
        inputs = [part.sha256 + "".join(part.addresses) for part in parts]
        key = key_of("packet", front, cover.title, self.shelf.site.publisher, str(packet.bound), *inputs)
        stored = self.store.find(key)
        if stored is None:
            pdf = self._joined(cover, front, parts, packet.bound, total)
            stored = self.store.put(key, pdf, total)
        part_keys = [key for part in parts for key in (part.key, *part.uses)]
        uses = (front, *number_keys, *cover_uses, *part_keys)
        return _made(cover, key, stored, sheet="packet", uses=uses)

    def selection(self, parts: Sequence[Made], title: str) -> bytes:
        """Join one's own selection, without a cover."""
        parts = self._sided(parts, join.start_pages([(part.pages, part.alone) for part in parts]))
        return join.join([self._part(part) for part in parts], title, self.shelf.site.publisher)

    def _sided(self, parts: Sequence[Made], starts: Sequence[int]) -> list[Made]:
        """Take the left-hand variant of each single page that stands on the back of another."""
        return [
            self.document(part.municipality, part.name, verso=True)
            if start % 2 == 0 and part.sheet == "A4"
            else part
            for part, start in zip(parts, starts, strict=False)
        ]

    def writer(self, slug: str) -> Writer:
        """Give the binder's writer."""
        if slug not in self._writers:
            self._writers = {slug: Writer(self.shelf, self.shelf.binders[slug], self.since)}
        return self._writers[slug]

    def _cover(
        self, writer: Writer, packet: Packet, parts: Sequence[Made]
    ) -> tuple[Sheet, str, list[int], tuple[str, ...]]:
        """Lay out the cover, a second time when a long list of contents made it longer than a page."""
        pages = 1
        while True:
            counts = [(pages, True), *((part.pages, part.alone or packet.bound) for part in parts)]
            starts = join.start_pages(counts)
            cover = writer.cover(packet, _contents(packet, parts, starts[1:]), starts[-1])
            key, stored, uses = self._finished(writer, cover)
            if stored.pages <= pages:
                return cover, key, starts, uses
            pages = stored.pages

    def _finished(
        self, writer: Writer, sheet: Sheet, verso: bool = False
    ) -> tuple[str, Stored, tuple[str, ...]]:
        """Lay out a sheet, or find it laid out for whichever municipality, and finish it for this one."""
        title = f"{sheet.title}, {writer.binder.municipality.name}"
        base = key_of(sheet.html)
        margin = key_of(sheet.margin) if sheet.margin else ""
        here = writer.surface.link("")
        key = key_of("finished", base, margin, title, here)
        stored = self.store.find(key)
        if stored is None:
            laid_out = self._kept(base, lambda: self._rendered(sheet))
            margins = self._kept(margin, lambda: render(sheet.margin, name=sheet.full_name, tagged=False))
            pdf = stamp.finished(laid_out, margins if margin else None, title, writer.anywhere, here, verso)
            stored = self.store.put(key, pdf, page_count(laid_out))
        return key, stored, tuple(filter(None, (base, margin)))

    def _kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Give what is stored under a key, or make and store it; nothing for no key."""
        if not key:
            return b""
        pdf = self.store.get(key)
        if pdf is None:
            pdf = make()
            self.store.put(key, pdf)
        return pdf

    def _rendered(self, sheet: Sheet) -> bytes:
        """Lay out a sheet. Where a text is too long for its place, tell where in the data it stands."""
        try:
            return render(sheet.html, name=sheet.full_name)
        except TooLongError as error:
            binder = self.shelf.binders[sheet.municipality]
            causes = [text_places.told(full, binder, sheet.language) for full in error.places]
            raise PaperError(error.document, causes) from error

    def _joined(self, cover: Sheet, front: str, parts: Sequence[Made], bound: bool, total: int) -> bytes:
        first = self.store.get(front)
        assert first is not None
        rest = [self._part(part, bound) for part in parts]
        stamped = [
            self._kept(key_of(sheet), lambda sheet=sheet: render(sheet, name="sidnumren", tagged=False))  # type: ignore[misc]
            for sheet in page_numbers.number_sheets(total)
        ]
        whole = [join.Part("Framsida", first, alone=True), *rest]
        return join.join(whole, cover.title, self.shelf.site.publisher, numbers=stamped)

    def _part(self, part: Made, bound: bool = False) -> join.Part:
        pdf = self.store.get(part.key)
        if pdf is None:  # cut short or changed since it was made
            pdf = self.store.get(self.document(part.municipality, part.name, part.verso).key)
        if pdf is None:
            raise PaperError(part.full_name, ["delen går inte att läsa ur .cache/parmen"])
        numbered = part.sheet not in _UNNUMBERED
        return join.Part(part.title, pdf, part.language, part.addresses, numbered, part.alone or bound)


def _made(written: Sheet, key: str, stored: Stored, sheet: str = "", **more: Any) -> Made:
    return Made(
        written.municipality,
        written.name,
        written.title,
        written.language,
        key,
        stored.pages,
        stored.sha256,
        stored.size,
        sheet or written.document.sheet,
        state=written.state,
        **more,
    )


def _contents(packet: Packet, parts: Sequence[Made], starts: Sequence[int]) -> list[dict[str, Any]]:
    """Give the cover's rows: each part with the packet's own page page_numbers."""
    return [
        {
            "title": part.title,
            "why": named.why,
            "printing": PRINTING.get(part.sheet, ""),
            "page": start,
            "last": start + part.pages - 1,
            "state": part.state,
        }
        for named, part, start in zip(packet.parts, parts, starts, strict=False)
    ]


def guarded(name: str, make: Callable[[], Made]) -> Made | PaperError:
    """Make a document; a fault comes back as a value, so that the others are still made."""
    try:
        return make()
    except PaperError as error:
        return error
    except OSError as error:
        return PaperError(name, [explain_error(error)])
    except LookupError as error:
        missing = error.args[0] if error.args else error
        return PaperError(name, [f"”{missing}” finns inte i pärmen eller i registret"])
    except Exception as error:  # the cause is told to the reader, whatever it was
        return PaperError(name, [f"{type(error).__name__}: {error}"])
