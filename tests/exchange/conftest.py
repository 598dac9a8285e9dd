"""The example's contacts as a workbook, made once."""

import pytest

from macros.exchange.contacts import Directory, read_directories
from macros.exchange.workbook import write_workbook
from macros.records.whole_shelf import Shelf


@pytest.fixture(scope="session")
def directories(example: Shelf) -> list[Directory]:
    """The contacts of the example's levels."""
    return read_directories(example)


@pytest.fixture(scope="session")
def workbook(example: Shelf, directories: list[Directory]) -> bytes:
    """Their workbook."""
    return write_workbook(directories, ["Kuratorn", "Mottagningen"], "Utgivaren", example.today)
