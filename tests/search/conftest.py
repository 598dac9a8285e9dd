"""The invented example, as in the tests of the web."""

from tests.web.conftest import shelf

__all__ = ["shelf"]
