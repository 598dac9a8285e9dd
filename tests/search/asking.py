"""Asking the search, as a person does."""

from __future__ import annotations

from playwright.sync_api import Page


def ask(page: Page, query: str) -> list[str]:
    """Type a query in the dialog, as a person does, and give the hits' addresses in their order."""
    page.locator(".search__field").fill(query)
    page.wait_for_function(
        "query => { const said = document.querySelector('.search__status').textContent;"
        " return said.includes('”' + query.slice(0, 60)); }",
        arg=query,
    )
    got: list[str] = page.locator(".search__hit").evaluate_all(
        "hits => hits.map(hit => hit.pathname + hit.hash)"
    )
    return got
