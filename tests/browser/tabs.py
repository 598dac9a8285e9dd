"""Pages of the browser, lent to one test after another: a new one costs a second of processor time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Error, Page


class Tabs:
    """Keeps free pages by their look. No two tests have the same page at the same time.

    A page comes back empty: no document, no route, nothing stored, the mouse in its corner.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[Page]] = {}

    @contextmanager
    def lend(
        self, width: int = 1280, height: int = 900, script: str = "", today: str = "", **options: Any
    ) -> Iterator[Page]:
        """Lend an empty page in Swedish. ``options`` are those of the browser's contexts.

        ``script`` runs before each document; ``today`` is what the page's clock stands at.

        A page whose test leaves it in a state that cannot be cleared is closed.
        """
        look = repr((width, height, script, today, sorted(options.items())))
        free = self._free.setdefault(look, [])
        page = free.pop() if free else self._open(width, height, script, today, options)
        try:
            yield page
        finally:
            try:
                _clear(page, width, height, script)
                free.append(page)
            except Error:
                page.context.close()

    def close(self) -> None:
        """Close the pages that nobody has."""
        for page in [page for pages in self._free.values() for page in pages]:
            page.context.close()
        self._free.clear()

    def _open(self, width: int, height: int, script: str, today: str, options: dict[str, Any]) -> Page:
        viewport = {"width": width, "height": height}
        context = self._browser.new_context(viewport=viewport, **{"locale": "sv-SE", **options})
        if script:
            context.add_init_script(script)
        if today:
            context.clock.set_fixed_time(today)
        return context.new_page()


def _clear(page: Page, width: int, height: int, script: str) -> None:
    for other in [other for other in page.context.pages if other != page]:
        other.close()
    page.unroute_all()
    page.context.unroute_all()
    page.context.clear_cookies()
    if page.url.startswith("http") and "Storage" not in script:
        page.evaluate("() => { try { localStorage.clear(); sessionStorage.clear(); } catch {} }")
    page.emulate_media(media="null")
    page.set_viewport_size({"width": width, "height": height})
    page.mouse.move(0, 0)
    page.goto("about:blank")
