"""The monthly sheet as a workbook: the same numbers, and the same bytes each time."""

import io

from openpyxl import load_workbook

from macros.exchange.month_workbook import write_month_workbooks
from macros.records.month_sheet import make_month_sheet
from tests.conftest import Copy
from tests.figure_answers import TOOK_PART, load_answered, load_unanswered


def test_the_workbook_has_the_numbers_that_were_counted(example_copy: Copy) -> None:
    """Months that are counted together are one cell; exact numbers are numbers, the rest is words."""
    shelf, binder = load_answered(example_copy)
    ((name, content),) = write_month_workbooks(shelf, binder)
    page = load_workbook(io.BytesIO(content))["2026"]
    by_title = {page.cell(row, 1).value: row for row in range(2, page.max_row + 1)}
    row, sheet = by_title["Antal SIP"], make_month_sheet(binder)
    assert sheet is not None

    assert (name, sheet.file) == ("siffror-2026.xlsx", name)
    assert [len(answers) for answers in TOOK_PART.values()] == [
        page.cell(row, first + 1).value for first, _ in TOOK_PART
    ]
    assert sum(map(len, TOOK_PART.values())) == page.cell(row, 14).value
    assert {f"B{row}:D{row}", f"E{row}:G{row}"} <= {str(area) for area in page.merged_cells.ranges}
    assert "15–19 av 19" == page.cell(by_title["Barnet var med"], 5).value
    assert [] == [cell for line in page.iter_rows() for cell in line if cell.data_type == "f"]


def test_the_same_figures_give_the_same_bytes(example_copy: Copy) -> None:
    """No time of writing is in the file."""
    shelf, binder = load_answered(example_copy)
    first, second = (dict(write_month_workbooks(shelf, binder)) for _ in range(2))

    assert first == second
    assert b"1980-01-01" in _core(first["siffror-2026.xlsx"])


def test_without_figures_there_is_no_workbook(example_copy: Copy) -> None:
    """And so no link to it."""
    assert [] == list(write_month_workbooks(*load_unanswered(example_copy)))


def _core(content: bytes) -> bytes:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(content)) as file:
        return file.read("docProps/core.xml")
