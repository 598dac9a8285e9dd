"""Rendering records for one binder on one surface in one language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
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
from macros.rendering import texts
from macros.rendering.asked import ask
from macros.rendering.environment import environment, fill, squeeze
from macros.rendering.glossary import explain_first_use
from macros.rendering.memory import Memory
from macros.rendering.public_holidays import packed
from macros.rendering.surface import Surface


class Renderer:
    """Draws components and documents. ``binder`` is None on the shared pages."""

    def __init__(
        self,
        shelf: Shelf,
        binder: Binder | None,
        surface: Surface,
        language: str = "sv",
        memory: Memory | None = None,
    ) -> None:
        """Collect what every template sees. ``memory`` holds what has been drawn of the shelf before."""
        self.shelf = shelf
        self.binder = binder
        self.surface = surface
        self.language = language
        self.memory = memory
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
            "packed_holidays": packed,
            **_pictures(surface.name),
        }

    def component(self, name: str, record: Any = None, /, **options: Any) -> Markup:
        """Render one component. ``record`` and the options are the template's variables."""
        if self.memory is None:
            return self._draw(name, record, options)
        where = (self.surface.depth, self.language)
        return self.memory.draw(
            lambda: self._draw(name, record, options), self.binder, where, name, record, options
        )

    def _draw(self, name: str, record: Any, options: dict[str, Any]) -> Markup:
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
        return texts.plain(text, self.binder, self.language)

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
        drawn = drawing.flow_chart(text, width or self.surface.widths[0], self.surface.min_text)
        return drawn if self.surface.name == "paper" else drawing.light(drawn)

    def page_title(self, name: str) -> str:
        """Give the title of one of the binder's pages, as it is called here."""
        tab = next(tab for tab in PAGES if tab.name == name)
        if tab.titled:
            ask(tab.titled.partition(".")[0])
        return texts.tab_title(tab, self.binder) if self.binder is not None else tab.title

    def local(self, record: Record) -> str:
        """Name the municipality when it added or changed the record, else nothing."""
        place = record.changed or record.place
        if self.binder is None or place is None or not self.binder.wrote(place):
            return ""
        ask("municipality")
        return self.binder.name

    def origin(self, record: Record) -> str:
        """Name the lowest level that wrote something of the record: municipality, area or agreement."""
        for level in ("municipality", "area", "agreement"):
            ask(level)
        place = record.changed or record.place
        return self.binder.level_of(place) if self.binder is not None and place is not None else ""

    def law(self, key: str) -> Law:
        """Give a law by its id."""
        return self.shelf.laws[key]

    def service(self, key: str) -> Service:
        """Give one of the binder's services by its id. Raise LookupError."""
        ask("services")
        services = self.binder.services if self.binder is not None else []
        return next(service for service in services if service.id == key)

    def form(self, key: str) -> Form:
        """Give one of the binder's forms by its name."""
        ask("forms")
        if self.binder is None:
            raise LookupError(key)
        return self.binder.forms[key]

    def on(self, surface: Surface) -> Renderer:
        """Give the same renderer for another surface."""
        return Renderer(self.shelf, self.binder, surface, self.language)


_PICTURES = ("dot", "face", "figures", "icon", "mark", "qr", "scene", "window_calendar")


@cache
def _pictures(surface: str) -> dict[str, Callable[..., Markup]]:
    """Give the functions that draw. On the web a drawing leaves its colours to the stylesheet."""
    given = {name: getattr(drawing, name) for name in _PICTURES}
    return given if surface == "paper" else {name: _light(draw) for name, draw in given.items()}


def _light(draw: Callable[..., Markup]) -> Callable[..., Markup]:
    @lru_cache(maxsize=500)
    def drawn(*given: Any, **options: Any) -> Markup:
        return drawing.light(draw(*given, **options))

    return drawn


def state_word(record: Record) -> str:
    """Give a record's state in Swedish."""
    return STATE_WORDS.get(record.state or "", "")
