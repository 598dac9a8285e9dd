"""The real site, built once without paper, served on loopback, and a browser that finds Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

from macros.project import ROOT

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Opens = Callable[..., Page]
"""Opens a page: its path, and whatever else the fixture ``opens`` takes."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing about each request."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real data. SITE may name one that is built already."""
    ready = os.environ.get("SITE")
    if ready:
        return Path(ready)
    folder = tmp_path_factory.mktemp("site")
    extra = {"generator": False, "sheets": False}
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), extra=extra))
    return folder


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a finished site on loopback, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site on loopback while the tests run."""
    with serve(site) as served:
        yield served


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium. Its absence is a failure, never a skip."""
    chromium = shutil.which("chromium")
    assert chromium, "chromium is missing: apt-get install chromium"
    started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield started
    started.close()


@pytest.fixture
def opens(browser: Browser, address: str) -> Iterator[Opens]:
    """Open a page of the site; what is wrong on it, and what it asks of others, is noted."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def made(
        path: str,
        script: str = "",
        width: int = 1280,
        change: Callable[[Route], None] | None = None,
        **more: Any,
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE", **more)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on(
            "console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith(address) else faults.append(sent.url))
        if change:
            page.route("**/kontakter/", change)
        page.goto(address + path)
        return page

    yield made
    for context in contexts:
        context.close()
    assert [] == faults
