"""Render records for one binder, on one surface, in one language."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from macros import drawing
from macros.records.base import Record, State
from macros.records.binder import Binder
from macros.records.contact import GROUP_WORDS, Contact, Service, services_by_district
from macros.records.contents import main_record, pages_in, sheets_in
from macros.records.flow import Flow
from macros.records.form import Form
from macros.records.path import lookup
from macros.records.phrases import find_phrase, retitle
from macros.records.registry import COMMON_PAGES, PAGES
from macros.records.term import Law
from macros.records.whole_shelf import Shelf
from macros.records.whom import Whom, standing_words
from macros.rendering import texts
from macros.rendering.certainty import state_of, state_word
from macros.rendering.drawing_functions import drawing_functions
from macros.rendering.environment import environment, render_template, strip_indentation
from macros.rendering.flow_words import fill_flow, link_boxes
from macros.rendering.glossary import explain_first_use
from macros.rendering.public_holidays import pack_holidays
from macros.rendering.question_links import QuestionLink, link_questions
from macros.rendering.reader_language import language_variables
from macros.rendering.reading_time import reading_functions
from macros.rendering.state_markers import say_states_once
from macros.rendering.surface import Beside, Surface, put_nothing
from macros.rendering.writing_places import writing_functions


class NoSuchPageError(LookupError):
    """Raised for a link to a page or a sheet that the binder does not have.

    A template asks first: ``{% if has("checklista") %}``.
    """


class Renderer:
    """Draws components and documents.

    ``binder`` is None on the shared pages. ``beside`` returns what stands beside each record's marker.
    """

    def __init__(
        self,
        shelf: Shelf,
        binder: Binder | None,
        surface: Surface,
        language: str = "sv",
        beside: Beside = put_nothing,
    ) -> None:
        """Collect the variables that every template has."""
        self._beside = beside
        self.shelf = shelf
        self.binder = binder
        self.surface = surface
        self.language = language
        self._draw = drawing_functions(surface.name)
        self._markers: dict[tuple[str, str], Markup] = {}
        self.context: dict[str, Any] = {
            **environment().globals,
            "binder": binder,
            "shelf": shelf,
            "site": shelf.site,
            "whom": self.whom,
            "duty": (binder.agreement.duty if binder is not None else None) or shelf.site.duty,
            "today": shelf.today,
            "surface": surface.name,
            "widths": surface.widths,
            **language_variables(shelf, binder, language),
            "component": self.component,
            "link": self.link,
            "pdf": self.pdf,
            "has": self.has,
            "main": self.main,
            "asked": self.asked,
            **reading_functions(binder),
            "asset": surface.asset,
            "flow_chart": self.flow_chart,
            "page_title": self.page_title,
            "local": self.local,
            "local_marker": self.local_marker,
            "origin": self.origin,
            "law": self.law,
            "service": self.service,
            "services_of": self.services_of,
            "districts_of": self.districts_of,
            "services_by_district": services_by_district,
            "form": self.form,
            "groups": GROUP_WORDS.items(),
            "state_marker": self.state_marker,
            "contact_marker": self.contact_marker,
            "state_word": state_word,
            "packed_holidays": pack_holidays,
            **self._draw,
            **writing_functions(surface.name),
            "dot": self.dot,
            "scene": partial(self._draw["scene"], grown=self.whom == "adults"),
            "figures": partial(self._draw["figures"], grown=self.whom == "adults"),
            "word": self.word,
        }

    @cached_property
    def _pages(self) -> frozenset[str]:
        """The names of the binder's pages, common ones too; the first page's is empty."""
        own = (page.name for page in pages_in(self.binder)) if self.binder else ()
        return frozenset({"", *own, *COMMON_PAGES})

    @cached_property
    def _sheets(self) -> frozenset[str]:
        """The names of the sheets and packets that the binder prints."""
        return frozenset(sheets_in(self.binder) if self.binder else ())

    def has(self, name: str) -> bool:
        """Return whether the binder has a page: ``checklista``, ``familj/fi``."""
        return name in self._pages

    def link(self, page: str, anchor: str = "") -> str:
        """Return the address of a page of the binder, or of a shared one (``/lagar``).

        Raise NoSuchPageError for a page that the binder does not have.
        """
        if self.binder is not None and not page.startswith("/") and page.strip("/") not in self._pages:
            raise NoSuchPageError(f"{self.binder.address}/{page}")
        return self.surface.link(page, anchor)

    def pdf(self, name: str) -> str:
        """Return the address of one of the binder's sheets.

        Raise NoSuchPageError for a sheet that the binder does not print.
        """
        if self.binder is not None and name not in self._sheets:
            raise NoSuchPageError(f"{self.binder.address}/pdf/{name}.pdf")
        return self.surface.pdf(name)

    def main(self, kind: str) -> Any:
        """Return the main one of the binder's checklists or leaflets, or None."""
        return main_record(self.binder, kind) if self.binder is not None else None

    def asked(self, ids: list[str]) -> list[QuestionLink]:
        """Return the checklist questions with these ids, by checklist."""
        return list(link_questions(self.binder, ids)) if self.binder is not None else []

    def component(self, name: str, record: Any = None, /, **options: Any) -> Markup:
        """Render one component.

        ``record`` and the options are the template's variables.
        """
        return strip_indentation(
            render_template(f"components/{name}.html", {**self.context, "record": record, **options})
        )

    def document(self, template: str, **context: Any) -> str:
        """Render a whole document; ``finish`` is the last step."""
        return render_template(f"documents/{template}", {**self.context, **context})

    def finish(self, html: str, said: State | None, explain: bool = True) -> str:
        """Say each state once, and explain abbreviations at their first use.

        ``said`` is the state that the page or document says of itself.
        """
        html = say_states_once(html, said, web=self.surface.name == "web")
        return explain_first_use(html, self.shelf.glossary.values()) if explain else html

    def plain(self, text: Any) -> str:
        """Return a text as plain words in this binder and language."""
        return texts.plain(text, self.binder, self.language)

    def flow_chart(self, flow: Flow, width: int | None = None, numbers: tuple[str, ...] = ()) -> Markup:
        """Draw the flow for a width in px; without one, for the surface's own.

        On paper it carries each actor's telephone number, on the web its boxes are links.
        """
        text = fill_flow(flow, self.plain, f"{self.word('Barnet')} är med")
        if self.surface.name == "web" and self.binder is not None:
            text = replace(text, links=tuple(link_boxes(flow, self.binder, self.link)))
        text = replace(text, numbers=numbers)
        chart = drawing.flow_chart(text, width or self.surface.widths[0], self.surface.min_text)
        return chart if self.surface.name == "paper" else drawing.light(drawing.keep_line_lengths(chart))

    def page_title(self, name: str) -> str:
        """Return the title of one of the pages, by its tab's name.

        A binder may have a title of its own for it.
        """
        tab = next(tab for tab in PAGES if tab.name == name)
        if self.binder is not None:
            return texts.tab_title(tab, self.binder)
        return retitle(tab.title, standing_words(self.whom))

    @property
    def whom(self) -> Whom:
        """Whom the pages and sheets are about."""
        return self.shelf.whom if self.binder is None else self.binder.agreement.whom

    def word(self, name: str) -> str:
        """Return the word for those whom the binder is about, by its form for a child.

        On a shared page the word fits every binder. Raise LookupError where there is no such word.
        """
        if self.binder is not None:
            return self.binder.word(name)
        return find_phrase(name, standing_words(self.whom))

    def dot(self, title: str | None = None) -> Markup:
        """Draw the yellow dot: the one whom it is about takes part.

        A title of its own says more.
        """
        return self._draw["dot"](f"{self.word('Barnet')} är med" if title is None else title)

    def local(self, record: Record) -> str:
        """Return the municipality's name if it added or changed the record, else nothing."""
        place = record.changed or record.place
        if self.binder is None or place is None or not self.binder.wrote(place):
            return ""
        return self.binder.name

    def local_marker(self, record: Record) -> Markup:
        """Return the marker of what the municipality has added or changed.

        It is empty for most records, and not drawn then: pages ask for thousands.
        """
        return self.component("local", record) if self.local(record) else Markup()

    def state_marker(self, record: Record) -> Markup:
        """Return the marker of a record's state.

        ``finish`` leaves out those that repeat what stands around. Empty for a record without a state, and
        for a draft of a kind that nobody adopts.
        """
        marker = self._draw_marker("state", record, record.state) if state_of(record) else Markup()
        return marker + self._beside(record)

    def contact_marker(self, contact: Contact) -> Markup:
        """Return the marker of how sure a contact's number is."""
        return self._draw_marker("contact_state", contact, contact.certainty) + self._beside(contact)

    def _draw_marker(self, template: str, record: Record, value: str | None) -> Markup:
        """Return a marker, drawn once: pages ask for thousands."""
        key = (template, value or "")
        if key not in self._markers:
            self._markers[key] = self.component(template, record)
        return self._markers[key]

    def origin(self, record: Record) -> str:
        """Return the name of the lowest level that wrote part of a record.

        It is empty on a shared page, and for a record without a place.
        """
        place = record.changed or record.place
        return self.binder.level_of(place) if self.binder is not None and place is not None else ""

    def law(self, key: str) -> Law:
        """Return a law by its id.

        Raise KeyError.
        """
        return self.shelf.laws[key]

    def service(self, key: str) -> Service:
        """Return one of the binder's services by its id.

        Raise LookupError for an unknown id, or on a shared page.
        """
        if self.binder is None:
            raise LookupError(key)
        service: Service = lookup(self.binder, f"services.{key}")
        return service

    def services_of(self, contact: Contact) -> list[Service]:
        """Return the services that a contact answers for, in its own order."""
        return [self.service(key) for key in contact.services]

    def districts_of(self, contact: Contact) -> list[str]:
        """Return the names of the districts that a contact is for.

        None for the whole municipality.
        """
        districts = self.binder.municipality.districts if self.binder is not None else []
        return [district.name for district in districts if district.id in contact.districts]

    def form(self, key: str) -> Form:
        """Return one of the binder's forms by its name.

        Raise LookupError for an unknown name, or on a shared page.
        """
        if self.binder is None:
            raise LookupError(key)
        return self.binder.forms[key]
