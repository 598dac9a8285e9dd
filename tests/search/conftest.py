"""The finished site with its indexes and a browser, as in the browser tests, and the invented example."""

from tests.browser.conftest import address, browser, site
from tests.web.conftest import shelf

__all__ = ["address", "browser", "shelf", "site"]
