"""The two surfaces that records are drawn on: web and paper.

A component asks its surface for links and widths, and knows nothing else about it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from markupsafe import Markup

from macros.records.base import Record
from macros.records.registry import COMMON_PAGES


class Surface(Protocol):
    """Where something is shown."""

    @property
    def name(self) -> str:
        """``web`` or ``paper``."""

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths in px that a drawing is made for."""

    @property
    def min_text(self) -> float:
        """The smallest text of a drawing, in px."""

    def link(self, page: str, anchor: str = "") -> str:
        """Return the address of a page.

        ``rutin`` is a page of the binder, an empty ``page`` its first one, and ``/lagar`` a shared page. What
        stands once for all binders of a municipality is a page of each.
        """

    def pdf(self, name: str) -> str:
        """Return the address of one of the binder's PDFs."""

    def file(self, name: str) -> str:
        """Return the address of another file in the binder's folder."""

    def asset(self, path: str) -> str:
        """Return the address of a file in docs/assets."""


Beside = Callable[[Record], Markup]
"""Returns what stands beside a record's marker where it is shown, such as a link to change it."""


def put_nothing(record: Record) -> Markup:
    """Return nothing to stand beside a record, as on every page but a preview's."""
    return Markup()


def _is_common(page: str) -> bool:
    """Report whether a page stands once for all the binders of a municipality."""
    return page.partition("/")[0] in COMMON_PAGES


def _fragment(anchor: str) -> str:
    return f"#{anchor}" if anchor else ""


@dataclass(frozen=True, slots=True)
class Web:
    """A page of the site, with relative links.

    ``binder`` is the binder's address, empty for a shared page; ``beside`` means that what is drawn is of a
    further binder, on a page of the municipality's first one. ``depth`` is how many folders the page lies
    below the site's root. ``widths`` are the widths in px that a drawing is made for: the page's. On a narrow
    screen words and boxes of HTML stand instead. ``min_text`` is in px.
    """

    binder: str = ""
    depth: int = 0
    beside: bool = False
    name: Literal["web"] = "web"
    widths: tuple[int, ...] = (904,)
    min_text: float = 17.0

    def link(self, page: str, anchor: str = "") -> str:
        """Return the relative address of a page, of this binder or shared (``/lagar``)."""
        path = page.strip("/")
        if page.startswith("/") or not self.binder:
            prefix = "../" * self.depth
        else:
            prefix = self._up(1) if _is_common(path) else self._home
        return f"{prefix}{path}/{_fragment(anchor)}" if path else f"{prefix or './'}{_fragment(anchor)}"

    def pdf(self, name: str) -> str:
        """Return the relative address of a PDF."""
        return f"{self._home}pdf/{name}.pdf"

    def file(self, name: str) -> str:
        """Return the relative address of another file in the binder's folder."""
        return f"{self._home}{name}"

    @property
    def _home(self) -> str:
        """The relative path to the binder's own folder.

        It does not name the municipality, so it is the same for a page in all of them.
        """
        if self.beside:
            return f"{self._up(1)}{self.binder.partition('/')[2]}/"
        return self._up(1 + self.binder.count("/"))

    def _up(self, folders: int) -> str:
        """Return the relative path to the folder that lies so many below the root."""
        return "../" * (self.depth - folders)

    def asset(self, path: str) -> str:
        """Return the relative address of a file in docs/assets."""
        return f"{'../' * self.depth}assets/{path}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper, with links to the published site.

    ``binder`` is the binder's address, ``address`` the site's; ``docs`` is the folder of pictures that are
    kept apart from the program. A drawing is made for the sheet's width in px.
    """

    binder: str
    address: str
    widths: tuple[int, ...] = (980,)
    min_text: float = 12.0
    name: Literal["paper"] = "paper"
    docs: Path | None = None

    def link(self, page: str, anchor: str = "") -> str:
        """Return the page's address on the published site."""
        root = self.address.rstrip("/")
        holder = self.binder.partition("/")[0] if _is_common(page) else self.binder
        path = page.strip("/") if page.startswith("/") else f"{holder}/{page}".rstrip("/")
        return f"{root}/{path}/{_fragment(anchor)}" if path else f"{root}/{_fragment(anchor)}"

    def pdf(self, name: str) -> str:
        """Return the PDF's address on the published site."""
        return f"{self.address.rstrip('/')}/{self.binder}/pdf/{name}.pdf"

    def file(self, name: str) -> str:
        """Return the published address of another file in the binder's folder."""
        return f"{self.address.rstrip('/')}/{self.binder}/{name}"

    def asset(self, path: str) -> str:
        """Return the path itself: a sheet's addresses start in docs/assets.

        A picture that is kept apart from the program stands in the sheet whole.
        """
        picture = self.docs / "assets" / path if self.docs else None
        if picture is None or not picture.is_file():
            return path
        kind = "svg+xml" if picture.suffix == ".svg" else "png"
        return f"data:image/{kind};base64,{b64encode(picture.read_bytes()).decode()}"
