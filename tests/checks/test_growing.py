"""The house grows by adding files, to a whole country."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks import check
from tests.country.generate import MUNICIPALITIES, generate


@pytest.mark.slow
def test_the_invented_country_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its municipalities merge and validate; all that one agreement says is there once."""
    monkeypatch.chdir(tmp_path)
    generate(Path("data"))
    shelf, problems = check(Path("data"))

    assert [] == problems
    assert MUNICIPALITIES == len(shelf.binders)
    assert len(shelf.agreements) == len({id(binder.flow) for binder in shelf.binders.values()})
