"""What a reader sees of a shelf: every page, sheet and packet as text that can be compared.

Nothing is laid out. A page is its Markdown and its ribbon, a sheet its HTML, a packet its cover and its
parts: where these are the same, so is what a browser or a printer makes of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Literal, NamedTuple

import markdown  # type: ignore[import-untyped]
import yaml
from jinja2 import Environment, StrictUndefined, Template

from macros.paper.documents import Writer, names, packet_of, parts_of
from macros.project import ROOT
from macros.records.base import State
from macros.records.binder import Binder, Shelf
from macros.records.path import lookup
from macros.records.registry import PAGES, Tab
from macros.rendering import Renderer, Web
from macros.web.pages import FAMILY, PATTERNS, family_languages, page_title
from macros.web.patterns import pattern_context, protect

_EXTENSIONS = ["attr_list", "md_in_html", "tables"]
_DATED = re.compile(r"Text från [^.<\"]*")
"""The foot's date of the newest change: a new line on the page Nytt makes no other sheet a new one."""

Sort = Literal["page", "sheet", "packet"]


class Item(NamedTuple):
    """A page, a sheet or a packet of a municipality (of none: a shared page)."""

    municipality: str
    sort: Sort
    name: str


class Shown:
    """Draws what a shelf shows, each thing once and only when it is asked for."""

    def __init__(self, shelf: Shelf) -> None:
        """Begin with nothing drawn."""
        self.shelf = shelf
        self.drawn: dict[Item, bytes] = {}
        self.sheets: dict[str, str] = {}
        self.states: dict[str, State] = {}
        self.writer: Writer | None = None

    def items(self, slug: str) -> list[Item]:
        """Name all that a municipality has: pages, sheets, packets; without a slug, the shared pages."""
        if not slug:
            return [Item("", "page", name) for name in shared_pages()]
        binder = self.shelf.binders.get(slug)
        if binder is None:
            return []
        packets = [packet.id for packet in binder.packets]
        return [
            *(Item(slug, "page", _address(tab, language)) for tab, language in tabs(binder)),
            *(Item(slug, "sheet", name) for name in names(binder) if name not in packets),
            *(Item(slug, "packet", name) for name in packets),
        ]

    def seen(self, item: Item) -> bytes:
        """Give the fingerprint of what a reader sees of one thing: a whole country must fit in memory."""
        if item not in self.drawn:
            self.drawn[item] = sha256(self.text(item).encode()).digest()
        return self.drawn[item]

    def text(self, item: Item) -> str:
        """Draw what a reader sees of one thing."""
        if item.sort == "page":
            return self._page(item)
        binder = self.shelf.binders[item.municipality]
        if item.sort == "sheet":
            return self._sheet(binder, item.name)
        cover, parts = self.packet(binder, item.name)
        return json.dumps([cover, list(parts.items())], ensure_ascii=False)

    def packet(self, binder: Binder, name: str) -> tuple[str, dict[str, str]]:
        """Give a packet's cover and each of its parts. Page numbers follow from the parts."""
        packet = packet_of(binder, name)
        assert packet is not None
        parts = {part: self._sheet(binder, part) for part in parts_of(packet)}
        contents = [
            {"title": part, "why": said.why, "printing": "", "page": 1, "last": 1, "state": self.states[part]}
            for said, part in zip(packet.parts, parts, strict=False)
        ]
        cover = self._writer(binder).cover(packet, contents, 1)
        return _undated(f"{packet.bound}{cover.html}{cover.margin}"), parts

    def _sheet(self, binder: Binder, name: str) -> str:
        writer = self._writer(binder)
        if name not in self.sheets:
            sheet = writer.sheet(name)
            self.states[name] = sheet.state
            self.sheets[name] = _undated(f"{sheet.title}\n{sheet.html}\n{sheet.margin}")
        return self.sheets[name]

    def _writer(self, binder: Binder) -> Writer:
        if self.writer is None or self.writer.binder is not binder:
            self.writer = Writer(self.shelf, binder)
            self.sheets.clear()
        return self.writer

    def _page(self, item: Item) -> str:
        binder = self.shelf.binders.get(item.municipality)
        name, _, language = item.name.partition("/")
        tab = next((tab for tab in PAGES if tab.name == name), None) if binder else None
        depth = 0 if item.name == "index" and not binder else item.name.count("/") + (2 if binder else 1)
        surface = Web(municipality=item.municipality, depth=depth)
        renderer = Renderer(self.shelf, binder, surface, language if tab and language else "sv")
        template = _template(Path(PATTERNS) / f"{name}.md" if tab else Path("docs") / _file(item.name))
        text = template.render(**pattern_context(renderer))
        if binder is None or tab is None:
            return text
        ribbon = renderer.component("ribbon", lookup(binder, tab.record), whole=tab.name == "index")
        return "\n".join([page_title(binder, tab), ribbon, text])

    def html(self, item: Item) -> str:
        """Give a page as HTML, with abbreviations explained where they are first used."""
        written = markdown.markdown(self.text(item), extensions=_EXTENSIONS)
        binder = self.shelf.binders.get(item.municipality)
        _title, explained = shared_pages().get(item.name if binder is None else "", ("", True))
        html = written if not explained else Renderer(self.shelf, binder, Web()).finish(written)
        return " ".join(unescape(html).split())

    def frame(self, slug: str) -> list[str]:
        """Give what stands around every page of a municipality: names, and the titles in the register."""
        site, binder = self.shelf.site, self.shelf.binders.get(slug)
        shared = [site.name, site.email, str(site.published)]
        if binder is None:
            return shared
        titles = [page_title(binder, tab) for tab in PAGES]
        return [*shared, binder.municipality.name, binder.area.name, binder.agreement.short, *titles]

    def title(self, item: Item) -> str:
        """Call a thing what its readers call it."""
        binder = self.shelf.binders.get(item.municipality)
        if binder is None:
            return shared_pages().get(item.name, (item.name, True))[0]
        name, _, language = item.name.partition("/")
        if item.sort == "page":
            tab = next(tab for tab in PAGES if tab.name == name)
            called = unescape(page_title(binder, tab)) if name != "index" else tab.title
            return f"{called} ({language})" if language else called
        return self.sheet_title(binder, item.name)

    def sheet_title(self, binder: Binder, name: str) -> str:
        """Call a sheet or a packet what it is called in a binder."""
        known = binder.titles
        base, _, rest = name.partition("-")
        if name.startswith("nytt-sedan-"):
            base, rest = "nytt-sedan", ""
        plain = Renderer(self.shelf, binder, Web()).plain(known.get(name) or known.get(base) or name)
        return f"{plain} ({rest})" if name not in known and rest else plain


def differs(before: Shown, after: Shown, item: Item) -> bool:
    """Tell whether a reader sees a difference in something that perhaps only one of the shelves has."""
    there = [item in shown.items(item.municipality) for shown in (before, after)]
    if not all(there):
        return any(there)
    glossary = before.shelf.glossary == after.shelf.glossary
    if before.seen(item) == after.seen(item) and (glossary or item.sort != "page"):
        return False
    return item.sort != "page" or before.html(item) != after.html(item)


def tabs(binder: Binder) -> Iterator[tuple[Tab, str]]:
    """Give each page of the register in Swedish, then the family page in its other languages."""
    for tab in PAGES:
        yield tab, "sv"
    for language in family_languages(binder)[1:]:
        yield FAMILY, language


def _address(tab: Tab, language: str) -> str:
    return tab.name if language == "sv" else f"{tab.name}/{language}"


def _undated(html: str) -> str:
    return _DATED.sub("Text från", html)


def _file(name: str) -> str:
    return f"{name}.md" if (ROOT / "docs" / f"{name}.md").is_file() else f"{name}/index.md"


@cache
def shared_pages() -> dict[str, tuple[str, bool]]:
    """Name the shared pages made from the data, with their titles and whether abbreviations are explained."""
    found = {}
    for file in sorted((ROOT / "docs").rglob("*.md")):
        inside = file.relative_to(ROOT / "docs")
        meta, _ = _parted(file)
        if inside.parts[0] != "_kommun" and meta.get("render_macros"):
            name = inside.with_suffix("").as_posix().removesuffix("/index")
            found[name] = (str(meta.get("title", inside)), meta.get("explain") is not False)
    return found


@cache
def _template(path: Path) -> Template:
    return _environment().from_string(_parted(ROOT / path)[1])


@cache
def _environment() -> Environment:
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    protect(environment)
    return environment


def _parted(file: Path) -> tuple[dict[str, object], str]:
    """Part a page's front matter from its text."""
    source = file.read_text(encoding="utf-8")
    if not source.startswith("---\n"):
        return {}, source
    head, _, text = source[4:].partition("\n---\n")
    meta = yaml.safe_load(head)
    return (meta if isinstance(meta, dict) else {}), text
