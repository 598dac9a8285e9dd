"""Which documents a binder has, and their HTML. Pure: nothing is laid out here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from macros.paper import sheets
from macros.records.base import State
from macros.records.binder import Binder, Shelf
from macros.records.packet import Packet
from macros.records.registry import COVER, DOCUMENTS, FORM, SHARED, SURVEY, Document
from macros.records.values import Day
from macros.rendering.certainty import state_of, states_shown
from macros.rendering.environment import environment
from macros.rendering.renderer import Renderer
from macros.rendering.surface import Paper

_NEWS = "nytt-sedan"
_NEWS_SINCE = re.compile(rf"{_NEWS}-(\d{{4}}-\d\d-\d\d)")

ANYWHERE = "-"
"""Stands in links for the municipality: no slug begins like that."""

_POSTCODE = re.compile(r"(?<=\b\d{3}) (?=\d{2} [A-ZÅÄÖ])")
_FRAMELESS = {"card", "folder", "labels"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of one binder, ready to be laid out.

    ``html`` names the municipality only where the text itself does: links lead to ``ANYWHERE`` and the
    margins are a sheet of their own, ``margin`` (empty on what is cut or folded). ``state`` is the least
    certain of all that it shows. So municipalities with the
    same text share what is laid out, and each gets its own margins and links when it is finished.
    """

    municipality: str
    name: str
    title: str
    language: str
    html: str
    document: Document
    state: State
    margin: str = ""

    @property
    def full_name(self) -> str:
        """The name people know it by: ``kalix/rutin``."""
        return f"{self.municipality}/{self.name}"


class UnknownDocumentError(LookupError):
    """A name that is no document, form, survey or packet of the binder."""


def find(binder: Binder, name: str) -> Document:
    """Give the registry's line for a document of this binder."""
    for document in DOCUMENTS:
        if document.name == name:
            return document
    if name in binder.forms:
        return FORM
    if name in binder.surveys:
        return SURVEY
    raise UnknownDocumentError(name)


def names(binder: Binder) -> list[str]:
    """Name the documents that the binder lists, then its packets, then the leaflet in other languages."""
    return [
        *(choice.id for choice in binder.documents),
        *(packet.id for packet in binder.packets),
        *(f"familj-{language}" for language in _leaflet_languages(binder)),
    ]


def _leaflet_languages(binder: Binder) -> list[str]:
    leaflet = binder.leaflets.get("familj")
    wanted = leaflet is not None and any(choice.id == "familj" for choice in binder.documents)
    return [code for code in leaflet.title.versions if code != "sv"] if leaflet and wanted else []


def parts_of(packet: Packet) -> list[str]:
    """Name the sheets of a packet. ``nytt-sedan-2026-01-01`` is what is new since the packet's own day."""
    dated = f"{_NEWS}-{packet.since.isoformat()}" if packet.since else _NEWS
    return [dated if part.id == _NEWS else part.id for part in packet.parts]


def _day_in(name: str) -> date | None:
    """Read the day from the name of a sheet of news."""
    found = _NEWS_SINCE.fullmatch(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def packet_of(binder: Binder, name: str) -> Packet | None:
    """Give a packet by its name, or None when the name is a document's."""
    return next((packet for packet in binder.packets if packet.id == name), None)


class Writer:
    """Writes the HTML of one binder's documents."""

    def __init__(self, shelf: Shelf, binder: Binder, since: date | None = None) -> None:
        """Set up a renderer for paper."""
        self.shelf = shelf
        self.binder = binder
        self.since = since
        self.surface = Paper(binder.slug, shelf.site.address)
        self.anywhere = Paper(ANYWHERE, shelf.site.address).link("")

    def sheet(self, name: str, verso: bool = False) -> Sheet:
        """Write one document; as a left-hand page if asked. ``familj-fi`` is the leaflet in Finnish."""
        base, _, language = name.partition("-") if name.startswith("familj-") else (name, "", "")
        translated = language in _leaflet_languages(self.binder)
        since = _day_in(name)
        plain_name = base if translated else _NEWS if since else name
        document = find(self.binder, plain_name)
        renderer = Renderer(self.shelf, self.binder, self.surface, language if translated else "sv")
        record = sheets.record_of(self.binder, document, name)
        if record is None:
            raise UnknownDocumentError(name)
        title = renderer.plain(self.binder.titles[plain_name])
        context = self._context(renderer, document, name, title, record, since)
        context["heard"] = since is not None  # a packet's own sheet of news: tick off who has heard it
        written = self._written(renderer, document, name, title, context)
        if not verso:
            return written
        return replace(written, html=written.html.replace('<body class="', '<body class="verso ', 1))

    def cover(self, packet: Packet, contents: list[dict[str, Any]], pages: int) -> Sheet:
        """Write the cover of a packet of so many pages, when those of its parts are known.

        It is as sure as the least certain of its parts, whose states stand in ``contents``.
        """
        renderer = Renderer(self.shelf, self.binder, self.surface)
        title = renderer.plain(packet.title)
        context = self._context(renderer, COVER, packet.id, title, packet)
        parts = [find(self.binder, part.id) for part in packet.parts]
        controlled = self.binder.routine if any(part.needs == "routine" for part in parts) else None
        page = packet.page if packet.page and packet.page != "index" else ""
        line = sheets.control_line(renderer, self.binder, packet, page)
        context |= {
            "number": sheets.tab_number(page),
            "control_line": line,
            "family": page == "familj",
            "packet": packet,
            "controlled": controlled,
            "tabs": [sheets.tab_number(part.page) for part in parts],
            "contents": contents,
            "pages": pages,
            "address": self.surface.link(page),
        }
        states = [row["state"] for row in contents if "state" in row]
        return self._written(renderer, COVER, packet.id, title, context, states)

    def _written(
        self,
        renderer: Renderer,
        document: Document,
        name: str,
        title: str,
        context: dict[str, Any],
        states: Iterable[State] = (),
    ) -> Sheet:
        """Fill in the templates. How sure a sheet is, is known once they have been.

        So the margins come last; what has no margins, and says it within, is filled in a second time.
        """
        record = context["record"]
        with states_shown(environment()) as shown:
            html = renderer.document(document.file, **context)
        shown |= {*states, *(state_of(record) if context["carries_state"] else ())}
        state = sheets.sheet_state(self.shelf, self.binder, shown)
        outside = self.binder.not_in_force(self.shelf.today, context.get("controlled", record))
        context["state_words"] = sheets.state_words(state, outside)
        if not context["framed"]:
            html = renderer.document(document.file, **context)
        html = _POSTCODE.sub("\u00a0", html)
        html = html.replace(f'href="{self.surface.link("")}', f'href="{self.anywhere}')
        margin = renderer.document("_margin.html", **context) if context["framed"] else ""
        return Sheet(self.binder.slug, name, title, renderer.language, html, document, state, margin)

    def _context(
        self,
        renderer: Renderer,
        document: Document,
        name: str,
        title: str,
        record: Any,
        since: date | None = None,
    ) -> dict[str, Any]:
        since = self.since or since
        extra: dict[str, Any] = {}
        if document.sheet == "labels":
            record = sheets.receiver(self.binder) or self.binder.municipality
            extra["labels"] = sheets.label_lines(renderer, self.binder)
        size = document.sheet.lower()
        if document.needs == "flow":
            ribbon = bool(self.binder.not_in_force(self.shelf.today, record))
            size, extra["chart"] = sheets.flow_sheet(renderer, record, ribbon)
        if document.needs == "contacts":
            extra["few"] = sheets.few(self.binder.directory)
            extra["for_families"] = sheets.for_families(self.binder)
        if document is FORM:
            extra["rows"] = {section.id: sheets.field_rows(section.fields) for section in record.sections}
        return {
            "document": document,
            "size": size,
            "name": name,
            "title": title,
            "record": record,
            "number": sheets.tab_number(document.page),
            "framed": document.sheet not in _FRAMELESS,
            "place": self.binder.municipality.name,
            "state_words": [],
            "carries_state": document in SHARED or document.needs not in ("", "contacts"),
            "control_line": sheets.control_line(
                renderer, self.binder, sheets.own_record(document, record), document.page
            ),
            "since": since,
            "since_in_words": since and str(Day.fromisoformat(since.isoformat())),
            **extra,
        }


def addresses(writer: Writer, sheet: Sheet) -> Iterator[str]:
    """Give the living addresses that lead to what a sheet shows: its page's and its own."""
    yield writer.surface.pdf(sheet.name)
    if sheet.document not in (FORM, SURVEY, COVER):
        yield writer.surface.link(sheet.document.page)
