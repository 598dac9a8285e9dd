"""What a machine found goes into the accessibility statement, and nothing else there changes."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.exchange.findings import Findings, record_findings
from macros.records.shelf import read
from tests.conftest import EXAMPLE, ROOT, TODAY

FOUND = Findings(date(2026, 11, 20), 96, 18, 0, 0, 0, "axe-core 4.11.0, Chromium 141")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of the example's statement."""
    copy = tmp_path / "accessibility.yaml"
    copy.write_bytes((EXAMPLE / "accessibility.yaml").read_bytes())
    return copy


def test_only_the_automated_part_is_rewritten(file: Path) -> None:
    """Every other line stays, with its comments."""
    before = file.read_text(encoding="utf-8").replace("  pages: 24", "  pages: 24  # utan paket")
    file.write_text(before, encoding="utf-8")

    assert record_findings(file, FOUND)

    after = file.read_text(encoding="utf-8")
    assert before.split("automated:")[0] == after.split("automated:")[0]
    assert {"  pages: 96  # utan paket", "  tool: axe-core 4.11.0, Chromium 141"} <= set(after.splitlines())


@pytest.mark.parametrize(
    "part",
    ["", "automated:\n  pages: 3\n", "automated: {date: 2026-01-01}\n", "automated:\n  date: 2026-01-01"],
)
def test_the_part_is_made_where_it_is_missing(file: Path, part: str) -> None:
    """None at all, within braces, or with some fields only. The same findings change nothing."""
    text = file.read_text(encoding="utf-8").split("automated:")[0]
    file.write_text(text + part, encoding="utf-8")

    assert [True, False] == [record_findings(file, FOUND), record_findings(file, FOUND)]
    assert file.read_text(encoding="utf-8").startswith(text)


@pytest.mark.parametrize("folder", ["data", "tests/exempel"])
def test_what_was_written_is_read(folder: str, tmp_path: Path) -> None:
    """The record holds what was found, in the project's own data too; the conformance is the person's."""
    data = Path(shutil.copytree(ROOT / folder, tmp_path / "data"))
    was = read(data, TODAY, only=())[0].accessibility

    record_findings(data / "accessibility.yaml", replace(FOUND, violations=3))
    now = read(data, TODAY, only=())[0].accessibility

    assert now.automated
    assert (date(2026, 11, 20), 96, 3) == (now.automated.date, now.automated.pages, now.automated.violations)
    assert (was.conformance, was.audit) == (now.conformance, now.audit)


def test_a_file_of_windows_stays_one(file: Path) -> None:
    """Its line ends and its mark at the start."""
    text = file.read_text(encoding="utf-8").replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())

    record_findings(file, FOUND)

    written = file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# An invented")
    assert b"  pages: 96\r\n" in written
    assert written.count(b"\n") == written.count(b"\r\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "statement"),
        ("{a: b}\n", "statement"),
        ("automated:\n  tool: |\n    axe\n", "tool is not written on one line"),
    ],
)
def test_what_is_no_statement_is_left_alone(file: Path, text: str, message: str) -> None:
    """A list, fields within braces, or a value that is no single line."""
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=message):
        record_findings(file, FOUND)

    assert text == file.read_text(encoding="utf-8")
