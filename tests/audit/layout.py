"""Nothing scrolls sideways at 400 %, nothing is cut off with wider text, nothing moves for who asks for calm."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.audit.browsing import script
from tests.audit.findings import Finding


def fits(page: Page, kind: str, state: str) -> list[Finding]:
    """Nothing is wider than the window, and nothing is cut off."""
    return _faults(page, "fits", "layout", kind, state)


def fits_spread(page: Page, kind: str, state: str) -> list[Finding]:
    """The same with the text spacing of WCAG 1.4.12, which stays on the page."""
    return _faults(page, "spread", "spacing", kind, state)


def stands_still(page: Page, kind: str, state: str) -> list[Finding]:
    """Nothing moves, in a context that asks for reduced motion."""
    return _faults(page, "moves", "motion", kind, state)


def _faults(page: Page, what: str, check: str, kind: str, state: str) -> list[Finding]:
    return [
        Finding(check, one.get("rule", "moves"), kind, state, one["target"], one["detail"])
        for one in page.evaluate(script("layout"), what)
    ]
