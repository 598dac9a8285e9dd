"""What the tests of editing share: an editor of a module's own folder."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from macros.editing.editor import Editor
from macros.problems import Problem
from macros.records.laid_over import lay_over
from macros.records.shelf import read
from macros.records.whole_shelf import Shelf
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def read_once(folder: Path) -> Editor:
    """An editor whose check reads, merges and validates, without the rules across records."""

    def check(files: Mapping[str, bytes | None]) -> tuple[Shelf | None, list[Problem]]:
        with lay_over(files):
            shelf, problems = read(folder, TODAY)
        return (None if problems else shelf), problems

    return Editor(check, read(folder, TODAY)[0])
