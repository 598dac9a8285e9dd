"""Pages of the site in a browser, with an eye on errors and on what they request from others."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.audit.browsing import make_listeners
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
    with tabs.lend(width, **options) as page, watched(page, address) as faults:
        yield page
    assert [] == faults


@contextmanager
def watched(page: Page, address: str) -> Iterator[list[str]]:
    """Note errors, warnings, requests that leave the site and failed responses, until the page is given back."""
    faults: list[str] = []
    listeners = make_listeners(address, asked=faults, failed=faults, said=faults)
    for event, listener in listeners.items():
        page.on(event, listener)
    yield faults
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
