"""A small repository of the invented example, with git kept away from the machine's own settings."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.changes.snapshot import Reading, read_folder

TODAY = date(2026, 11, 21)
Edit = Callable[[str, str, str], None]
Save = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's settings, or a repository that the tests were started in."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795262400")  # 2026-11-21
    monkeypatch.setenv("COLUMNS", "200")


def git(*arguments: str, day: str = "2026-01-10") -> str:
    """Run git in the working folder, as a person of ours on a given day."""
    moment = f"{day}T12:00:00+0100"
    person = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    command = ["git", "-c", "user.name=Redaktör", "-c", "user.email=redaktor@exempel.example", *arguments]
    done = subprocess.run(command, env={**os.environ, **person}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def save() -> Save:
    """Save all that there is, with a message, on a day."""

    def commit(message: str, day: str) -> None:
        git("add", "-A")
        git("commit", "-q", "--allow-empty", "-m", message, day=day)

    return commit


@pytest.fixture
def repository(example_copy: Callable[..., Path], save: Save) -> Path:
    """The example in a repository, saved once on 10 January 2026; its folder is the working one."""
    data = example_copy()
    git("init", "-q", "-b", "main", ".")
    save("Första versionen", "2026-01-10")
    return data


@pytest.fixture
def edit() -> Edit:
    """Replace a text that must stand in a file of ``data``."""

    def replace(name: str, old: str, new: str) -> None:
        path = Path("data", name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def before(example_copy: Callable[..., Path]) -> Reading:
    """The example as it is before a test edits its copy."""
    return read_folder(example_copy(), TODAY)


def now() -> Reading:
    """The copy as it is now."""
    return read_folder(Path("data"), TODAY)
