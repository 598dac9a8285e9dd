"""A small repository of the invented example, with git kept away from the machine's own settings."""

import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from macros.changes.snapshot import Reading, read_folder
from tests.conftest import EXAMPLE
from tests.edits import edit_example, replace_text
from tests.sites import NOON, TODAY


@pytest.fixture(autouse=True)
def _one_day_and_width(own_git: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a git of its own, the same day, and a terminal as wide as its lines."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    monkeypatch.setenv("COLUMNS", "200")


def git(*arguments: str, day: str = "2026-01-10") -> str:
    """Run git in the working folder, as a person of ours on a given day."""
    moment = f"{day}T12:00:00+0100"
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    command = ["git", *arguments]
    done = subprocess.run(command, env={**os.environ, **dates}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def save(message: str, day: str) -> None:
    """Commit all that there is, on a day."""
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", message, day=day)


def edit(name: str, old: str, new: str) -> None:
    """Replace the first occurrence of a text, which must stand in a file of ``data``."""
    replace_text(Path("data", name), (old, new), count=1)


def add_nyby() -> None:
    """Add a third municipality to ``data``, like Norrby."""
    (text,) = edit_example("municipalities/norrby.yaml", ("name: Norrby", "name: Nyby")).values()
    Path("data/municipalities/nyby.yaml").write_text(text, encoding="utf-8")


def now() -> Reading:
    """The copy as it is now."""
    return read_folder(Path("data"), TODAY)


@cache
def read_example() -> Reading:
    """Read the example as if it lay in ``data``."""
    return read_folder(EXAMPLE, TODAY, Path("data"))


@pytest.fixture
def before(example_copy: Callable[..., Path]) -> Reading:
    """The example as it is before a test edits its copy in ``data``."""
    example_copy()
    return read_example()


@pytest.fixture
def repository(example_copy: Callable[..., Path]) -> Path:
    """The example in a repository, saved once on 10 January 2026; its folder is the working one."""
    data = example_copy()
    git("init", "-q", "-b", "main", ".")
    save("Första versionen", "2026-01-10")
    return data
