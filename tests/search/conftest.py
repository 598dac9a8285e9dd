"""A page of the browser to search on, and how to ask there."""

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


def ask(page: Page, query: str) -> list[str]:
    """Type a query in the open dialog and return the hits' addresses in their order."""
    page.locator(".search__field").fill(query)
    page.wait_for_function(
        "query => { const status = document.querySelector('.search__status').textContent;"
        " return status.includes('”' + query.slice(0, 60)); }",
        arg=query,
    )
    addresses: list[str] = page.locator(".search__hit").evaluate_all(
        "hits => hits.map(hit => hit.pathname + hit.hash)"
    )
    return addresses
