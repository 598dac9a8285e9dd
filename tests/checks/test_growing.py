"""The house grows by adding files, to a whole country."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from macros.checks import check
from macros.checks.contact_rules import list_copied
from macros.checks.unshown import list_unshown
from tests.country.generate import generate

MUNICIPALITIES = 90
"""As many as leave no area without one. The whole country is for tests/benchmarks."""


@pytest.mark.slow
def test_the_invented_country_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its municipalities merge and validate, with one to four binders each; an agreement's texts are there once."""
    monkeypatch.chdir(tmp_path)
    generate(Path("data"), municipalities=MUNICIPALITIES)
    shelf, problems = check(Path("data"))

    assert [] == problems
    assert shelf is not None
    sizes = Counter(len(shelf.binders_of(slug)) for slug in shelf.municipalities)
    assert MUNICIPALITIES == sizes.total()
    assert [1, 2, 3, 4] == sorted(sizes, key=lambda size: -sizes[size])
    assert len(shelf.binders) == sum(size * count for size, count in sizes.items())
    assert len(shelf.agreements) == len({id(binder.services) for binder in shelf.binders.values()})
    assert [] == list_unshown(shelf)
    assert {"numret"} == {problem.message.partition(" ")[0] for problem in list_copied(shelf)}
