"""Files broken at random, always the same way: the check never falls over, and tells where, and whose fault it is.

``python -m tests.mutations SOURCE NUMBER SEED`` does the same with other seeds, thousands of times.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.checks import check, load
from macros.commands.common import report
from macros.web.session import Session
from tests.conftest import ROOT
from tests.mutations.files import FILE_MUTATIONS
from tests.mutations.judge import complaints
from tests.mutations.play import MUTATIONS, Play

SOURCES = {"tests/exempel": MUTATIONS, "data": MUTATIONS[::6]}
"""Each mutation once in the example, some in the real data, which takes longer to read."""
FORMS = ("text", "json", "github")

pytestmark = pytest.mark.slow


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Play]:
    """Copy a source to ``data`` in an empty folder, which becomes the working one, and play with it."""
    monkeypatch.chdir(tmp_path)
    return lambda source: Play(ROOT / source, Path("data"))


@pytest.mark.parametrize("source", SOURCES)
def test_every_problem_is_useful(source: str, played: Callable[[str], Play]) -> None:
    """It names a line that exists, in the file at fault, in Swedish, and says what to do.

    Every format of the report takes it.
    """
    play = played(source)
    faulty = 0
    for turn, mutation in enumerate(SOURCES[source]):
        edit = play.edit(mutation, Random(f"{source}-{turn}"))
        _, problems = check(Path("data"))
        useless = {str(problem): wrong for problem in problems if (wrong := list(complaints(problem, edit)))}
        assert {} == useless, f"{turn} {mutation.__name__}"
        for form in FORMS:
            report(problems, form, Path("data"))
        faulty += bool(problems)
        play.undo()

    assert faulty > len(SOURCES[source]) / 2
    assert [] == check(Path("data"))[1]


def test_commands_never_fall_over_and_leave_the_site_alone(played: Callable[[str], Play]) -> None:
    """An exit code and never a traceback; not one byte of the old site is touched.

    Nothing is left beside the site but the lock's empty file.
    """
    play = played("tests/exempel")
    Path("site").mkdir()
    Path("site", "index.html").write_text("<p>Den gamla.", encoding="utf-8")
    Path("site", ".built").touch()
    for turn, mutation in enumerate(MUTATIONS[::3]):
        play.edit(mutation, Random(f"build-{turn}"))
        done = CliRunner().invoke(main, ["explain", "norrby", "routine.meeting.within"])
        assert isinstance(done.exception, SystemExit | None), (
            f"{turn} {mutation.__name__}: {done.exception!r}"
        )
        assert done.exit_code in {0, 1, 2}
        if done.exit_code == 1:
            assert 1 == CliRunner().invoke(main, ["build"]).exit_code
            files = {path.name: path.read_bytes() for path in Path("site").iterdir()}
            assert {".built": b"", "index.html": b"<p>Den gamla."} == files
        play.undo()

    assert {".site.lock", "data", "site"} == {path.name for path in Path.cwd().iterdir()}


def test_a_preview_keeps_the_last_whole_shelf(played: Callable[[str], Play]) -> None:
    """While a file is broken the pages stay, with the problems; mended, they are new."""
    play = played("tests/exempel")
    session = Session(serving=True)
    session.read(lambda: load(Path("data")))
    broken = 0
    for turn, mutation in enumerate(FILE_MUTATIONS):
        whole = session.shelf
        play.edit(mutation, Random(f"preview-{turn}"))
        session.read(lambda: load(Path("data")))
        assert bool(session.problems) == (session.shelf is whole)
        broken += bool(session.problems)
        play.undo()
        session.read(lambda: load(Path("data")))
        assert ([], False) == (session.problems, session.shelf is whole)

    assert broken > len(FILE_MUTATIONS) / 2
