"""Links of a finished site that lead nowhere: before it is published, while the old one still stands.

Looked at are every ``href``, ``src`` and anchor of the pages, what their style sheets bring in, and the
addresses that sheets of paper give, when they point at pages of our own. Others are only tried
when one asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

Link = tuple[str, str]
"""Where a link stands (a file below the site's folder), and its address."""

_NOT_READ = re.compile(r"<!--.*?-->|(<script\b[^>]*>).*?</script>|(<style\b[^>]*>).*?</style>", re.S | re.I)
_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(
    r"\s((?:xlink:)?href|src|srcset|poster|data|action|content|style|id|name)\s*="
    r"\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))",
    re.I,
)
_ONLY_IN = {"data": "object", "action": "form", "content": "meta"}
"""Attributes that are an address in one element only."""
_REFRESH = re.compile(r"\d+\s*;\s*url=['\"]?(.*?)['\"]?$", re.I)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.S | re.I)
_CSS_NOTE = re.compile(r"/\*.*?\*/", re.S)
_CSS_ADDRESS = re.compile(r"(?:@import\s+|url\(\s*)(?:\"([^\"]*)\"|'([^']*)')|url\(\s*([^\"')\s]+)", re.I)
_OTHER = ("mailto:", "tel:", "data:")


@dataclass(slots=True)
class _Page:
    addresses: dict[str, None] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)


def _read(html: str) -> _Page:
    """Collect the addresses and the ids of a page."""
    page = _Page()
    for tag, attributes in _TAG.findall(_NOT_READ.sub(r"\1\2", html)):
        for name, *values in _ATTRIBUTE.findall(attributes):
            value = unescape("".join(values)).strip()
            _take(page, tag.lower(), name.lower(), value)
    for style in _STYLE.findall(html):
        page.addresses |= dict.fromkeys(_in_css(style))
    return page


def _take(page: _Page, tag: str, name: str, value: str) -> None:
    """Keep what an attribute says, where it is an address or an id."""
    if name == "id" or (name == "name" and tag == "a"):
        page.ids.add(value)
    elif name == "srcset":
        page.addresses |= dict.fromkeys(part.split()[0] for part in value.split(",") if part.strip())
    elif name == "style":
        page.addresses |= dict.fromkeys(_in_css(value))
    elif name == "content" and tag == "meta":
        refresh = _REFRESH.match(value)
        if refresh or value.startswith(("https://", "http://")):
            page.addresses[refresh[1] if refresh else value] = None
    elif name != "name" and _ONLY_IN.get(name, tag) == tag:
        page.addresses[value] = None


def _in_css(css: str) -> Iterator[str]:
    """Give the addresses of a style sheet; not those of marks within a drawing."""
    for values in _CSS_ADDRESS.findall(_CSS_NOTE.sub("", css)):
        address = "".join(values).strip()
        if address and not address.startswith("#"):
            yield address


class Links:
    """The links of a built site. ``address`` is where it will live; ``papers`` are its sheets' links."""

    def __init__(self, site: Path, address: str, papers: Iterable[Link] = ()) -> None:
        """Remember where to look."""
        self.site = site
        self.home = urlsplit(address)
        self.papers = list(papers)

    @cached_property
    def pages(self) -> dict[str, _Page]:
        """Every page, by its file below the site's folder."""
        files = sorted(self.site.rglob("*.html"))
        return {file.relative_to(self.site).as_posix(): _read(file.read_text("utf-8")) for file in files}

    def every(self) -> Iterator[Link]:
        """Give every link: those of the pages and their style sheets, then those on paper."""
        for name, page in self.pages.items():
            yield from ((name, address) for address in page.addresses)
        for file in sorted(self.site.rglob("*.css")):
            name = file.relative_to(self.site).as_posix()
            yield from ((name, address) for address in dict.fromkeys(_in_css(file.read_text("utf-8"))))
        yield from self.papers

    def dead(self) -> list[Link]:
        """Give the links to our own pages and files that lead nowhere."""
        return [
            (where, address)
            for where, address in self.every()
            if not address.lower().startswith(_OTHER)
            and (self._ours(address) or not urlsplit(address).netloc)
            and not self._leads(where, address)
        ]

    def external(self) -> dict[str, str]:
        """Give the addresses elsewhere, each with the first file that has it."""
        found: dict[str, str] = {}
        for where, address in self.every():
            if urlsplit(address).netloc and not self._ours(address):
                found.setdefault(address.partition("#")[0], where)
        return found

    def _ours(self, address: str) -> bool:
        parts = urlsplit(address)
        return _host(parts.netloc) == _host(self.home.netloc) and parts.path.startswith(
            self.home.path.rstrip("/")
        )

    def _leads(self, where: str, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme not in ("", "http", "https"):
            return False
        target = self._file(where, unquote(parts.path), away=bool(parts.netloc))
        if target is None:
            return False
        fragment = unquote(parts.fragment)
        anywhere = target not in self.pages or fragment in {"", "top"}  # the top is on every page
        return anywhere or fragment in self.pages[target].ids

    def _file(self, where: str, path: str, away: bool) -> str | None:
        """Give the file that a path reaches from a page, or None."""
        root = self.home.path.rstrip("/")
        if away or path.startswith("/"):
            if not path.startswith(root):
                return None
            path = path.removeprefix(root).lstrip("/")
        elif path:
            folder = "" if where == "404.html" else where.rpartition("/")[0]
            path = f"{folder}/{path}".lstrip("/")
        else:
            return where
        target = normpath(path) if path else "."
        if target.startswith(".."):
            return None
        for file in (target, normpath(f"{target}/index.html")):
            if file in self.pages or (self.site / file).is_file():
                return file
        return None


def _host(netloc: str) -> str:
    """Give a host as it can be compared: its case and its usual port say nothing."""
    return re.sub(r":(?:80|443)$", "", netloc.lower())
