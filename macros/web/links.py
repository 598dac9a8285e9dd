"""Links of a finished site that lead nowhere: before it is published, while the old one still stands.

Looked at are every ``href``, ``src`` and anchor of the pages, and the addresses that sheets of paper give,
when they point at pages of our own. Others are only tried when one asks for it.
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
_ATTRIBUTE = re.compile(r"\s(href|src|srcset|id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
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
            if name == "id" or (name == "name" and tag.lower() == "a"):
                page.ids.add(value)
            elif name == "srcset":
                page.addresses |= dict.fromkeys(part.split()[0] for part in value.split(",") if part.strip())
            elif name != "name":
                page.addresses[value] = None
    return page


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
        """Give every link: those of the pages, then those on paper."""
        for name, page in self.pages.items():
            yield from ((name, address) for address in page.addresses)
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
        return parts.netloc == self.home.netloc and parts.path.startswith(self.home.path.rstrip("/"))

    def _leads(self, where: str, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme not in ("", "http", "https"):
            return False
        target = self._file(where, unquote(parts.path), away=bool(parts.netloc))
        if target is None:
            return False
        fragment = unquote(parts.fragment)
        return not fragment or target not in self.pages or fragment in self.pages[target].ids

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
