"""What a reader fetches from a site, as Chromium asks for it: on the first visit, and until the first hit."""

import gzip
import re
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from tests.audit.browsing import served

PACKED = (".woff2", ".png", ".gz")
"""What is compressed already, and is sent as it is."""


class Visit(NamedTuple):
    """Bytes of the first visit and until the first hit (gzip), and how long the hit took in seconds."""

    first: int
    search: int
    seconds: float


def visit(browser: Browser, site: Path, path: str, stock: bool, query: str = "elevhälsan") -> Visit:
    """Open a page of a site with nothing in the cache, open its search, and ask."""
    with served(site) as address:
        page = browser.new_page(locale="sv-SE", viewport={"width": 390, "height": 844})
        urls: list[str] = []
        page.context.on("request", lambda request: urls.append(request.url))
        page.goto(f"{address}{path}", wait_until="networkidle")
        first = _weigh(site, address, urls)
        urls.clear()
        start = perf_counter()
        (_ask_stock if stock else _ask_ours)(page, query)
        seconds = perf_counter() - start
        page.wait_for_load_state("networkidle")
        search = _weigh(site, address, urls)
        page.close()
    return Visit(first, search, seconds)


def _ask_ours(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.locator("dialog input").fill(query)
    page.locator("dialog [role=option]").first.wait_for(timeout=30_000)


def _ask_stock(page: Page, query: str) -> None:
    page.locator("label[for=__search]").first.click()
    page.locator("input.md-search__input").press_sequentially(query)
    page.locator(".md-search-result__item").first.wait_for(state="attached", timeout=120_000)


def _weigh(site: Path, address: str, urls: list[str]) -> int:
    """Sum what the addresses weigh on the way, each once."""
    paths = {re.split("[?#]", url.removeprefix(address))[0] for url in urls if url.startswith(address)}
    return sum(weight(site / path) for path in paths)


def weight(file: Path) -> int:
    """Return the bytes of a file, or of a folder's page, as a server that compresses sends them."""
    file = file / "index.html" if file.is_dir() else file
    content = file.read_bytes() if file.is_file() else b""
    packed = not content or content[:2] == b"\x1f\x8b" or file.suffix in PACKED
    return len(content if packed else gzip.compress(content, 6))
