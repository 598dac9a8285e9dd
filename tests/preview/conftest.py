"""What the tests of the preview share."""

from tests.paper.conftest import quick_layout

__all__ = ["quick_layout"]
