"""Windows has no fork, and Python lacks modules and functions there. What an editor runs does without them.

This is no Windows: paths, consoles and libraries of a real one are not tried.
"""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.one_process import run_commands

AS_ON_WINDOWS = """
import multiprocessing, os, sys
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in ("chown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getuid", "killpg"):
    delattr(os, name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
"""
COMMANDS = {
    "check --data tests/exempel": "Inga fel.",
    "due --data tests/exempel": "Försenat",
    "explain --data tests/exempel norrby routine.meeting.within": "routine.meeting.within = ",
    "pages --data tests/exempel": "norrby/kontakter/index.md",
    "contacts export --data tests/exempel FOLDER/kontakter.xlsx": "kontakter på",
    "pdf --data tests/exempel norrby rutin --html FOLDER": "rutin.html",
}
"""The commands of the guide for Windows and those beside them, and what they print."""
BUILD_PAGES = """
from pathlib import Path
from macros.checks import load
from macros.web.site_build import build_pages
build_pages(Path({!r}), load(Path("tests/exempel")), only=["norrby"], shard="binders")
"""
"""What the preview does."""


@pytest.mark.site
def test_pages_and_commands_are_made_without_fork_and_posix_modules(tmp_path: Path) -> None:
    """All in one process."""
    answers = {line.replace("FOLDER", str(tmp_path)): answer for line, answer in COMMANDS.items()}
    prelude = AS_ON_WINDOWS + BUILD_PAGES.format(str(tmp_path / "site"))
    printed = run_commands(answers, prelude, folder=ROOT)

    assert [] == [line for line, answer in answers.items() if answer not in printed[line]]
    assert (tmp_path / "site" / "norrby" / "kontakter" / "index.html").is_file()
