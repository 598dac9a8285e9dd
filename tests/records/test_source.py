"""Reading YAML as text, with the place of everything."""

from pathlib import Path
from typing import Any

import pytest

from macros.problems import Place, Problem
from macros.records.data_fingerprints import Fingerprints
from macros.records.folders import Folders
from macros.records.scalars import fold
from macros.records.source import read_yaml
from tests.edits import lay_over


def read(tmp_path: Path, text: str) -> Any:
    """Read a text as the file ``f.yaml``."""
    path = tmp_path / "f.yaml"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    node = read_yaml(path, "f.yaml", problems)
    assert [] == problems
    return node


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "a: 0114\nb: 13:00\nc: no\nd: 2026-11-21\ne:\nf: ~\ng: [1, 0x1]\n",
            {"a": "0114", "b": "13:00", "c": "no", "d": "2026-11-21", "e": "", "f": "~", "g": ["1", "0x1"]},
            id="no-number-date-or-truth-is-guessed",
        ),
        pytest.param("\ufeffa: b\r\nc: d\r\n", {"a": "b", "c": "d"}, id="byte-order-mark-and-dos-lines"),
        pytest.param(
            "a: \"{mötet}\"\nb: '[x](y)'\nc: >\n  {mötet}\n  ska\n",
            {"a": "{mötet}", "b": "[x](y)", "c": "{mötet} ska\n"},
            id="quoted-or-folded-a-text-begins-with-anything",
        ),
        pytest.param('a: "{mo\u0308tet}"\n', {"a": "{mötet}"}, id="letters-in-two-parts-become-one"),
        pytest.param("a: b  # 😀 ☎\n", {"a": "b"}, id="a-comment-may-have-letters-that-no-font-has"),
    ],
)
def test_file_is_read_as_text(text: str, expected: dict[str, object], tmp_path: Path) -> None:
    """Whatever it looks like, and however an editor saved it."""
    assert expected == read(tmp_path, text)


def test_every_value_and_key_has_its_place(tmp_path: Path) -> None:
    """Lines and columns count from one."""
    node = read(tmp_path, "# först\na:\n  - b\n  - c: d\n")

    sequence = node["a"]

    assert (Place("f.yaml", 2, 1), Place("f.yaml", 3, 3), Place("f.yaml", 3, 5), Place("f.yaml", 4, 5)) == (
        node.keys_at["a"],
        sequence.place,
        sequence[0].place,
        sequence[1].place,
    )


def test_a_folder_is_a_mapping_of_its_files(tmp_path: Path) -> None:
    """Its own fields stand in index.yaml; folders lie in folders; other files are none of ours."""
    files = {
        "index.yaml": "name: Norrby\n",
        "contacts.yaml": "- id: a\n",
        "forms/sip.yaml": "title: SIP\n",
        "README.md": "# Läs mig",
        ".dold.yaml": "x: y\n",
    }
    lay_over(tmp_path / "level", files)
    problems: list[Problem] = []

    level, whole = Folders(problems, Fingerprints()).read_level(tmp_path / "level", "level")

    assert {"name": "Norrby", "contacts": [{"id": "a"}], "forms": {"sip": {"title": "SIP"}}} == level
    assert whole
    assert [] == problems


def test_a_swedish_name_is_folded_to_an_address() -> None:
    """What the message proposes for a file called otherwise."""
    assert "overtornea-kommun" == fold("Övertorneå kommun")
