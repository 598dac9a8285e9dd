"""What a reader fetches from a site, as Chromium asks for it: on the first visit, and until the first hit."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.audit.browsing import launch

PACKED = (".woff2", ".png", ".gz")
"""What is compressed already, and is sent as it is."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing about each request."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site on loopback. Give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium for the time of some visits."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Visit:
    """Bytes of the first visit and until the first hit (gzip), and how long the hit took in seconds."""

    first: int
    search: int
    seconds: float


def visit(browser: Browser, site: Path, path: str, stock: bool, query: str = "elevhälsan") -> Visit:
    """Open a page of a site with nothing in the cache, open its search, and ask."""
    with served(site) as address:
        context = browser.new_context(locale="sv-SE", viewport={"width": 390, "height": 844})
        page = context.new_page()
        got: list[str] = []
        context.on("request", lambda request: got.append(request.url))
        page.goto(f"{address}{path}", wait_until="networkidle")
        first = _bytes(site, address, got)
        before = len(got)
        start = perf_counter()
        (_ask_stock if stock else _ask_ours)(page, query)
        seconds = perf_counter() - start
        page.wait_for_load_state("networkidle")
        search = _bytes(site, address, got[before:])
        context.close()
    return Visit(first, search, seconds)


def _ask_ours(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.locator("dialog input").fill(query)
    page.locator("dialog [role=option]").first.wait_for(timeout=30_000)


def _ask_stock(page: Page, query: str) -> None:
    page.locator("label[for=__search]").first.click()
    page.locator("input.md-search__input").press_sequentially(query)
    page.locator(".md-search-result__item").first.wait_for(state="attached", timeout=120_000)


def _bytes(site: Path, address: str, urls: list[str]) -> int:
    """Sum what the addresses weigh on the way, each once, as a server that compresses sends them."""
    total = 0
    for url in {url.partition("#")[0].partition("?")[0] for url in urls if url.startswith(address)}:
        file = site / url.removeprefix(address)
        total += weight(file / "index.html" if file.is_dir() else file)
    return total


def weight(file: Path) -> int:
    """Give a file's size on the way: packed, unless it is so already."""
    if not file.is_file():
        return 0
    content = file.read_bytes()
    packed = content[:2] == b"\x1f\x8b" or file.suffix in PACKED
    return len(content) if packed else len(gzip.compress(content, 6))
