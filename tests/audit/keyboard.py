"""By keyboard alone: every control is reached in order and seen; what opens closes again, and focus comes back."""

from playwright.sync_api import Page

from tests.audit.browsing import go, script
from tests.audit.findings import Finding
from tests.audit.states import MENU

TAB: dict[str, object] = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
"""Tab as it goes down, which moves focus: half of what a whole press costs, and a page has a hundred."""


def tab_through(page: Page, kind: str, state: str) -> tuple[list[Finding], int]:
    """Press Tab through the whole page. Give the faults, and how many controls had focus."""
    there = page.evaluate(script("keyboard"), "begin")
    session = page.context.new_cdp_session(page)
    for _ in range(there + 15):
        session.send("Input.dispatchKeyEvent", TAB)
    session.detach()
    told = page.evaluate(script("keyboard"), "end")
    found = [
        Finding("keyboard", one["rule"], kind, state, one["target"], one["detail"]) for one in told["faults"]
    ]
    if not told["skips"]:
        found.append(Finding("keyboard", "skip link is not first", kind, state, told["first"]))
    return found, int(told["count"])


def skip(page: Page, kind: str, state: str) -> list[Finding]:
    """The skip link leads into the content: the next control that Tab meets lies there."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    page.keyboard.press("Tab")
    inside = page.evaluate(
        "(() => { const at = document.activeElement; return Boolean(at.closest('main')) || at === document.body"
        " || Boolean(at.closest('footer') && !document.querySelector('main #innehall a[href]')); })()"
    )
    return [] if inside else [Finding("keyboard", "skip link does not skip", kind, state)]


def closes(page: Page, address: str, kind: str, state: str) -> list[Finding]:
    """Escape closes the search and the drawer; focus returns to what opened it, and Tab stays within."""
    found: list[Finding] = []
    for name, opener in (("search", "[data-search]"), ("drawer", MENU)):
        go(page, address)
        button = page.locator(opener)
        if not button.is_visible():
            continue
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "name => name === 'search' ? document.querySelector('dialog[open]')"
            " : document.activeElement.closest('#register')",
            arg=name,
        )
        page.wait_for_timeout(300)
        page.evaluate("window.lost = []; document.addEventListener('focusin', e => lost.push(e.target))")
        for _ in range(40):
            page.keyboard.press("Tab")
        outside = page.evaluate(
            "name => lost.filter(at => !at.closest(name === 'search' ? 'dialog' : '#register, .md-header'))"
            ".map(at => at.tagName + '.' + at.className + ' ' + at.textContent.trim().slice(0, 30)).slice(0, 3)",
            name,
        )
        found += [Finding("keyboard", f"focus leaves the open {name}", kind, state, one) for one in outside]
        page.keyboard.press("Escape")
        page.wait_for_timeout(50)
        if not button.evaluate("button => document.activeElement === button"):
            found.append(Finding("keyboard", f"focus does not return from the {name}", kind, state, opener))
        if page.evaluate("Boolean(document.querySelector('dialog[open]'))"):
            found.append(Finding("keyboard", f"Escape does not close the {name}", kind, state))
    return found
