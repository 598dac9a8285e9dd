"""What components draw passes Markdown by: it is finished HTML, and reading it again is most of a build."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

_MARK = re.compile(r"<!--drawn-(\d+)-->")


class Drawn(str):
    """A component's HTML, which prints itself as a mark that Markdown leaves alone."""

    __slots__ = ("mark",)

    mark: str

    def __html__(self) -> Markup:
        """Give the mark."""
        return Markup(self.mark)


class Drawings:
    """What the components of one page have drawn, until the page's Markdown has become HTML."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self._drawn: list[str] = []

    def keeping(self, component: Callable[..., Markup]) -> Callable[..., Drawn]:
        """Give the function ``component`` of a page: it draws as ever, and keeps what it drew."""
        self._drawn = []

        def keep(name: str, record: Any = None, /, **options: Any) -> Drawn:
            drawn = Drawn(component(name, record, **options))
            drawn.mark = f"<!--drawn-{len(self._drawn)}-->"
            self._drawn.append(str.__str__(drawn))
            return drawn

        return keep

    def put_back(self, html: str) -> str:
        """Put what was drawn in the place of its marks. A component may stand in another."""
        while "<!--drawn-" in html:
            html = _MARK.sub(lambda mark: self._drawn[int(mark[1])], html)
        return html
