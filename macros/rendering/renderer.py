"""Rendering records for one binder on one surface in one language."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from macros import drawing
from macros.records.base import STATE_WORDS, Record
from macros.records.binder import Binder, Shelf
from macros.records.contact import Service
from macros.records.flow import Flow
from macros.records.form import Form
from macros.records.registry import PAGES
from macros.records.term import Law
from macros.rendering import words
from macros.rendering.environment import environment, fill, squeeze
from macros.rendering.glossary import explain_first_use
from macros.rendering.surface import Surface


class Renderer:
    """Draws components and documents. ``binder`` is None on the shared pages."""

    def __init__(self, shelf: Shelf, binder: Binder | None, surface: Surface, language: str = "sv") -> None:
        """Collect what every template sees."""
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
            "origin": self.origin,
            "law": self.law,
            "service": self.service,
            "form": self.form,
            "state_word": state_word,
            **{name: getattr(drawing, name) for name in drawing.__all__ if name != "flow_chart"},
        }

    def component(self, name: str, record: Any = None, /, **options: Any) -> Markup:
        """Render one component. ``record`` and the options are the template's variables."""
        return squeeze(fill(f"components/{name}.html", {**self.context, "record": record, **options}))

    def document(self, template: str, **context: Any) -> str:
        """Render a whole document, with the first use of each abbreviation explained."""
        html = environment().get_template(f"documents/{template}").render({**self.context, **context})
        return self.finish(html)

    def finish(self, html: str) -> str:
        """Explain the first use of each abbreviation on a finished page or document."""
        return explain_first_use(html, self.shelf.glossary.values())

    def plain(self, text: Any) -> str:
        """Give a text as plain words in this binder and language."""
        return words.plain(text, self.binder, self.language)

    def flow_chart(self, flow: Flow, width: int | None = None) -> Markup:
        """Draw the flow for a width in px (the surface's own when none is given)."""
        say = self.plain
        text = drawing.FlowText(
            title=say(flow.title),
            levels=tuple((level.id, say(level.name)) for level in flow.levels),
            lanes=tuple((lane.id, say(lane.name)) for lane in flow.lanes),
            nodes=tuple((node.id, node.lane, node.level, say(node.text)) for node in flow.nodes),
            edges=tuple((edge.start, edge.end, say(edge.text)) for edge in flow.edges),
            together=(say(flow.together.title), say(flow.together.text)),
        )
        return drawing.flow_chart(text, width or self.surface.widths[0], self.surface.min_text)

    def page_title(self, name: str) -> str:
        """Give the title of one of the binder's pages, as it is called here."""
        tab = next(tab for tab in PAGES if tab.name == name)
        return words.tab_title(tab, self.binder) if self.binder is not None else tab.title

    def local(self, record: Record) -> str:
        """Name the municipality when it added or changed the record, else nothing."""
        name = self.origin(record)
        return name if self.binder is not None and name == self.binder.name else ""

    def origin(self, record: Record) -> str:
        """Name the lowest level that wrote something of the record: municipality, area or agreement."""
        place = record.changed or record.place
        return self.binder.level_of(place) if self.binder is not None and place is not None else ""

    def law(self, key: str) -> Law:
        """Give a law by its id."""
        return self.shelf.laws[key]

    def service(self, key: str) -> Service:
        """Give one of the binder's services by its id. Raise LookupError."""
        services = self.binder.services if self.binder is not None else []
        return next(service for service in services if service.id == key)

    def form(self, key: str) -> Form:
        """Give one of the binder's forms by its name."""
        if self.binder is None:
            raise LookupError(key)
        return self.binder.forms[key]

    def on(self, surface: Surface) -> Renderer:
        """Give the same renderer for another surface."""
        return Renderer(self.shelf, self.binder, surface, self.language)


def state_word(record: Record) -> str:
    """Give a record's state in Swedish."""
    return STATE_WORDS.get(record.state or "", "")
