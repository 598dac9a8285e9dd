"""Write what is new as Atom feeds (RFC 4287), for all and for each audience.

A feed depends on the data alone: what is dated ahead is not in it yet, and its times are those of the
changes. An entry's id is its address on the site, the same in every feed that has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from macros.records.binder import Binder
from macros.records.issues import list_numbers
from macros.records.shared_records import AUDIENCES, Audience
from macros.records.subscriptions import FEEDS, NEWS, list_audiences
from macros.records.whole_shelf import Shelf
from macros.rendering.news_functions import name_audience
from macros.rendering.renderer import Renderer
from macros.rendering.surface import Paper

TYPE = "application/atom+xml"
"""What a server must say that a feed is."""
_NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new: its address, its day, its title in plain words, its HTML."""

    address: str
    day: date
    title: str
    html: str


def title_of_feed(binder: Binder, audience: Audience | None) -> str:
    """Return what a feed is called: *Nytt i Kalix: chefer*."""
    whose = f": {name_audience(binder, audience).lower()}" if audience else ""
    return f"Nytt i {binder.place_name}{whose}"


def link_feeds(renderer: Renderer) -> list[dict[str, str]]:
    """Return title and address of each of a binder's feeds, that for everybody first."""
    if (binder := renderer.binder) is None:
        return []
    return [
        {"title": title_of_feed(binder, audience), "address": renderer.surface.file(FEEDS[audience])}
        for audience in list_audiences(binder)
    ]


def write_feeds(shelf: Shelf, binder: Binder) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds of a binder, by file name."""
    for audience in list_audiences(binder):
        yield FEEDS[audience], write_feed(shelf, binder, audience)


def write_feed(shelf: Shelf, binder: Binder, audience: Audience | None) -> bytes:
    """Return one feed, the newest first."""
    renderer = Renderer(shelf, binder, Paper(binder.address, shelf.site.address))
    entries = sorted(_list_entries(renderer, binder, audience), key=lambda entry: entry.day, reverse=True)
    everything = entries or list(_list_entries(renderer, binder, None))
    home = renderer.link(NEWS)
    own = renderer.surface.file(FEEDS[audience])
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "sv"})
    _add(feed, "id", own)
    _add(feed, "title", title_of_feed(binder, audience))
    days = [entry.day for entry in everything] or [
        binder.news[0].date.first if binder.news else date(2000, 1, 1)
    ]
    _add(feed, "updated", _write_time(max(days)))
    _add(feed, "link", rel="self", type=TYPE, href=own)
    _add(feed, "link", rel="alternate", type="text/html", hreflang="sv", href=home)
    _add(_add(feed, "author"), "name", shelf.site.publisher)
    for entry in entries:
        element = _add(feed, "entry")
        _add(element, "id", entry.address)
        _add(element, "title", entry.title)
        _add(element, "updated", _write_time(entry.day))
        _add(element, "link", rel="alternate", type="text/html", href=entry.address)
        _add(element, "content", entry.html, type="html")
    ElementTree.indent(feed)
    return bytes(ElementTree.tostring(feed, "utf-8", xml_declaration=True)) + b"\n"


def _list_entries(renderer: Renderer, binder: Binder, audience: Audience | None) -> Iterator[Entry]:
    """Yield what is new to an audience; to None, everything."""
    today = renderer.shelf.today
    titles = [(name, name_audience(binder, name)) for name in AUDIENCES]
    told = [pair for pair in titles if audience in (None, pair[0])]
    for revision in binder.news:
        if not revision.coming(today) and (audience is None or revision.is_for(audience)):
            html = renderer.component("feed_entry", revision, audiences=told)
            address = renderer.link(NEWS, f"andring-{revision.id}")
            yield Entry(address, revision.date.first, renderer.plain(revision.title), str(html))
    for key in list_numbers(binder) if audience != "family" else ():
        number = binder.newsletters[key]
        if not number.coming(today):
            html = renderer.component("newsletter_entry", number)
            title = f"Informationsblad nr {key}: {renderer.plain(number.title)}"
            yield Entry(renderer.link(f"{NEWS}/{key}"), number.date, title, str(html))


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """Return a new element in another."""
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _write_time(day: date) -> str:
    """Return a day as a time: noon in UTC, when all of Sweden has the same day."""
    return f"{day.isoformat()}T12:00:00Z"
