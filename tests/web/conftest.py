"""The example under the name that tests/search knows it by."""

from __future__ import annotations

import pytest

from macros.records.binder import Shelf


@pytest.fixture(scope="session")
def shelf(example: Shelf) -> Shelf:
    """The invented agreement with its two municipalities, on a known day."""
    return example
