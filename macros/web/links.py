"""Find dead links in a finished site, before it replaces the old one.

Checked are the addresses in pages and style sheets, and the links on sheets of paper. Links to other sites
are only collected here; ``external`` tests them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import tinycss2
from lxml import etree

Link = tuple[str, str]
"""The file that a link stands in, below the site's folder, and its address."""

_ADDRESSES = {"href", "xlink:href", "src", "poster"}
_ADDRESSES_OF = {("object", "data"), ("form", "action")}
"""Elements and attributes: the attribute is an address in that element only."""
_REFRESH = re.compile(r"\d+\s*;\s*url=['\"]?(.*?)['\"]?$", re.IGNORECASE)
_OTHER_SCHEMES = ("mailto:", "tel:", "data:")


class _Page:
    """The addresses and the ids of an HTML page."""

    def __init__(self, page: str) -> None:
        self.addresses: dict[str, None] = {}
        self.ids: set[str] = set()
        document = etree.HTML(page.encode(), etree.HTMLParser(encoding="utf-8")) if page.strip() else None
        for element in document.iter(etree.Element) if document is not None else ():
            for name, value in element.items():
                if name == "id" or (element.tag, name) == ("a", "name"):
                    self.ids.add(value.strip())
                self.addresses |= dict.fromkeys(_addresses_in_attribute(element.tag, name, value.strip()))
            if element.tag == "style":
                self.addresses |= dict.fromkeys(addresses_in_css(element.text or ""))


def _addresses_in_attribute(tag: str, name: str, value: str) -> Iterable[str]:
    """Return the addresses in an attribute's value."""
    if name in _ADDRESSES or (tag, name) in _ADDRESSES_OF:
        return [value]
    if name == "srcset":
        return [part.split()[0] for part in value.split(",") if part.strip()]
    if name == "style":
        return addresses_in_css(value)
    if (tag, name) == ("meta", "content"):
        if refresh := _REFRESH.match(value):
            return [refresh[1]]
        if value.startswith(("https://", "http://")):
            return [value]
    return []


def addresses_in_css(css: str) -> list[str]:
    """Return the addresses that CSS loads.

    References to elements within a drawing (``#id``) are left out.
    """
    nodes = tinycss2.parse_component_value_list(css, skip_comments=True)
    return [address for address in map(str.strip, _urls(nodes)) if address and address[0] != "#"]


def _urls(nodes: Iterable[Any], quoted: bool = False) -> Iterator[str]:
    """Yield the URLs in CSS tokens.

    A string counts as a URL within ``url()`` and after ``@import``.
    """
    for node in nodes:
        if node.type == "url" or (node.type == "string" and quoted):
            yield node.value
        elif node.type == "function":
            yield from _urls(node.arguments, quoted=node.lower_name == "url")
        elif node.type.endswith("block"):
            yield from _urls(node.content)
        elif node.type == "at-keyword":
            quoted = node.lower_value == "import"
        elif node == ";":
            quoted = False


class Links:
    """The links of a built site.

    ``site`` is its folder, ``address`` the address it will have, and ``papers`` the links on its sheets of
    paper.
    """

    def __init__(self, site: Path, address: str, papers: Iterable[Link] = ()) -> None:
        self.site = site
        self.root = f"{address.rstrip('/')}/"
        self.home = urlsplit(self.root)
        self.papers = list(papers)

    @cached_property
    def pages(self) -> dict[str, _Page]:
        """Every page, by its file's path below the site's folder."""
        files = sorted(self.site.rglob("*.html"))
        return {file.relative_to(self.site).as_posix(): _Page(file.read_text("utf-8")) for file in files}

    @cached_property
    def all_links(self) -> list[Link]:
        """The links of the pages, then of the style sheets, then of the sheets of paper."""
        links = [(name, address) for name, page in self.pages.items() for address in page.addresses]
        for file in sorted(self.site.rglob("*.css")):
            name = file.relative_to(self.site).as_posix()
            addresses = dict.fromkeys(addresses_in_css(file.read_text("utf-8")))
            links += [(name, address) for address in addresses]
        return [*links, *self.papers]

    def find_dead(self) -> list[Link]:
        """Return the links to our own pages and files that lead nowhere."""
        return [
            (where, address)
            for where, address in self.all_links
            if not address.lower().startswith(_OTHER_SCHEMES)
            and (self._is_ours(address) or not urlsplit(address).netloc)
            and not self._is_alive(where, address)
        ]

    def find_external(self) -> dict[str, str]:
        """Return the addresses on other sites, each with the first file that has it."""
        addresses: dict[str, str] = {}
        for where, address in self.all_links:
            if urlsplit(address).netloc and not self._is_ours(address):
                addresses.setdefault(address.partition("#")[0], where)
        return addresses

    def _is_ours(self, address: str) -> bool:
        """Report whether an address lies on this site."""
        parts = urlsplit(address)
        same_host = _host(parts.netloc) == _host(self.home.netloc)
        return same_host and parts.path.startswith(self.home.path.rstrip("/"))

    def _is_alive(self, where: str, address: str) -> bool:
        """Report whether a link leads to a file of the site, and to an id in it."""
        if address[:1] in ("", "#"):
            file: str | None = where
            url = urlsplit(address)
        else:
            page = "" if where == "404.html" else where  # shown at any address: its links begin at the root
            url = urlsplit(urljoin(f"{self.root}{page}", address))
            if url.scheme not in ("http", "https") or _leaves_site(page, address):
                return False
            file = self._find_file(unquote(url.path or "/"))
        if file is None:
            return False
        fragment = unquote(url.fragment)
        is_place = file not in self.pages or fragment in {"", "top"}  # the top is on every page
        return is_place or fragment in self.pages[file].ids

    def _find_file(self, path: str) -> str | None:
        """Return the file that a server sends for a path, or None.

        For a folder that is its ``index.html``.
        """
        root = self.home.path.rstrip("/")
        if not path.startswith(root):
            return None
        target = normpath(path.removeprefix(root).lstrip("/"))
        for file in (target, normpath(f"{target}/index.html")):
            if file in self.pages or (not file.startswith("..") and (self.site / file).is_file()):
                return file
        return None


def _leaves_site(page: str, address: str) -> bool:
    """Report whether a relative address climbs above the site.

    ``urljoin`` would stop at the root.
    """
    url = urlsplit(address)
    return not url.netloc and normpath(join("/.", dirname(page), url.path)[1:]).startswith("..")


def _host(netloc: str) -> str:
    """Return a host in comparable form: lower case, without the default port."""
    return re.sub(r":(?:80|443)$", "", netloc.lower())
