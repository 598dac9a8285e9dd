"""ARCHITECTURE.md is true: its walk runs, its modules exist, and every room stands in its table."""

import doctest
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_structure import MODULES, room

PAGE = ROOT / "ARCHITECTURE.md"
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def walk() -> dict[str, object]:
    """Run the walk of the phone number. Return the names that it defines."""
    names: dict[str, object] = {}
    test = doctest.DocTestParser().get_doctest(TEXT, names, PAGE.name, str(PAGE), 0)
    report: list[str] = []

    failed, tried = doctest.DocTestRunner().run(test, out=report.append, clear_globs=False)

    assert 0 == failed, "".join(report)
    assert tried > 30
    return test.globs


@pytest.mark.paper
def test_the_number_of_the_walk_is_on_the_packets_paper(walk: dict[str, object], tmp_path: Path) -> None:
    """What was read from the YAML is what the last PDF shows."""
    store, joined = walk["store"], walk["joined"]
    file = tmp_path / "packet.pdf"
    file.write_bytes(store.get(joined.key))  # type: ignore[attr-defined]

    words = subprocess.run(
        ["pdftotext", str(file), "-"], capture_output=True, text=True, check=True, timeout=30
    )

    assert str(walk["number"]) in " ".join(words.stdout.replace("\u2011", "-").split())


def test_every_room_is_described() -> None:
    """A new folder or module of macros gets its line in the table: what goes in, what comes out."""
    table = TEXT.split("## The rooms")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines() if "macros/" in row]
    rows = [cells for cells in rows if cells]
    described = {name for cells in rows for name in re.findall(r"`macros/(\w+)(?:\.py)?`", cells[0])}

    assert {room(path) for path in MODULES} == described
    assert [] == [cells for cells in rows if len(cells) != 3 or not all(cells)]


def test_every_file_that_the_page_names_is_there() -> None:
    """With its whole path, or as a module of the room that its section is about."""
    names = {path.relative_to(ROOT).as_posix() for path in MODULES}
    others = [*ROOT.glob("data/**/*.yaml"), *ROOT.glob("docs/assets/*"), *ROOT.glob("overrides/components/*")]
    short = {path.name for path in (*MODULES, *others)}
    named = re.findall(r"`([\w./-]+\.(?:py|md|html|yaml|yml))`", TEXT)

    assert len(named) > 20
    assert [] == [name for name in named if not (ROOT / name).is_file() and name not in names | short]
    assert [] == [
        name
        for name in re.findall(r"`((?:macros|tests|docs|overrides|data)/[\w/-]+)`", TEXT)
        if not (ROOT / name).is_dir()
    ]


def test_every_yaml_line_of_the_walk_stands_in_the_data() -> None:
    """The example is the data's own, word for word."""
    (block,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)

    assert block in (ROOT / "data" / "municipalities" / "kalix.yaml").read_text(encoding="utf-8")
