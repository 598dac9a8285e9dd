"""Files broken at random, always the same way: the reader never falls over and always says where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from macros.checks import check
from macros.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
Lines = list[str]
Mutation = Callable[[Lines, Random], bytes]
FOLDERS = {"tests/exempel": 100, "data": 50}
"""How many mutations of each folder. The real data takes longer to read."""


def _join(lines: Lines) -> bytes:
    return "".join(lines).encode()


def delete_a_line(lines: Lines, random: Random) -> bytes:
    del lines[random.randrange(len(lines))]
    return _join(lines)


def double_a_line(lines: Lines, random: Random) -> bytes:
    at = random.randrange(len(lines))
    return _join([*lines[:at], lines[at], *lines[at:]])


def retype_a_value(lines: Lines, random: Random) -> bytes:
    at = random.randrange(len(lines))
    key, colon, _ = lines[at].partition(":")
    words = [
        "",
        "ja",
        "0114",
        "13:00",
        "{mötet}",
        "{",
        "[x](javascript:y)",
        "|",
        "&a b",
        "2026-02-30",
        "\\",
        "'",
    ]
    lines[at] = f"{key}{colon} {random.choice(words)}\n"
    return _join(lines)


def cut_off(lines: Lines, random: Random) -> bytes:
    return _join(lines)[: random.randrange(len(_join(lines)))]


def indent_otherwise(lines: Lines, random: Random) -> bytes:
    at = random.randrange(len(lines))
    lines[at] = random.choice([" ", "   ", "\t", ""]) + lines[at].lstrip() * random.choice([1, 1, 2])
    return _join(lines)


def save_in_another_encoding(lines: Lines, random: Random) -> bytes:
    return "".join(lines).encode(random.choice(["latin-1", "utf-16", "utf-8-sig"]), "replace")


def put_a_list(lines: Lines, random: Random) -> bytes:
    at = random.randrange(len(lines))
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {random.choice(['[]', '[a, b]', '{}', '{a: b}', '[[a], {b: c}]'])}\n"
    return _join(lines)


def swap_two_lines(lines: Lines, random: Random) -> bytes:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return _join(lines)


def rename_a_field(lines: Lines, random: Random) -> bytes:
    at = random.randrange(len(lines))
    lines[at] = lines[at].replace(random.choice("aeiotrs"), random.choice("åxz-._"), 1)
    return _join(lines)


MUTATIONS: list[Mutation] = [
    delete_a_line,
    double_a_line,
    retype_a_value,
    cut_off,
    indent_otherwise,
    save_in_another_encoding,
    put_a_list,
    swap_two_lines,
    rename_a_field,
]


@pytest.mark.parametrize(("source", "number"), FOLDERS.items())
def test_a_mutation_is_never_an_exception(
    source: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each problem names a file that exists and a line within it, and speaks Swedish."""
    random = Random(source)
    shutil.copytree(ROOT / source, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    files = sorted(Path("data").rglob("*.yaml"))
    found = 0
    for turn in range(number):
        path = random.choice(files)
        mutation = MUTATIONS[turn % len(MUTATIONS)]
        whole = path.read_bytes()
        path.write_bytes(mutation(whole.decode().splitlines(keepends=True), random))
        _, problems = check(Path("data"))
        for problem in problems:
            assert_useful(problem)
        found += bool(problems)
        path.write_bytes(whole)
    assert found > number / 2
    assert ([], True) == (check(Path("data"))[1], bool(files))


def assert_useful(problem: Problem) -> None:
    """The place exists, and no word of Python or pydantic reaches the editor."""
    path = Path(problem.file)
    lines = 1 if path.is_dir() else len(path.read_bytes().splitlines()) or 1
    assert 1 <= problem.line <= lines, str(problem)
    assert problem.advice, str(problem)
    said = f"{problem.message} {problem.advice}"
    for word in ("None", "Text(", "Scalar", "Mapping", "Sequence", "Input", "should be", "valid_", "_type"):
        assert word not in said.replace("valid_from", "").replace("valid_to", ""), str(problem)
