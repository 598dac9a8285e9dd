"""Name the documents of a binder and write their HTML.

Nothing is laid out here: the HTML depends on nothing but the data and the templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from macros.paper import sheets
from macros.paper.news import choose_news
from macros.records.base import State
from macros.records.binder import Binder
from macros.records.content_folder import find_own_docs
from macros.records.contents import (
    documents_in,
    main_record,
    page_of,
    record_path,
    translated_sheets,
)
from macros.records.leaflet import Leaflet
from macros.records.packet import Packet
from macros.records.registry import COVER, FORM, SHARED, Document
from macros.records.values import Day
from macros.records.whole_shelf import Shelf
from macros.rendering.certainty import state_of, states_shown
from macros.rendering.environment import environment
from macros.rendering.renderer import Renderer
from macros.rendering.slides import make_slides
from macros.rendering.surface import Paper

_NEWS = "nytt-sedan"
_SLIDES = "apt-bilder"
_NEWS_SINCE = re.compile(rf"{_NEWS}-(\d{{4}}-\d\d-\d\d)")

ANYWHERE = "-"
"""The placeholder for the municipality in links: no slug begins with a hyphen."""

_POSTCODE = re.compile(r"(?<=\b\d{3}) (?=\d{2} [A-ZÅÄÖ])")
_FRAMELESS = {"card", "folder", "labels"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of one binder, ready to be laid out.

    ``html`` names the municipality only where the text itself does: links lead to ``ANYWHERE`` and the
    margins are a sheet of their own, ``margin`` (empty on what is cut or folded). So municipalities with the
    same text share what is laid out, and each gets its own margins and links when it is finished.
    ``state`` is the least certain of all that it shows, ``addresses`` the living addresses that lead to it:
    its own and its page's.
    """

    binder: str
    name: str
    title: str
    language: str
    html: str
    document: Document
    state: State
    addresses: tuple[str, ...]
    margin: str = ""

    @property
    def full_name(self) -> str:
        """The document's name with its binder's address: ``kalix/rutin``."""
        return f"{self.binder}/{self.name}"


class UnknownDocumentError(LookupError):
    """Raised for a name that is no document, form, survey or packet of the binder."""


def find_document(binder: Binder, name: str) -> Document:
    """Return the registry's entry for a document of this binder.

    Every form and survey of the binder is a document under its own name, and a leaflet in another language is
    that in Swedish. Raise ``UnknownDocumentError`` for any other name.
    """
    documents = documents_in(binder)
    if name in (translated := translated_sheets(binder)):
        name = translated[name].name
    if name not in documents:
        raise UnknownDocumentError(name)
    return documents[name]


class PartOf(NamedTuple):
    """A sheet in a packet: the address of its binder, and its name."""

    binder: str
    name: str

    @property
    def full_name(self) -> str:
        """The sheet's name with its binder's address: ``kalix/rutin``."""
        return f"{self.binder}/{self.name}"


def parts_of(binder: Binder, packet: Packet) -> list[PartOf]:
    """Return a packet's sheets in order, each with its binder.

    It may be another of the municipality's. The sheet of news gets the packet's own day in its name:
    ``nytt-sedan-2026-01-01`` lists what is new since then.
    """
    dated = f"{_NEWS}-{packet.since.isoformat()}" if packet.since else _NEWS
    return [
        PartOf(binder.address_in(part.area), dated if part.name == _NEWS else part.name)
        for part in packet.parts
    ]


def _read_day(name: str) -> date | None:
    """Return the day in the name of a sheet of news, or None in other names."""
    match = _NEWS_SINCE.fullmatch(name)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def packet_of(binder: Binder, name: str) -> Packet | None:
    """Return the packet with this name, or None when the name is a document's."""
    return next((packet for packet in binder.packets if packet.id == name), None)


def tabs_of(shelf: Shelf, binder: Binder, packet: Packet) -> list[int | None]:
    """Return the number of the tab that each part of a packet stands behind."""
    binders = [shelf.binders[binder.address_in(part.area)] for part in packet.parts]
    return [
        sheets.tab_number(page_of(own, find_document(own, part.name)))
        for own, part in zip(binders, packet.parts, strict=True)
    ]


def opens_tab(shelf: Shelf, binder: Binder, packet: Packet) -> list[bool]:
    """Return whether each part is the first behind its tab.

    In a packet that is not bound none is.
    """
    tabs = tabs_of(shelf, binder, packet)
    return [packet.bound and tab != before for tab, before in zip(tabs, [None, *tabs], strict=False)]


class Writer:
    """Writes the HTML of one binder's documents."""

    def __init__(self, shelf: Shelf, binder: Binder, since: date | None = None) -> None:
        """Prepare to write a binder's documents.

        Sheets of news list what is new ``since`` this day; without one, since the day in their own names.
        """
        self.shelf = shelf
        self.binder = binder
        self.since = since
        self.surface = Paper(binder.address, shelf.site.address, docs=find_own_docs(shelf.folder))
        self.anywhere = Paper(ANYWHERE, shelf.site.address).link("")

    def sheet(self, name: str, verso: bool = False) -> Sheet:
        """Write one document, on request as a left-hand page (``verso``).

        ``name`` may also be a leaflet in another language (``familj-fi``), which has its own title, or news
        since a day (``nytt-sedan-2026-01-01``). Raise ``UnknownDocumentError`` when the binder lacks it.
        """
        since = _read_day(name)
        translated = translated_sheets(self.binder).get(name)
        plain_name = translated.name if translated else _NEWS if since else name
        document = find_document(self.binder, plain_name)
        record = sheets.record_of(self.binder, document, name)
        if record is None:
            raise UnknownDocumentError(name)
        renderer = Renderer(
            self.shelf, self.binder, self.surface, translated.language if translated else "sv"
        )
        title = renderer.plain(self.binder.titles[plain_name])
        if translated and isinstance(record, Leaflet):
            title = renderer.plain(record.title)
        context = self._context(renderer, document, name, title, record, since)
        figures = self.binder.figures.get(self.binder.figures_year) if document.figured else None
        sheet = self._write(renderer, context, state_of(figures) if figures else ())
        if verso:
            sheet = replace(sheet, html=sheet.html.replace('<body class="', '<body class="verso ', 1))
        return sheet

    def cover(self, packet: Packet, contents: list[dict[str, Any]], pages: int) -> Sheet:
        """Write the cover of a packet whose parts are finished.

        ``contents`` are the rows of the list of contents, ``pages`` is the packet's number of pages. The
        cover's state is the least certain of its parts', which stand in ``contents``.
        """
        renderer = Renderer(self.shelf, self.binder, self.surface)
        context = self._context(renderer, COVER, packet.id, renderer.plain(packet.title), packet)
        own = [part.name for part in packet.parts if self.binder.address_in(part.area) == self.binder.address]
        controlled = any(find_document(self.binder, name).needs == "routine" for name in own)
        page = packet.page if packet.page and packet.page != "index" else ""
        context |= {
            "number": sheets.tab_number(page),
            "control_line": sheets.control_line(renderer, self.binder, packet, page),
            "family": page == "familj",
            "packet": packet,
            "controlled": self.binder.routine if controlled else None,
            "tabs": tabs_of(self.shelf, self.binder, packet),
            "contents": contents,
            "pages": pages,
            "address": self.surface.link(page),
        }
        return self._write(renderer, context, [row["state"] for row in contents if "state" in row])

    def _write(self, renderer: Renderer, context: dict[str, Any], states: Iterable[State] = ()) -> Sheet:
        """Fill in the templates and return the sheet.

        The sheet's state is known only when its body has been rendered. So the margins, which print the
        state, are rendered last; a sheet without margins prints it in the body, which is rendered a second
        time. ``states`` are counted in beside those of what the body shows.
        """
        document, record = context["document"], context["record"]
        with states_shown(environment()) as states_seen:
            html = renderer.document(document.file, **context)
        own = record if context["carries_state"] else None
        states_seen |= {*states, *(state_of(own) if own else ())}
        state = sheets.sheet_state(self.shelf, self.binder, states_seen)
        not_in_force = self.binder.not_in_force(self.shelf.today, context.get("controlled", record))
        context["state_words"] = sheets.state_words(state, own.state if own else None, not_in_force)
        context["state_words"] += sheets.share_words(self.shelf, self.binder, record, renderer.language)
        margin = ""
        if context["framed"]:
            margin = renderer.document("_margin.html", **context)
        else:
            html = renderer.document(document.file, **context)
        said = sheets.state_said(self.binder, own, state)
        html = renderer.finish(html, said, explain=not document.name.startswith(_SLIDES))
        html = _POSTCODE.sub("\u00a0", html)
        html = html.replace(f'href="{self.surface.link("")}', f'href="{self.anywhere}')
        name, title = context["name"], context["title"]
        page = sheets.living_address(renderer, page_of(self.binder, document))
        addresses = (self.surface.pdf(name), *(() if document in SHARED else (page,)))
        return Sheet(
            self.binder.address, name, title, renderer.language, html, document, state, addresses, margin
        )

    def _context(
        self,
        renderer: Renderer,
        document: Document,
        name: str,
        title: str,
        record: Any,
        since: date | None = None,
    ) -> dict[str, Any]:
        """Return the variables of a document's template."""
        shown_since = self.since or since
        controlled = record if document.needs or document in SHARED else None
        page = page_of(self.binder, document)
        context: dict[str, Any] = {
            "document": document,
            "size": document.sheet.lower(),
            "name": name,
            "title": title,
            "record": record,
            "number": sheets.tab_number(page),
            "framed": document.sheet not in _FRAMELESS,
            "place": self.binder.place_name,
            "state_words": [],
            "carries_state": document in SHARED or document.needs not in ("", "contacts"),
            "control_line": sheets.control_line(renderer, self.binder, controlled, page),
            "since": shown_since,
            "since_in_words": shown_since and str(Day.fromisoformat(shown_since.isoformat())),
        }
        if document.name == _NEWS:
            context["news"] = choose_news(renderer, self.binder, shown_since, since is not None)
        if document.needs == "apt":
            context["slides"] = make_slides(renderer, self.since)
        if document.besides:
            context["besides"] = main_record(self.binder, document.besides)
            context["besides_path"] = record_path(self.binder, document.besides)
        if document.sheet == "labels":
            context["record"] = sheets.survey_receiver(self.binder) or self.binder.municipality
            context["labels"] = sheets.label_lines(renderer, self.binder)
        if document.needs == "flow":
            ribbon = bool(self.binder.not_in_force(self.shelf.today, record))
            context["size"], context["chart"] = sheets.draw_flow_sheet(renderer, record, ribbon)
        if document.needs in ("contacts", "introduction"):
            context["cards_room"] = sheets.CARDS_ROOM
            context["few"] = sheets.choose_contacts(self.binder.directory)
            context["for_families"] = sheets.choose_family_contacts(self.shelf.site, self.binder)
        if document is FORM:
            context["rows"] = {section.id: sheets.field_rows(section.fields) for section in record.sections}
        return context
