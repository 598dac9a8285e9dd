"""The invented example, as in the tests of the web, and a page to search on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.tabs import Tabs
from tests.web.conftest import shelf

__all__ = ["shelf"]


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """An empty page."""
    with tabs.lend() as lent:
        yield lent
