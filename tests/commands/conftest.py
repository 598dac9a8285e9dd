"""What the tests of commands share: the store of sheets that the tests of paper fill."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.paper.pdf_store import Store


@pytest.fixture
def default_store(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands, which name no store, use the one that this run's tests have in common."""
    monkeypatch.setattr(Store.__init__, "__defaults__", (shared / "store",))
