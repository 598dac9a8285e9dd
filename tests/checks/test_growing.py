"""The house grows by adding files: an eighth municipality to the real data, and a whole invented country."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.checks import check, load
from tests.country.generate import MUNICIPALITIES, generate

ROOT = Path(__file__).resolve().parents[2]

EIGHTH = """\
state: example
name: Provträsk
area: ostra-norrbotten
county: Norrbottens län
membership:
  status: joining
  since: 2026-09
  text: Provträsk är påhittat och går med när nämnden har beslutat.
address: Provträsks kommun, Exempelgatan 1, 000 00 Provträsk
contacts:
  - id: socialtjanst
    service: socialtjanst
    role: Mottagningen
    phone: 0980-31 92 90
  - id: elevhalsa
    service: elevhalsa
    role: Elevhälsans samordnare
    phone: 0980-31 92 91
  - id: styrgrupp
    service: styrgrupp
    role: Styrgruppens sekreterare
    phone: 0980-31 92 92
"""

pytestmark = pytest.mark.slow


def test_an_eighth_municipality_is_one_short_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At most 25 lines, and it has a whole binder: what its area and its agreement have."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "data" / "municipalities" / "provtrask.yaml").write_text(EIGHTH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shelf = load(Path("data"))
    new, kalix = shelf.binders["provtrask"], shelf.binders["kalix"]

    assert 25 >= EIGHTH.count("\n")
    assert 8 == len(shelf.binders)
    assert new.routine is kalix.routine
    assert [choice.id for choice in kalix.documents] == [choice.id for choice in new.documents]


def test_the_invented_country_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """290 municipalities merge and validate; all that one agreement says is there once."""
    monkeypatch.chdir(tmp_path)
    generate(Path("data"))
    shelf, problems = check(Path("data"))

    assert [] == problems
    assert shelf is not None
    assert MUNICIPALITIES == len(shelf.binders)
    assert len(shelf.agreements) == len({id(binder.flow) for binder in shelf.binders.values()})
