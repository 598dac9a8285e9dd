"""Opening a page of the real site, with an eye on what is wrong on it and on what it asks of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response, Route

from tests.browser.tabs import Tabs

Opens = Callable[..., Page]
"""Opens a page: its path, and whatever else the fixture ``opens`` takes."""


@pytest.fixture
def opens(tabs: Tabs, address: str) -> Iterator[Opens]:
    """Open a page of the site; what is wrong on it, and what it asks of others, is noted."""
    faults: list[str] = []
    with ExitStack() as open_pages:

        def open_page(
            path: str,
            script: str = "",
            width: int = 1280,
            change: Callable[[Route], None] | None = None,
            **options: Any,
        ) -> Page:
            page = open_pages.enter_context(tabs.lend(width, script=script, **options))
            open_pages.callback(watch(page, address, faults))
            if change:
                page.route("**/kontakter/", change)
            page.goto(address + path)
            return page

        yield open_page
    assert [] == faults


def watch(page: Page, address: str, faults: list[str]) -> Callable[[], None]:
    """Note errors, warnings, requests that leave the site and answers that are errors. Return what ends it."""

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    def error(error: Error) -> None:
        faults.append(str(error))

    def request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:", "about:")):
            faults.append(request.url)

    def response(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status} {response.url}")

    page.on("console", console)
    page.on("pageerror", error)
    page.on("request", request)
    page.on("response", response)

    def stop() -> None:
        page.remove_listener("console", console)
        page.remove_listener("pageerror", error)
        page.remove_listener("request", request)
        page.remove_listener("response", response)

    return stop
