"""Let finished HTML bypass Markdown: components, and texts that patterns print.

Parsing that HTML as Markdown would be most of a build. So a marker stands in its place while Markdown runs.
Without the texts, a page's Markdown is the same in nearly all municipalities, and is converted once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from mkdocs.structure.toc import AnchorLink, TableOfContents

_MARKER = re.compile("<!--drawn-(\\d+)-->|\ue002(\\d+)\ue003")
_TAG = re.compile(r"<[^>]*>")


class DrawnHtml(str):
    """A component's HTML that prints itself as a marker, which Markdown keeps."""

    __slots__ = ("marker",)

    marker: str

    def __html__(self) -> Markup:
        return Markup(self.marker)


class Drawings:
    """The components and texts of one page, until its Markdown has become HTML."""

    def __init__(self) -> None:
        self._components: list[str] = []
        self._texts: list[str] = []

    def begin_page(self) -> None:
        """Forget the previous page."""
        self._components, self._texts = [], []

    def bypass(self, draw: Callable[..., Markup]) -> Callable[..., DrawnHtml]:
        """Return a function that draws as ``draw`` does.

        It stores what it draws under a marker.
        """

        def draw_kept(*inputs: Any, **options: Any) -> DrawnHtml:
            html = DrawnHtml(draw(*inputs, **options))
            html.marker = f"<!--drawn-{len(self._components)}-->"
            self._components.append(str.__str__(html))
            return html

        return draw_kept

    def keep_text(self, html: str) -> Markup:
        """Store a text's HTML and return the marker that stands for it.

        The marker is made of characters that the reader refuses in data, so that no text can look like one.
        """
        self._texts.append(html)
        return Markup(f"\ue002{len(self._texts) - 1}\ue003")

    def restore(self, html: str) -> str:
        """Replace the markers in HTML with what they stand for.

        A component's HTML may hold markers of others, so this repeats until none is left.
        """
        while "<!--drawn-" in html or "\ue002" in html:
            html = _MARKER.sub(self._look_up, html)
        return html

    def restore_toc(self, toc: TableOfContents) -> TableOfContents:
        """Return a table of contents with the markers in its titles and anchors replaced."""
        return TableOfContents([self._restore_link(item) for item in toc])

    def _look_up(self, marker: re.Match[str]) -> str:
        return self._components[int(marker[1])] if marker[1] else self._texts[int(marker[2])]

    def _restore_link(self, item: AnchorLink) -> AnchorLink:
        title = _TAG.sub("", self.restore(item.title)) if "\ue002" in item.title else item.title
        link = AnchorLink(title, self.restore(item.id), item.level)
        link.children = [self._restore_link(child) for child in item.children]
        return link
