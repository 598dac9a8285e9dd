"""The privacy gate by how people write: a corpus of what must be found, and of what must pass."""

from __future__ import annotations

import pytest
import yaml

from macros.checks.privacy import find_in_text
from tests.conftest import ROOT

SPELLINGS = yaml.safe_load((ROOT / "tests/checks/spellings.yaml").read_text(encoding="utf-8"))
MORE = yaml.safe_load((ROOT / "tests/checks/more_spellings.yaml").read_text(encoding="utf-8"))
FOUND = [entry for entry in SPELLINGS["found"] + MORE["found"] if not entry.get("warn")]
KINDS = {
    "identity-number": "personal-identity-number",
    "coordination-number": "personal-identity-number",
    "mobile": "personal-address",
}


def rules(text: str) -> set[str]:
    """The rules that a text breaks."""
    return {problem.rule for problem in find_in_text(text, "f.yaml")}


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_write_is_found(kind: str) -> None:
    entries = [entry for entry in FOUND if entry["kind"] == kind]

    assert [] == [entry["text"] for entry in entries if KINDS[kind] not in rules(entry["text"])]
