"""What the tests of commands share."""

from tests.paper.conftest import quick_layout

__all__ = ["quick_layout"]
