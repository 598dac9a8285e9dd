"""Render records for one binder, on one surface, in one language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

from macros import drawing
from macros.records.base import STATE_WORDS, Record
from macros.records.binder import Binder, Shelf
from macros.records.contact import GROUP_WORDS, Contact, Service, services_by_district
from macros.records.flow import Flow
from macros.records.form import Form
from macros.records.path import lookup
from macros.records.registry import PAGES
from macros.records.term import Law
from macros.rendering import texts
from macros.rendering.environment import environment, render_template, strip_indentation
from macros.rendering.glossary import explain_first_use
from macros.rendering.public_holidays import pack_holidays
from macros.rendering.surface import Surface


class Renderer:
    """Draws components and documents.

    ``binder`` is None on the shared pages.
    """

    def __init__(self, shelf: Shelf, binder: Binder | None, surface: Surface, language: str = "sv") -> None:
        """Collect the variables that every template has."""
        self.shelf = shelf
        self.binder = binder
        self.surface = surface
        self.language = language
        self.context: dict[str, Any] = {
            **environment().globals,
            "binder": binder,
            "shelf": shelf,
            "site": shelf.site,
            "today": shelf.today,
            "surface": surface.name,
            "widths": surface.widths,
            "language": language,
            "component": self.component,
            "link": surface.link,
            "pdf": surface.pdf,
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
            "state_word": state_word,
            "packed_holidays": pack_holidays,
            **_drawing_functions(surface.name),
        }

    def component(self, name: str, record: Any = None, /, **options: Any) -> Markup:
        """Render one component.

        ``record`` and the options are the template's variables.
        """
        return strip_indentation(
            render_template(f"components/{name}.html", {**self.context, "record": record, **options})
        )

    def document(self, template: str, **context: Any) -> str:
        """Render a whole document, with the first use of each abbreviation explained."""
        return self.finish(render_template(f"documents/{template}", {**self.context, **context}))

    def finish(self, html: str) -> str:
        """Explain the first use of each abbreviation on a finished page or document."""
        return explain_first_use(html, self.shelf.glossary.values())

    def plain(self, text: Any) -> str:
        """Return a text as plain words in this binder and language."""
        return texts.plain(text, self.binder, self.language)

    def flow_chart(self, flow: Flow, width: int | None = None) -> Markup:
        """Draw the flow for a width in px; without one, for the surface's own."""
        plain = self.plain
        text = drawing.FlowText(
            title=plain(flow.title),
            levels=tuple((level.id, plain(level.name)) for level in flow.levels),
            lanes=tuple((lane.id, plain(lane.name)) for lane in flow.lanes),
            nodes=tuple((node.id, node.lane, node.level, plain(node.text)) for node in flow.nodes),
            edges=tuple((edge.start, edge.end, plain(edge.text)) for edge in flow.edges),
            together=(plain(flow.together.title), plain(flow.together.text)),
        )
        chart = drawing.flow_chart(text, width or self.surface.widths[0], self.surface.min_text)
        return chart if self.surface.name == "paper" else drawing.light(chart)

    def page_title(self, name: str) -> str:
        """Return the title of one of the pages, by its tab's name.

        A binder may have a title of its own for it.
        """
        tab = next(tab for tab in PAGES if tab.name == name)
        return texts.tab_title(tab, self.binder) if self.binder is not None else tab.title

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

    def state_marker(self, record: Record, general: str | None = "draft") -> Markup:
        """Return the marker of a record that is less sure than what stands around it.

        ``general`` is the state around it, which needs no marker.
        """
        unsure = record.state in ("proposed", "example") and record.state != general
        return self.component("state", record) if unsure else Markup()

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


_DRAWINGS = ("dot", "emblem", "face", "figures", "icon", "qr", "scene", "window_calendar")


@cache
def _drawing_functions(surface: str) -> dict[str, Callable[..., Markup]]:
    """Return the drawing functions that templates may call, by name.

    On the web a drawing leaves its colours to the stylesheet.
    """
    functions = {name: getattr(drawing, name) for name in _DRAWINGS}
    return functions if surface == "paper" else {name: _lighten(draw) for name, draw in functions.items()}


def _lighten(draw: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return a drawing function whose colours come from the stylesheet, with a cache."""

    @lru_cache(maxsize=500)
    def draw_light(*arguments: Any, **options: Any) -> Markup:
        return drawing.light(draw(*arguments, **options))

    return draw_light


def state_word(record: Record) -> str:
    """Return a record's state in Swedish."""
    return STATE_WORDS.get(record.state or "", "")
