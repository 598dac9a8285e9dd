"""CONTRIBUTING.md names only what there is, and the tools for contributors run what it says."""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec
from tomllib import loads
from typing import Any

import click
import pytest
import yaml

from macros.__main__ import main
from tests.conftest import ROOT
from tests.test_structure import MODULES

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LINTERS = ("ruff check", "ruff format --check", "mypy")
ELSEWHERE = {"sudo", "git", "pipx", "pre-commit", "python3", "/tmp/empty/bin/pip", "/tmp/empty/bin/parmen"}
"""Commands of others, and of the environment that the release is tried in."""


def named_commands() -> list[str]:
    """Every command of the page: the lines of its blocks, and what stands between backticks."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```$", PAGE, re.DOTALL | re.MULTILINE)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```$", "", PAGE, flags=re.DOTALL | re.MULTILINE))
    return [*lines, *(text for text in inline if " " in text or text.startswith(".venv"))]


def is_command(text: str) -> bool:
    """Whether words between backticks are a command and not a message or a setting."""
    return text.split()[0] in {"make", *ELSEWHERE} or text.startswith(".venv/bin/")


COMMANDS = sorted({text for text in named_commands() if is_command(text)})


def fault_of_parmen(words: list[str]) -> str:
    """Say what is wrong with a parmen command: no such command, no such option, too few arguments."""
    assert isinstance(main, click.Group)
    command = main.get_command(click.Context(main), words[0])
    if command is None:
        return f"no command {words[0]}"
    try:
        command.make_context(words[0], words[1:])
    except click.UsageError as error:
        return error.format_message()
    return ""


def fault(text: str) -> str:
    """Say what is wrong with a command of the page; nothing where it can be run."""
    program, *words = shlex.split(text)
    if program == "make":
        targets = [word for word in words if "=" not in word]
        return ", ".join(target for target in targets if f"\n{target}:" not in MAKEFILE)
    if program == ".venv/bin/parmen":
        return fault_of_parmen(words)
    if program == ".venv/bin/pytest":
        return ", ".join(word for word in words if word.startswith("tests") and not (ROOT / word).exists())
    if program == ".venv/bin/python":
        return "" if words[0] == "-m" and find_spec(words[1]) else words[1]
    return "" if program in {".venv/bin/ruff", ".venv/bin/mypy", *ELSEWHERE} else program


@pytest.mark.parametrize("text", COMMANDS)
def test_every_command_of_the_page_exists(text: str) -> None:
    """Targets, subcommands, options, modules and test files."""
    assert "" == fault(text)


@pytest.mark.parametrize(
    "text",
    [
        "make fats",
        ".venv/bin/parmen bild",
        ".venv/bin/parmen pdf kalix --htm /tmp/x",
        ".venv/bin/pytest tests/recrods",
        ".venv/bin/python -m hatchlin build",
        ".venv/bin/blakc .",
    ],
)
def test_a_command_that_does_not_exist_is_found(text: str) -> None:
    """The test above can fail."""
    assert fault(text)


def test_every_file_of_the_page_exists() -> None:
    """Links, and paths between backticks."""
    linked = re.findall(r"\]\(([^)#:]+)\)", PAGE)
    named = re.findall(r"`((?:macros|docs|overrides|data)/[\w./-]*|[\w.-]+\.(?:yml|toml|yaml))`", PAGE)

    assert [] == [name for name in [*linked, *named] if not (ROOT / name).exists()]
    assert len(named) > 8


def test_the_release_names_the_files_that_the_build_makes() -> None:
    """The version of the steps is the project's, and the module of the backend the one that builds it."""
    settings = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = settings["project"]["version"]

    assert f"dist/gronaparmen-{version}-py3-none-any.whl" in PAGE
    assert f"git tag -a v{version} " in PAGE
    assert "hatchling.build" == settings["build-system"]["build-backend"]


def hooks() -> list[dict[str, Any]]:
    """The hooks of pre-commit."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (repository,) = config["repos"]
    assert "local" == repository["repo"]
    found: list[dict[str, Any]] = repository["hooks"]
    return found


def test_pre_commit_fetches_nothing_and_runs_what_make_runs() -> None:
    """Every tool is the one in ``.venv``, and the linters are those of the Makefile."""
    entries = [hook["entry"].removeprefix(".venv/bin/").removesuffix(" --force-exclude") for hook in hooks()]

    assert {"system"} == {hook["language"] for hook in hooks()}
    assert [*LINTERS, "python -m macros.checks.staged", "python -m macros.checks.staged"] == entries
    assert [] == [name for name in LINTERS if f"$(BIN)/{name}" not in MAKEFILE]


def test_both_kinds_of_hooks_call_the_privacy_gate_for_files_and_message() -> None:
    """``make hooks`` and pre-commit stop the same."""
    for name in ("pre-commit", "commit-msg"):
        assert "python -m macros.checks.staged" in (ROOT / ".githooks" / name).read_text(encoding="utf-8")
    gates = [hook for hook in hooks() if hook["entry"].endswith("macros.checks.staged")]

    assert [None, ["commit-msg"]] == [hook.get("stages") for hook in gates]
    assert gates[0]["always_run"]
    assert not gates[0]["pass_filenames"]


def test_editors_keep_what_the_formatter_keeps() -> None:
    """The line length is ruff's, and what git keeps is what editors keep."""
    text = (ROOT / ".editorconfig").read_text(encoding="utf-8")
    settings = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert f"max_line_length = {settings['tool']['ruff']['line-length']}\n" in text
    assert "end_of_line = lf\n" in text
    assert "* text=auto eol=lf\n" in (ROOT / ".gitattributes").read_text(encoding="utf-8")
    assert [] == [path for path in MODULES if b"\r" in path.read_bytes()]
