"""The privacy gate by how people write: a corpus of what must be found, and of what must pass."""

from __future__ import annotations

import pytest
import yaml
from click.testing import CliRunner

from macros.__main__ import main
from macros.checks import check
from macros.checks.person_hints import find_hints, list_hints
from macros.checks.privacy import find_in_text
from tests.conftest import ROOT, Copy

SPELLINGS, MORE = (
    yaml.load((ROOT / "tests" / "checks" / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    for name in ("spellings.yaml", "more_spellings.yaml")
)
FOUND = SPELLINGS["found"] + MORE["found"]
ONLY_WARNED = {"eex@kalix.example"}
"""What the corpus wants refused and is warned for: the initials of a person look like those of a committee."""
KINDS = {
    "identity-number": "personal-identity-number",
    "coordination-number": "personal-identity-number",
    "mobile": "personal-address",
    "e-mail": "personal-address",
}


def rules(text: str) -> set[str]:
    """The rules that a text breaks."""
    return {problem.rule for problem in find_in_text(text, "f.yaml")}


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_write_is_found(kind: str) -> None:
    texts = {entry["text"] for entry in FOUND if entry["kind"] == kind} - ONLY_WARNED

    assert set() == {text for text in texts if KINDS[kind] not in rules(text)}


def test_names_home_addresses_and_handles_are_warned_for() -> None:
    """No program can tell for sure, so they are not refused."""
    texts = {entry["text"] for entry in FOUND if entry.get("warn")} | ONLY_WARNED

    assert set() == {text for text in texts if not rules(text) and not list(find_hints(text, "f.yaml"))}


def test_what_is_nobodys_passes() -> None:
    """Dates, statutes, telephones, sums, code, functions' addresses."""
    texts = [entry["text"] for entry in SPELLINGS["innocent"] + MORE["innocent"]]

    assert [] == [text for text in texts if rules(text) or list(find_hints(text, "f.yaml"))]


@pytest.mark.parametrize("folder", ["data", "tests/exempel"])
def test_the_binders_give_no_warning(folder: str) -> None:
    shelf, _ = check(ROOT / folder)

    assert shelf is not None
    assert [] == list_hints(shelf)


def test_a_warning_stops_nothing(example_copy: Copy) -> None:
    """It stands below the report, and the value may be allowed as others are."""
    folder = example_copy()
    with (folder / "municipalities/norrby.yaml").open("a", encoding="utf-8") as town:
        town.write("# Fråga Elsa Exempelsson.\n")
    run = CliRunner().invoke(main, ["check", "--data", str(folder)])
    assert 0 == run.exit_code
    assert "här står något som kan vara en persons namn" in run.output

    with (folder / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("allowed:\n  - id: elsa\n    value: Elsa Exempelsson\n    reason: Påhittad.\n")
    assert "Elsa" not in CliRunner().invoke(main, ["check", "--data", str(folder)]).output
