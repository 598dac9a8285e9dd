"""A page of the browser to search on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.tabs import Tabs


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """An empty page, on which no script may fail and no message box may open."""
    errors: list[str] = []
    with tabs.lend() as lent:
        lent.on("pageerror", lambda error: errors.append(str(error)))
        lent.on("dialog", lambda dialog: (errors.append(dialog.message), dialog.dismiss()))
        yield lent
    assert [] == errors
