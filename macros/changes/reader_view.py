"""What readers see of a shelf: its pages and its sheets' HTML, to be compared.

Pages are really built. Sheets are not laid out: where their HTML is the same, so is the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from lxml import html

from macros.paper.documents import PartOf, Sheet, Writer, parts_of
from macros.project import ROOT
from macros.records.binder import Binder
from macros.records.contents import sheets_in
from macros.records.packet import Packet
from macros.records.registry import EVERY_PAGE
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf
from macros.web.pages import PATTERNS, make_pages, read_patterns
from macros.web.site_build import build_pages

_DATED = re.compile(r"Senast ändrad [^.<\"]*(?:\. )?")
"""The date of the last change, on a page or in a sheet's foot. It is left out: alone it changes neither."""
_PLACING = ("trail", "tools", "onward", "md-footer", "propose")
"""Classes of elements that are neither content nor frame: a page's position, sources and their lines."""

Sort = Literal["page", "sheet", "packet"]


class Item(NamedTuple):
    """A page, a sheet or a packet of a municipality.

    A shared page has an empty municipality.
    """

    municipality: str
    sort: Sort
    name: str


@dataclass(slots=True)
class View:
    """What readers see: each item's title, and the texts that it is made of."""

    titles: dict[Item, str] = field(default_factory=dict)
    texts: dict[Item, tuple[str, ...]] = field(default_factory=dict)

    def add(self, item: Item, title: str, *texts: str) -> None:
        """Add one item."""
        self.titles[item], self.texts[item] = title, texts

    def frame(self, slug: str) -> str:
        """Return the HTML around a municipality's pages, as its first page has it."""
        page = self.texts.get(Item(slug, "page", "index"))
        return split_page(page[0])[1] if page else ""


def make_view(shelf: Shelf, slugs: Sequence[str], shared: bool) -> View:
    """Build the pages and write the sheets of some municipalities.

    The shared pages too, if ``shared``. Municipalities that the shelf does not have are left out. Raise
    SiteError.
    """
    view = View()
    binders = {key: binder for key, binder in shelf.binders.items() if binder.slug in slugs}
    part = replace(shelf, binders=binders)
    with TemporaryDirectory(prefix="parmen-") as folder, uncollected():
        if shared:
            build_pages(Path(folder, "shared"), shelf, shard="shared")
            _add_shared_pages(view, shelf, Path(folder, "shared"))
        if part.binders:
            build_pages(Path(folder, "binders"), part, shard="binders")
            _add_pages(view, part, Path(folder, "binders"))
    for binder in part.binders.values():
        _add_sheets(view, shelf, binder)
    return view


def _add_shared_pages(view: View, shelf: Shelf, site: Path) -> None:
    """Add the shared pages, each with the title in its HTML."""
    for file in sorted(site.rglob("index.html")):
        page = file.read_text(encoding="utf-8")
        name = file.parent.relative_to(site).as_posix()
        title = str(html.document_fromstring(page).findtext(".//title")).strip()
        if name == ".":
            name, title = "index", "Alla kommuner"
        view.add(Item("", "page", name), title.removesuffix(f" – {shelf.site.name}"), page)


def _add_pages(view: View, shelf: Shelf, site: Path) -> None:
    """Add the municipalities' pages in all languages."""
    tabs = {tab.name: tab for tab in EVERY_PAGE}
    for page in make_pages(shelf, read_patterns(ROOT / PATTERNS)):
        slug, _, name = page.path.removesuffix(".md").partition("/")
        folder = name.removesuffix("index") if page.meta["tab"] == "index" else name
        file = site / slug / folder / "index.html"
        binder = shelf.binders[page.meta["binder_address"]]
        title = tabs["index"].title if page.meta["tab"] == "index" else unescape(page.meta["title"])
        title = _name_item(title, binder, page.meta["language"])
        view.add(Item(slug, "page", name), title, file.read_text(encoding="utf-8"))


def _name_item(title: str, binder: Binder, language: str = "sv") -> str:
    """Return a title that says which further binder and which language it is in."""
    title = title if binder.is_first else f"{title} ({binder.title})"
    return title if language == "sv" else f"{title} ({language})"


def _add_sheets(view: View, shelf: Shelf, binder: Binder) -> None:
    """Add each sheet, and each packet as its cover and parts.

    A packet's page numbers follow from its parts, so they are not compared.
    """
    writers = {other.address: Writer(shelf, other) for other in shelf.binders_of(binder.slug)}
    packets = {packet.id: parts_of(binder, packet) for packet in binder.packets}
    own = [PartOf(binder.address, name) for name in sheets_in(binder) if name not in packets]
    sheets = {
        part: writers[part.binder].sheet(part.name) for part in dict.fromkeys(chain(own, *packets.values()))
    }
    texts = {part: _sheet_text(sheet) for part, sheet in sheets.items()}
    for part in own:
        sheet = sheets[part]
        title = _name_item(sheet.title, binder, sheet.language)
        view.add(Item(binder.slug, "sheet", binder.home + part.name), title, texts[part])
    for packet in binder.packets:
        parts = packets[packet.id]
        cover = writers[binder.address].cover(packet, list(_cover_rows(packet, parts, sheets)), 1)
        part_texts = (texts[part] for part in parts)
        item = Item(binder.slug, "packet", binder.home + packet.id)
        view.add(item, _name_item(cover.title, binder), str(packet.bound), _sheet_text(cover), *part_texts)


def _cover_rows(
    packet: Packet, parts: list[PartOf], sheets: dict[PartOf, Sheet]
) -> Iterator[dict[str, object]]:
    """Yield the rows of a cover's contents, without what depends on layout."""
    row = {"printing": "", "page": 1, "last": 1, "address": ""}
    for packet_part, part in zip(packet.parts, parts, strict=True):
        yield {**row, "title": part.name, "why": packet_part.why, "state": sheets[part].state}


def _sheet_text(sheet: Sheet) -> str:
    """Return all that a sheet shows, without the date in its footer."""
    return _DATED.sub("", f"{sheet.title}\n{sheet.html}\n{sheet.margin}")


def list_differences(before: View, after: View) -> list[Item]:
    """Return the items that only one view has, or whose content differs."""
    items = [*after.texts, *(item for item in before.texts if item not in after.texts)]
    return [item for item in items if _is_different(item, before.texts.get(item), after.texts.get(item))]


def _is_different(item: Item, before: tuple[str, ...] | None, after: tuple[str, ...] | None) -> bool:
    """Report whether a reader sees a difference in an item.

    Of a page only the content counts, not the frame around it.
    """
    if before is None or after is None or item.sort != "page":
        return before != after
    return before != after and split_page(before[0])[0] != split_page(after[0])[0]


def split_page(page: str) -> tuple[str, str]:
    """Split a page's HTML into its own content and the frame around it."""
    document = html.document_fromstring(page)
    content = document.get_element_by_id("innehall")
    for name in _PLACING:
        for element in document.find_class(name):
            element.drop_tree()
    text = html.tostring(content, encoding="unicode", with_tail=False)
    content.drop_tree()
    return text, html.tostring(document, encoding="unicode")
