"""What is wrong around the data: one clear line, no traceback, exit code 1 or 2."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.web.site_build import replace_site
from tests.conftest import EXAMPLE, ROOT, Copy


@pytest.mark.parametrize("moment", ["abc", "-1", "1.5", " 1", "１", "99999999999", "9" * 5000, "\n"])
def test_a_wrong_moment_is_said(moment: str) -> None:
    """MkDocs reads it too, and would end in a traceback."""
    done = CliRunner(env={"SOURCE_DATE_EPOCH": moment}).invoke(main, ["check"])

    assert (2, 1) == (done.exit_code, len(done.output.splitlines()))
    assert done.output.startswith("Fel: SOURCE_DATE_EPOCH är satt till ”")


@pytest.mark.parametrize("moment", ["", "0", "1795262400"])
def test_a_moment_that_is_a_number_or_empty_is_none_of_our_business(moment: str) -> None:
    """Empty is as not set."""
    done = CliRunner(env={"SOURCE_DATE_EPOCH": moment}).invoke(main, ["explain", "kalix", "area"])

    assert "SOURCE_DATE_EPOCH" not in done.output


@pytest.mark.parametrize(
    ("settings", "code", "words"),
    [
        (
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
            2,
            "Fel: Datorn är inställd på ascii",
        ),
        ({"PYTHONIOENCODING": "ascii"}, 0, "söderby"),
    ],
)
def test_a_machine_without_swedish_letters(
    tmp_path: Path, settings: dict[str, str], code: int, words: str
) -> None:
    """Where names of files cannot be read, that is said; where only the output could not hold them, it does."""
    data = tmp_path / "pärm" / "data"
    shutil.copytree(EXAMPLE, data)
    (data / "municipalities" / "söderby.yaml").write_text("name: 1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "macros", "check"],
        cwd=data.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        timeout=60,
    )
    printed = (done.stdout + done.stderr).decode("utf-8")

    assert (code or 1, True, False) == (done.returncode, words in printed, "Traceback" in printed)
    assert code == 0 or 1 == len(printed.splitlines())


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("", "Programmet git finns inte på datorn."),
        (os.environ["PATH"], "Mappen ligger inte i ett git-arkiv"),
    ],
)
def test_the_gate_without_git_says_so(
    example_copy: Copy,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    path: str,
    line: str,
) -> None:
    """It could not run: exit code 2, so a hook stops the commit."""
    example_copy()
    monkeypatch.setenv("PATH", path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))

    done = CliRunner().invoke(main, ["check", "--staged"])

    assert (2, 1) == (done.exit_code, len(done.output.splitlines()))
    assert done.output.startswith(line)


@pytest.mark.parametrize(
    ("folder", "line"),
    [
        ("file", "det är en fil och ingen mapp: file/docs"),
        ("file/x", "det är en fil och ingen mapp: file/x/docs"),
        ("out", "det finns redan en fil som heter så: out/docs"),
        ("data", "data ligger bland data. Välj en annan mapp."),
        ("data/x", "data/x ligger bland data. Välj en annan mapp."),
        ("out/../data/x", "out/../data/x ligger bland data. Välj en annan mapp."),
        ("link/x", "link/x ligger bland data. Välj en annan mapp."),
    ],
)
def test_pages_are_written_to_a_folder_of_their_own(example_copy: Copy, folder: str, line: str) -> None:
    """Never among the data, where they would be read as data."""
    data = example_copy()
    Path("file").touch()
    Path("out").mkdir()
    Path("out/docs").touch()
    Path("link").symlink_to("data")
    before = sorted(data.rglob("*"))

    done = CliRunner().invoke(main, ["pages", "--write", folder])

    assert (1, f"Fel: {line}\n") == (done.exit_code, done.output)
    assert before == sorted(data.rglob("*"))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_pages_that_cannot_be_written_say_why(
    example_copy: Copy, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A folder of somebody else's, a disk to read only, a full one."""
    example_copy()
    monkeypatch.setattr("macros.files.mkstemp", Mock(side_effect=OSError(number, "no", "ut")))

    done = CliRunner().invoke(main, ["pages", "--write", "ut"])

    assert (1, 1, "Fel: ") == (done.exit_code, len(done.output.splitlines()), done.output[:5])


def test_a_build_on_a_full_disk_says_so_and_keeps_the_old_site(
    example_copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line."""
    example_copy()
    with replace_site(Path("site")) as new:
        (new / "index.html").write_text("old", encoding="utf-8")
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr("macros.commands.parallel_build.make_pages_and_sheets", Mock(side_effect=full))

    done = CliRunner().invoke(main, ["build"])

    assert (1, "Fel: disken är full. Den förra webbplatsen ligger kvar.\n") == (done.exit_code, done.output)
    assert "old" == Path("site/index.html").read_text(encoding="utf-8")
    assert not Path(".site.new").exists()
