"""CONTRIBUTING.md names only what there is, and the tools for contributors run what it says."""

import re
import shlex
from importlib.util import find_spec
from tomllib import loads

import click
import pytest
import yaml

from macros.__main__ import main
from tests.conftest import ROOT
from tests.test_structure import MODULES

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LINTERS = ("ruff check", "ruff format --check", "mypy")
ELSEWHERE = {"sudo", "git", "pipx", "pre-commit", "python3", "docker"}
ELSEWHERE |= {"/tmp/empty/bin/pip", "/tmp/empty/bin/parmen", "/tmp/audit/bin/pip", "/tmp/audit/bin/pip-audit"}
ELSEWHERE |= {"/tmp/sbom/bin/pip", "/tmp/sbom/bin/python"}
"""Commands of others, and of the environment that the release is tried in."""


BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
NAMED = {line.strip() for block in BLOCK.findall(PAGE) for line in block.splitlines()}
NAMED |= {
    text for text in re.findall(r"`([^`\n]+)`", BLOCK.sub("", PAGE)) if " " in text or text[:5] == ".venv"
}
COMMANDS = sorted(
    text for text in NAMED if text.split()[0] in {"make", *ELSEWHERE} or text.startswith(".venv/bin/")
)
"""What is a command among the lines of the page's blocks and the words between its backticks."""


def fault_of_parmen(words: list[str]) -> str:
    """Say what is wrong with a parmen command: no such command, no such option, too few arguments."""
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
    match program.removeprefix(".venv/bin/"):
        case "make":
            wrong = [word for word in words if "=" not in word and f"\n{word}:" not in MAKEFILE]
        case "parmen":
            return fault_of_parmen(words)
        case "pytest":
            wrong = [word for word in words if word.startswith("tests") and not (ROOT / word).exists()]
        case "python":
            wrong = [] if words[0] == "-m" and find_spec(words[1]) else words
        case name:
            wrong = [] if name in {"ruff", "mypy", *ELSEWHERE} else [program]
    return ", ".join(wrong)


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


CONFIG = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
HOOKS = [hook for repository in CONFIG["repos"] for hook in repository["hooks"]]


def test_pre_commit_fetches_nothing_and_runs_what_make_runs() -> None:
    """Every tool is the one in ``.venv``, and the linters are those of the Makefile."""
    entries = [hook["entry"].removeprefix(".venv/bin/").removesuffix(" --force-exclude") for hook in HOOKS]

    assert ["local"] == [repository["repo"] for repository in CONFIG["repos"]]
    assert {"system"} == {hook["language"] for hook in HOOKS}
    gate = "python -m macros.checks.staged"
    assert [*LINTERS, gate, gate, f"{gate} --pushed"] == entries
    assert [] == [name for name in LINTERS if f"$(BIN)/{name}" not in MAKEFILE]


def test_both_kinds_of_hooks_call_the_privacy_gate_for_files_and_message() -> None:
    """``make hooks`` and pre-commit stop the same, and both stop a push."""
    gate = "python -m macros.checks.staged"
    scripts = [
        (ROOT / ".githooks" / name).read_text(encoding="utf-8")
        for name in ("pre-commit", "commit-msg", "pre-push")
    ]
    files, message, push = [hook for hook in HOOKS if gate in hook["entry"]]

    assert ["pre-push"] == push["stages"]
    assert [True, True, True] == [gate in script for script in scripts]
    assert ("stages" in files, ["commit-msg"]) == (False, message["stages"])
    assert (True, False) == (files["always_run"], files["pass_filenames"])


def test_editors_keep_what_the_formatter_keeps() -> None:
    """The line length is ruff's, and what git keeps is what editors keep."""
    text = (ROOT / ".editorconfig").read_text(encoding="utf-8")
    settings = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert f"max_line_length = {settings['tool']['ruff']['line-length']}\n" in text
    assert "end_of_line = lf\n" in text
    assert "* text=auto eol=lf\n" in (ROOT / ".gitattributes").read_text(encoding="utf-8")
    assert [] == [path for path in MODULES if b"\r" in path.read_bytes()]
