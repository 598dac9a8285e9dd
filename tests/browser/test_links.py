"""Every link of the finished site leads somewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit


class _Links(HTMLParser):
    """Collects the addresses and the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.addresses.add(value)
            if name == "id" and value:
                self.ids.add(value)


def read_site(site: Path) -> dict[str, _Links]:
    """Read every page, by its address from the site's root."""
    pages = {}
    for file in site.rglob("*.html"):
        links = _Links()
        links.feed(file.read_text(encoding="utf-8"))
        pages[file.relative_to(site).as_posix()] = links
    return pages


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    """Relative links reach a file, and the anchor is an id there. Sheets are printed by another build."""
    pages = read_site(site)
    broken = [
        f"{page}: {address}"
        for page, links in pages.items()
        for address in links.addresses
        if not _leads(page, address, pages, site)
    ]

    assert [] == sorted(broken)


def _leads(page: str, address: str, pages: dict[str, _Links], site: Path) -> bool:
    parts = urlsplit(address)
    if parts.scheme in ("https", "http", "mailto", "tel", "data"):
        return True
    folder = "" if page == "404.html" else page.rpartition("/")[0]
    path = unquote(parts.path).lstrip("/") if page == "404.html" else f"{folder}/{unquote(parts.path)}"
    target = normpath(path).strip("/") if parts.path else page
    if target.startswith(".."):
        return False
    if target in (".", ""):
        target = "index.html"
    if "/pdf/" in target:
        return target.endswith(".pdf")
    if target not in pages and (site / target / "index.html").is_file():
        target = normpath(f"{target}/index.html").removeprefix("./")
    if target in pages:
        return not parts.fragment or parts.fragment in pages[target].ids
    return (site / target).is_file()
