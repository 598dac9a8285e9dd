"""THREATS.md and SECURITY.md are true: what they name exists, and a reader finds them."""

import re

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "THREATS.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]]
    for line in TEXT.partition("## What holds")[2].partition("\n## ")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| who ")
]
"""The table: who, could, through, what holds it, test."""


def paths_in(text: str) -> list[str]:
    """Return the files and folders that a text names from the root."""
    return re.findall(r"`((?:\.g|[\w-]+/|requirements|mkdocs|Makefile|hatch_build)[\w./-]*)`", text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}"[:60])
def test_each_threat_is_held_by_a_file_and_a_test(row: list[str]) -> None:
    """Both exist, and the test's file holds tests."""
    assert 5 == len([cell for cell in row if cell])
    holders, tests = paths_in(row[3]), paths_in(row[4])

    assert holders
    assert [] == [path for path in holders if not (ROOT / path).is_file()]
    assert [] == [path for path in tests if "\ndef test_" not in (ROOT / path).read_text(encoding="utf-8")]
    assert row[4] == ", ".join(f"`{path}`" for path in tests)


def test_whatever_the_page_names_is_there() -> None:
    """Also what is trusted, and what does not hold."""
    named = paths_in(TEXT)

    assert {"macros/", "overrides/", "mkdocs.yml", "docs/assets/", ".githooks/"} <= set(named)
    assert [] == [path for path in named if path not in ("site/",) and not (ROOT / path).exists()]


def test_every_gate_stands_in_the_table() -> None:
    """Each module of the fence, and each that judges files. A new one is named, or stands here as a helper."""
    gates = [*(ROOT / "macros/fence").glob("[!_]*.py"), *(ROOT / "macros/checks").glob("*_files.py")]
    helpers = {"page_gate", "plain_forms", "template_words", "picture_files"}
    named = {path.rpartition("/")[2].removesuffix(".py") for row in ROWS for path in paths_in(row[3])}

    assert set() == {gate.stem for gate in gates} - helpers - named


@pytest.mark.parametrize(
    ("page", "links"),
    [
        ("README.md", {"SECURITY.md"}),
        ("SECURITY.md", {"THREATS.md", "CHANGELOG.md"}),
        ("THREATS.md", {"SECURITY.md"}),
        ("CONTRIBUTING.md", {"SECURITY.md", "THREATS.md"}),
        ("ARCHITECTURE.md", {"THREATS.md"}),
    ],
)
def test_the_pages_lead_to_each_other(page: str, links: set[str]) -> None:
    """Whoever looks for one finds it."""
    text = (ROOT / page).read_text(encoding="utf-8")

    assert links <= set(re.findall(r"\]\(([\w./-]+)\)", text))


def test_no_address_of_a_person_is_asked_to_be_written_to() -> None:
    """The forge is, and the contact of a published site."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")

    assert "@" not in text
    assert "/.well-known/security.txt" in text
