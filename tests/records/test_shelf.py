"""Reading a whole data folder."""

import gc
from collections.abc import Callable

import pytest

from macros.checks import check
from macros.records.shelf import read
from tests.edits import EXAMPLE
from tests.sites import TODAY


@pytest.mark.parametrize("work", [read, check])
def test_what_is_read_is_not_looked_through_for_garbage(work: Callable[..., object]) -> None:
    """What was read counts as old: it is not among the new that the collector looks through next."""
    gc.collect(0)  # of all that other tests have left it would take seconds
    shelf = work(EXAMPLE, TODAY)
    assert gc.get_count()[0] < 700
    assert shelf
