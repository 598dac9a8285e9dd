"""What passes Markdown by: what components draw, and the texts that a pattern prints.

It is finished HTML, and reading it again is most of a build. So a mark stands in its place while Markdown
runs. Without the texts, a page's Markdown is the same in nearly all municipalities, and is converted once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from mkdocs.structure.toc import AnchorLink, TableOfContents

_MARK = re.compile("<!--drawn-(\\d+)-->|\ue002(\\d+)\ue003")
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id or a number may stand where Markdown must read it; nothing in it means anything to Markdown."""


class Drawn(str):
    """A component's HTML, which prints itself as a mark that Markdown leaves alone."""

    __slots__ = ("mark",)

    mark: str

    def __html__(self) -> Markup:
        """Give the mark."""
        return Markup(self.mark)


class Drawings:
    """What one page has drawn and said, until its Markdown has become HTML."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self._drawn: list[str] = []
        self._said: list[str] = []

    def keeping(self, component: Callable[..., Markup]) -> Callable[..., Drawn]:
        """Give the function ``component`` of a page: it draws as ever, and keeps what it drew."""
        self._drawn, self._said = [], []

        def keep(name: str, record: Any = None, /, **options: Any) -> Drawn:
            drawn = Drawn(component(name, record, **options))
            drawn.mark = f"<!--drawn-{len(self._drawn)}-->"
            self._drawn.append(str.__str__(drawn))
            return drawn

        return keep

    def say(self, html: str) -> Markup:
        """Keep a text, which is HTML already, and give the mark that stands for it.

        The mark is made of signs that the reader refuses in data, so that no text can look like one.
        """
        if _ID.fullmatch(html):
            return Markup(html)
        self._said.append(html)
        return Markup(f"\ue002{len(self._said) - 1}\ue003")

    def put_back(self, html: str) -> str:
        """Put what was drawn and said in the place of its marks. A component may stand in another."""
        while "<!--drawn-" in html or "\ue002" in html:
            html = _MARK.sub(self._behind, html)
        return html

    def put_back_in(self, toc: TableOfContents) -> TableOfContents:
        """Give a page's table of contents with its own words; a heading there is words alone."""
        return TableOfContents([self._link(item) for item in toc])

    def _behind(self, mark: re.Match[str]) -> str:
        return self._drawn[int(mark[1])] if mark[1] else self._said[int(mark[2])]

    def _link(self, item: AnchorLink) -> AnchorLink:
        title = _TAG.sub("", self.put_back(item.title)) if "\ue002" in item.title else item.title
        link = AnchorLink(title, item.id, item.level)
        link.children = [self._link(child) for child in item.children]
        return link
