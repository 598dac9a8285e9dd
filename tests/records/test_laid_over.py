"""Files laid over a folder are read as if they stood there; nothing is written."""

from pathlib import Path
from typing import Any

import pytest

from macros.problems import Problem
from macros.records.laid_over import lay_over
from macros.records.levels import LevelName, read_source
from macros.records.source import MAX_BYTES

EXAMPLE = Path("tests/exempel")
SODERBY = f"{EXAMPLE}/municipalities/soderby"


@pytest.mark.parametrize(
    ("file", "content", "kinds"),
    [
        (f"{SODERBY}/contacts.yaml", b"- id: ny\n", {"contacts": ["ny"]}),
        (f"{SODERBY}/local.yaml", b"- id: ny\n", {"local": ["ny"]}),
        (f"{SODERBY}/checklists/en.yaml", b"title: x\n", {"checklists": ["en"]}),
        (f"{SODERBY}/contacts.yaml", None, {"contacts": []}),
    ],
)
def test_changed_new_and_removed_files_are_seen(
    file: str, content: bytes | None, kinds: dict[str, list[str]]
) -> None:
    """Also in a folder that is not there; the level holds what the files say, and the folder is untouched."""
    before = sorted(EXAMPLE.rglob("*"))
    with lay_over({file: content}):
        source = read_source(EXAMPLE, [])
    held = source.levels[LevelName("municipalities", "soderby")].kinds

    for kind, names in kinds.items():
        node: Any = held.get(kind, [])
        assert names == (list(node) if isinstance(node, dict) else [item["id"] for item in node])
    assert before == sorted(EXAMPLE.rglob("*"))


def test_the_limits_of_the_reader_hold() -> None:
    """What is laid over may be no larger than a file, and is no longer seen afterwards."""
    problems: list[Problem] = []
    with lay_over({f"{SODERBY}/contacts.yaml": b"#" * (MAX_BYTES + 1)}):
        read_source(EXAMPLE, problems)
    assert ["too-large"] == [problem.rule for problem in problems]
    assert "contacts" in read_source(EXAMPLE, []).levels[LevelName("municipalities", "soderby")].kinds
