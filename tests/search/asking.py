"""Ask the search as a person does."""

from __future__ import annotations

from playwright.sync_api import Page


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
