"""The hook before a commit: what is about to be saved is looked at, and a find stops it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of the example's data, with the hook in use and nothing saved yet."""
    shutil.copytree(ROOT / "tests" / "exempel", tmp_path / "data")
    (tmp_path / "macros").symlink_to(ROOT / "macros")
    hook = tmp_path / ".git-hooks" / "pre-commit"
    hook.parent.mkdir()
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m macros.checks.staged\n', encoding="utf-8")
    hook.chmod(0o755)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "core.hooksPath", ".git-hooks")
    git(tmp_path, "config", "user.email", "funktion@exempel.example")
    git(tmp_path, "config", "user.name", "Funktion")
    return tmp_path


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)


def commit(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "data" / "note.yaml").write_text(text, encoding="utf-8")
    git(folder, "add", "data/note.yaml")
    return git(folder, "commit", "--quiet", "-m", "Note")


def test_a_commit_with_a_personal_number_is_refused(repository: Path) -> None:
    """The place is told; the history stays empty."""
    said = commit(repository, "# 811218-9876\n")

    assert said.returncode != 0
    assert "data/note.yaml:1: här står något som ser ut som ett personnummer" in said.stderr
    assert "Ingenting sparades i historiken." in said.stderr
    assert git(repository, "rev-parse", "HEAD").returncode != 0


def test_what_is_staged_counts_and_not_what_lies_in_the_folder(repository: Path) -> None:
    """The number was taken out after it was staged: it would be saved all the same."""
    (repository / "data" / "note.yaml").write_text("# 811218-9876\n", encoding="utf-8")
    git(repository, "add", "data/note.yaml")
    (repository / "data" / "note.yaml").write_text("# bort\n", encoding="utf-8")

    assert git(repository, "commit", "--quiet", "-m", "Note").returncode != 0


def test_a_commit_without_is_saved(repository: Path) -> None:
    """The hook says nothing."""
    said = commit(repository, "# dnr 811218-9875\n")

    assert (0, "") == (said.returncode, said.stderr)


@pytest.mark.parametrize("name", ["å ä ö.md", "med mellanslag.md", "811218-9876.md", "data/blad.txt"])
def test_whatever_its_name_is(repository: Path, name: str) -> None:
    """The name itself counts too."""
    file = repository / name
    file.write_text("811218-9876" if name != "811218-9876.md" else "Inget här.", encoding="utf-16")
    git(repository, "add", name)

    assert git(repository, "commit", "--quiet", "-m", "Note").returncode != 0


def test_a_link_that_becomes_a_file_is_read(repository: Path) -> None:
    """Git calls that a change of type."""
    link = repository / "note.md"
    link.symlink_to("data/site.yaml")
    git(repository, "add", "note.md")
    assert git(repository, "commit", "--quiet", "-m", "Note").returncode == 0
    link.unlink()
    link.write_text("811218-9876", encoding="utf-8")
    git(repository, "add", "note.md")

    assert git(repository, "commit", "--quiet", "-m", "Note").returncode != 0


def test_what_goes_away_stops_nothing(repository: Path) -> None:
    """A number that should not have been saved may be taken out, and a project within may come in."""
    (repository / "note.md").write_text("811218-9876", encoding="utf-8")
    git(repository, "add", "note.md")
    git(repository, "commit", "--quiet", "--no-verify", "-m", "Note")
    git(repository, "rm", "--quiet", "note.md")
    head = git(repository, "rev-parse", "HEAD").stdout.strip()
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{head},within")

    gone = git(repository, "commit", "--quiet", "-m", "Bort")

    assert (0, "") == (gone.returncode, gone.stderr)


def test_the_words_of_a_commit_are_read_too(repository: Path) -> None:
    """Git's own lines in them are not saved."""
    words = repository / "COMMIT_EDITMSG"

    def said() -> int:
        command = [sys.executable, "-m", "macros.checks.staged", words.name]
        return subprocess.run(command, cwd=repository, capture_output=True, check=False).returncode

    words.write_text("Nytt nummer\n# 811218-9876\n", encoding="utf-8")
    assert said() == 0
    words.write_text("Rättar 811218-9876\n", encoding="utf-8")
    assert said() == 1


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_the_projects_hooks_call_the_gate(name: str) -> None:
    """And may be run."""
    hook = ROOT / ".githooks" / name

    assert "-m macros.checks.staged" in hook.read_text(encoding="utf-8")
    assert hook.stat().st_mode & 0o111


@pytest.fixture
def without_make(repository: Path) -> Path:
    """A repository with the project's own hooks, no ``.venv``, and a ``parmen`` that pipx installed."""
    program = repository / "bin" / "parmen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m macros "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for name in ("pre-commit", "commit-msg"):
        shutil.copy(ROOT / ".githooks" / name, repository / ".git-hooks" / name)
    return repository


def commit_with_pipx(folder: Path, text: str, message: str) -> subprocess.CompletedProcess[str]:
    """Save a file to the history, with the installed program on the path."""
    (folder / "data" / "note.yaml").write_text(text, encoding="utf-8")
    git(folder, "add", "data/note.yaml")
    return subprocess.run(
        ["git", "commit", "--quiet", "-m", message],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [("# 811218-9876\n", "Note", "data/note.yaml:1"), ("# dnr 1\n", "811218-9876", "COMMIT_EDITMSG:1")],
)
def test_the_hooks_find_the_parmen_of_pipx(without_make: Path, text: str, message: str, place: str) -> None:
    """Who has no make has the gate too, for files and for the commit's words."""
    refused = commit_with_pipx(without_make, text, message)

    assert 0 != refused.returncode
    assert f"{place}: här står något som ser ut som ett personnummer" in refused.stderr
    assert 0 == commit_with_pipx(without_make, "# dnr 1\n", "Note").returncode
