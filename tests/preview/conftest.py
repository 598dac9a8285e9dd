"""What the tests of the preview share."""

from tests.paper.conftest import press, quick_layout, store

__all__ = ["press", "quick_layout", "store"]
