"""Make the page of contents of a municipality's ZIP: contacts, pages and sheets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html
from markupsafe import Markup

from macros.records.binder import Binder
from macros.records.contents import pages_in, sheets_in
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.web.offline.file_pages import CONTENTS, Folder, write_page
from macros.web.offline.saved_files import list_pages, newest_day
from macros.web.typography import apply_typography

_KEPT_SCRIPTS = ("frame.js",)
_SCRIPT, _STYLES = "assets/contents.js", "assets/contents.css"
_ON_EVERY_PAGE = {"skriv-ut", "utan-nat"}


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the contents; ``parts`` are the headings of a page."""

    title: str
    address: str
    parts: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in the ZIP of a municipality.

    ``day`` is when it was last changed, in words.
    """

    name: str
    day: str
    contacts: tuple[Markup, ...]
    pages: tuple[Link, ...]
    sheets: tuple[Link, ...]


def make_contents_page(site: Path, shelf: Shelf, slug: str, folder: Folder) -> bytes:
    """Return the page of contents, in the frame of the municipality's first page."""
    binder = shelf.first_binders[slug]
    renderer = Renderer(shelf, binder, Web(binder.address, depth=1))
    article = apply_typography(
        f"<article>{renderer.component('contents', _list_contents(site, shelf, slug))}</article>"
    )
    start = f"{slug}/index.html"
    document = folder.open_page((site / start).read_bytes(), start, CONTENTS)
    place = document.find(".//article")
    for child in list(place):
        place.remove(child)
    place.extend(html.fragment_fromstring(article))
    document.find(".//title").text = f"Innehåll – {shelf.site.name} i {binder.municipality.name}"
    for element in list(document.iter("script", "link")):
        is_script = element.tag == "script" and "src" in element.attrib
        is_foreign = is_script and Path(element.get("src")).name not in _KEPT_SCRIPTS
        if is_foreign or element.get("rel") == "canonical":
            element.getparent().remove(element)
    for link in document.iterfind(".//a[@aria-current]"):  # the frame's page is another one
        del link.attrib["aria-current"]
        for element in (link, link.getparent()):
            names = [name for name in element.get("class", "").split() if not name.endswith("--active")]
            element.set("class", " ".join(names))
    etree.SubElement(document.find("head"), "link", {"rel": "stylesheet", "href": _STYLES})
    etree.SubElement(document.find("head"), "script", {"src": _SCRIPT, "defer": "defer"})
    return write_page(document)


def _list_contents(site: Path, shelf: Shelf, slug: str) -> Contents:
    """Return what is in a municipality's folder, in the order of its binders."""
    binders = shelf.binders_of(slug)
    contacts: dict[str, Markup] = {}
    pages: dict[Path, str] = {}
    sheets = []
    for binder in binders:
        folder = site / binder.address
        renderer = Renderer(shelf, binder, Web(binder.address, depth=1))
        for contact in binder.directory:
            address = f"{slug}/kontakter/index.html#kontakt-{contact.id}"
            if contact.id not in contacts:
                contacts[contact.id] = renderer.component("contents_contact", contact, address=address)
        owner = "" if binder.is_first else f", {binder.title}"
        names = (page.name.removeprefix("index") for page in pages_in(binder))
        pages |= {folder / name / "index.html": owner for name in names}
        sheets += _list_sheets(site, shelf, binder)
    for path in list_pages(site / slug):
        if path.suffix == ".html":
            pages.setdefault(path, "")
    name = f"{shelf.site.name} i {binders[0].municipality.name}"
    links = tuple(_list_headings(site, path, owner) for path, owner in pages.items() if path.is_file())
    return Contents(name, newest_day(shelf, slug), tuple(contacts.values()), links, tuple(sheets))


def _list_sheets(site: Path, shelf: Shelf, binder: Binder) -> list[Link]:
    """Return the sheets of a binder that were made."""
    owner = "" if binder.is_first else f", {binder.title}"
    renderer = Renderer(shelf, binder, Web(binder.address, depth=1))
    titles = binder.titles
    addresses = {name: f"{binder.address}/pdf/{name}.pdf" for name in sheets_in(binder) if name in titles}
    return [
        Link(f"{renderer.plain(titles[name])}{owner}", address)
        for name, address in addresses.items()
        if (site / address).is_file()
    ]


def _list_headings(site: Path, page: Path, owner: str) -> Link:
    """Return a page with its headings, and after its title whose it is."""
    document = html.fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    name = page.relative_to(site).as_posix()
    parts = [
        Link(_text_of(heading), f"{name}#{heading.get('id')}")
        for heading in document.xpath("//article//h2[@id]")
        if heading.get("id") not in _ON_EVERY_PAGE
    ]
    titles = document.xpath("//article//h1") or document.xpath("//title")
    return Link(f"{_text_of(titles[0])}{owner}", name, tuple(parts))


def _text_of(heading: Any) -> str:
    """Return a heading's words alone.

    Its link to itself, its state and soft hyphens are left out.
    """
    for name in ("headerlink", "state"):
        for element in heading.find_class(name):
            element.drop_tree()
    return " ".join(heading.text_content().replace("\u00ad", "").split())
