"""A further binder's address is taken wherever a municipality is named."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Copy, run_parmen
from tests.several import several

FURTHER = "norrby/a-bygden"
DAY = ("--today", "2026-11-21")


def test_what_is_once_for_a_municipality_may_be_asked_for_by_any_of_its_binders(example_copy: Copy) -> None:
    """What falls due, and the contacts."""
    example_copy(several())
    due = [run_parmen("due", *DAY, "--municipality", address).output for address in ("norrby", FURTHER)]
    run_parmen("contacts", "export", *DAY, "kontakter.xlsx", "--municipality", FURTHER)

    assert due[0] == due[1]
    assert "Norrby" in load_workbook("kontakter.xlsx").sheetnames


@pytest.mark.usefixtures("quick_layout")
def test_a_sheet_of_a_further_binder_is_written_beside(example_copy: Copy) -> None:
    """Its address has a slash, and no folder is made for it."""
    example_copy(several())

    assert run_parmen("pdf", *DAY, FURTHER, "rutin").output.startswith("norrby-a-bygden.pdf: ")
    assert Path("norrby-a-bygden.pdf").is_file()


def test_an_unknown_binder_is_named_with_those_there_are(example_copy: Copy) -> None:
    """The nearest address is suggested."""
    example_copy(several())
    message = run_parmen("explain", "norrby/a-bygde", "name").output

    assert "Pärmen norrby/a-bygde finns inte. Menade du norrby/a-bygden? De som finns: " in message
