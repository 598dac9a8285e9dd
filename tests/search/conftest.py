"""The finished site with its indexes, and a browser: the same as the browser tests'."""

from tests.browser.conftest import address, browser, site

__all__ = ["address", "browser", "site"]
