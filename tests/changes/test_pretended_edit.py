"""A pretended edit gives every value another that the same field accepts."""

from pathlib import Path

import pytest

from macros.changes.pretended_edit import pretend_edit
from macros.changes.snapshot import read_folder
from macros.records.path import lookup
from tests.conftest import ROOT
from tests.sites import TODAY
from tests.small import AGREEMENT, LEVELS, SLUG, write_small

UNNUMBERED = f"""\
{LEVELS[f"{AGREEMENT}/routine.yaml"]}\
meetings:
  - {{id: strax, title: Strax, within: samma dag}}
  - {{id: snart, title: Snart, within: 1–2 dagar}}
  - {{id: ofta, title: Ofta, cadence: varannan vecka}}
roles: [{{id: rektorn, name: Rektorn, text: Beslutar., ages: 6–7 år}}]
history: [{{id: provat, when: läsåret 2025/2026, text: Vi provade.}}]
control: {{responsible: Samordnaren, valid_to: tills vidare, revise_by: varje höst}}
"""
PATHS = (
    "meetings.strax.within",
    "meetings.snart.within",
    "meetings.ofta.cadence",
    "roles.rektorn.ages",
    "history.provat.when",
    "control.valid_to",
    "control.revise_by",
)


def test_what_has_no_number_is_edited_too(tmp_path: Path) -> None:
    """Nor is a range turned round, nor a school year made to end as it begins."""
    folder = write_small(tmp_path / "data", files={f"{AGREEMENT}/routine.yaml": UNNUMBERED})
    saved = read_folder(folder, TODAY)
    edited = pretend_edit(folder, TODAY, bool)

    assert ((), ()) == (saved.problems, edited.problems)
    for path in PATHS:
        before, after = (
            lookup(reading.shelf.binders[SLUG], f"routine.{path}") for reading in (saved, edited)
        )
        assert before != after, path


@pytest.mark.parametrize("folder", ["data", "tests/exempel", "tests/vuxna"])
def test_no_edit_is_a_fault(folder: str) -> None:
    """A record with a fault would stand as it is saved, as if nothing showed it."""
    assert () == pretend_edit(ROOT / folder, TODAY, bool).problems
