"""Nothing scrolls sideways at 400 %, nothing is cut off with wider text, nothing moves for who asks for calm."""

from playwright.sync_api import Page

from tests.audit.browsing import script
from tests.audit.findings import Finding

CHECKS = {"fits": "layout", "spread": "spacing", "moves": "motion"}
"""What ``layout.js`` looks for, and the check that its findings belong to.

``fits``: what is wider than the window or cut off. ``spread``: the same with the text spacing of WCAG 1.4.12, which
stays on the page. ``moves``: what moves, in a context that asks for reduced motion.
"""


def find_faults(page: Page, what: str, kind: str, state: str) -> list[Finding]:
    """Return what one of the checks finds on the open page."""
    return [
        Finding(CHECKS[what], one.get("rule", "moves"), kind, state, one["target"], one["detail"])
        for one in page.evaluate(script("layout"), what)
    ]
