"""Windows has no fork, and Python lacks modules and functions there. What an editor runs does without them.

This is no Windows: paths, consoles and libraries of a real one are not tried.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

AS_ON_WINDOWS = """
import multiprocessing, os, sys
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in ("chown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getuid", "killpg"):
    delattr(os, name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
"""
COMMAND = "from macros.__main__ import main\nmain(prog_name='parmen')"
PREVIEW = """
from pathlib import Path
from macros.checks import load
from macros.web.site_build import build_pages
build_pages(Path(sys.argv[1]), load(Path("tests/exempel")), only=["norrby"], shard="binders")
"""

pytestmark = pytest.mark.slow


def run(code: str, *arguments: str) -> str:
    """Run code from the project's root where much is missing. Return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", AS_ON_WINDOWS + code, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("check --data tests/exempel", "Inga fel."),
        ("due --data tests/exempel", "Försenat"),
        ("explain --data tests/exempel norrby routine.meeting.within", "routine.meeting.within = "),
        ("pages --data tests/exempel", "norrby/kontakter.md"),
        ("contacts export --data tests/exempel FOLDER/kontakter.xlsx", "kontakter på"),
        ("pdf --data tests/exempel norrby rutin --html FOLDER", "rutin.html"),
    ],
)
def test_commands_run_without_fork_and_posix_modules(tmp_path: Path, arguments: str, answer: str) -> None:
    """The commands of the guide for Windows, and those beside them."""
    assert answer in run(COMMAND, *arguments.replace("FOLDER", str(tmp_path)).split())


def test_pages_are_made_without_fork_and_posix_modules(tmp_path: Path) -> None:
    """As the preview makes them."""
    run(PREVIEW, str(tmp_path / "site"))

    assert (tmp_path / "site" / "norrby" / "kontakter" / "index.html").is_file()
