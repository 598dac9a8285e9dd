"""Pages of the site in a browser, with an eye on errors and on what they request from others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response, Route

from tests.browser.tabs import Tabs

Opens = Callable[..., Page]
"""Opens a page: its path, and whatever else the fixture ``opens`` takes."""


@pytest.fixture
def opens(tabs: Tabs, address: str) -> Iterator[Opens]:
    """Open a page of the site. What is wrong on it, and what it requests from others, fails the test."""
    with ExitStack() as open_pages:

        def open_page(
            path: str,
            script: str = "",
            width: int = 1280,
            change: Callable[[Route], None] | None = None,
            **options: Any,
        ) -> Page:
            page = open_pages.enter_context(lend_watched(tabs, address, width, script=script, **options))
            if change:
                page.route("**/kontakter/", change)
            page.goto(address + path)
            return page

        yield open_page


@contextmanager
def lend_watched(tabs: Tabs, address: str, width: int = 1280, **options: Any) -> Iterator[Page]:
    """Lend an empty page. An error, or a request that leaves the site, fails the test at the end."""
    faults: list[str] = []
    with tabs.lend(width, **options) as page:
        stop = watch(page, address, faults)
        yield page
        stop()
    assert [] == faults


def watch(page: Page, address: str, faults: list[str]) -> Callable[[], None]:
    """Note errors, warnings, requests that leave the site and failed responses. Return what ends it."""

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    def note_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:", "about:")):
            faults.append(request.url)

    def note_response(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status} {response.url}")

    listeners: dict[Any, Callable[[Any], None]] = {
        "console": note_message,
        "pageerror": lambda error: faults.append(str(error)),
        "request": note_request,
        "response": note_response,
    }
    for event, listener in listeners.items():
        page.on(event, listener)

    def stop() -> None:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)

    return stop
