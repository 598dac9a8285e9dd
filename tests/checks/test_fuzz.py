"""The fuzz target (``make fuzz``) does not rot: each of its targets runs, and a find is kept and repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

NAMES = (
    *(
        "yaml",
        "check",
        "workbook",
        "xliff",
        "svg",
        "picture",
        "page",
        "pattern",
        "privacy",
        "message",
        "entry",
    ),
    "address",
)
"""The targets. What is fuzzed is imported in the tests: Hypothesis takes a second, which every run would pay."""


@pytest.mark.parametrize("name", NAMES)
def test_some_examples_of_each_target_find_nothing(name: str, tmp_path: Path) -> None:
    from tests.fuzz.player import Player

    player = Player(name, tmp_path)

    player.run(start=1, examples=10)

    assert (10, []) == (player.played.examples, [path.read_text() for path in tmp_path.glob("*.txt")])


def test_no_target_is_left_out() -> None:
    from tests.fuzz.targets import TARGETS

    assert [*NAMES] == [*TARGETS]


def test_a_find_is_made_small_kept_and_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same place is not told of twice."""
    from tests.fuzz.player import Player, repeat
    from tests.fuzz.targets import TARGETS, Target

    def judge(content: bytes) -> None:
        assert b"<" not in content

    monkeypatch.setitem(TARGETS, "page", Target(TARGETS["page"].inputs, judge))
    player = Player("page", tmp_path)
    player.run(start=1, examples=50)
    player.run(start=2, examples=50)

    (find,) = player.played.finds
    assert find.read_bytes().count(b"<") == 1
    assert "AssertionError" in find.with_suffix(".txt").read_text(encoding="utf-8")
    with pytest.raises(AssertionError):
        repeat(find)
