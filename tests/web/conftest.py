"""The invented example, and sites built from it without paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.checks import load
from macros.records.binder import Shelf
from tests.conftest import EXAMPLE
from tests.sites import build_site


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The invented agreement with its two municipalities, on a known day."""
    return load(EXAMPLE, date(2026, 11, 21))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example's data, to break."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "data"))


@pytest.fixture
def build_example(example: Path, tmp_path: Path) -> Callable[[], Path]:
    """Build the copy of the example, after it has been changed."""
    return lambda: build_site(example, tmp_path / "site")
