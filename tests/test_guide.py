"""The editor's guide and the README's promises, carried out as written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.checks import check, load
from macros.paper import documents
from macros.paper.build import selection
from macros.records.registry import PAGES
from macros.web.build import build_pages

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "redaktor" / "index.md"


def block(anchor: str) -> str:
    """Give the first YAML block under a heading of the guide."""
    section = GUIDE.read_text(encoding="utf-8").split(f"{{ #{anchor} }}")[1].split("\n## ")[0]
    match = re.search(r"```yaml\n(.*?)```", section, re.DOTALL)
    assert match is not None
    return match[1]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree("data", tmp_path / "data"))


def test_an_eighth_municipality_is_one_short_file(data: Path, tmp_path: Path) -> None:
    """The guide's own example makes twelve pages and every sheet."""
    text = block("ny-kommun")
    (data / "municipalities" / "norrby.yaml").write_text(text, encoding="utf-8")

    shelf, problems = check(data)

    assert problems == []
    assert shelf is not None
    assert len(text.splitlines()) <= 25
    assert len(shelf.binders) == 8
    build_pages(tmp_path / "site", shelf, only=["norrby"])
    made = {path.parent.name for path in (tmp_path / "site" / "norrby").rglob("index.html")}
    assert {"norrby" if tab.name == "index" else tab.name for tab in PAGES} <= made
    assert documents.names(shelf.binders["kalix"]) == documents.names(shelf.binders["norrby"])
    assert selection(shelf, "norrby", ["kontakter"]).startswith(b"%PDF-")


def test_a_joining_municipality_says_that_nothing_applies_yet(data: Path, tmp_path: Path) -> None:
    """Every page of the guide's new municipality carries the words."""
    (data / "municipalities" / "norrby.yaml").write_text(block("ny-kommun"), encoding="utf-8")

    build_pages(tmp_path / "site", load(data), only=["norrby"])

    pages = list((tmp_path / "site" / "norrby").rglob("index.html"))
    assert len(PAGES) == len(pages)
    assert [] == [page for page in pages if "Gäller inte än" not in page.read_text(encoding="utf-8")]


def test_changing_a_phone_number(data: Path) -> None:
    """The guide's example, laid over the contact in Kalix's file, is seen in the binder."""
    file = data / "municipalities" / "kalix.yaml"
    before = file.read_text(encoding="utf-8")
    contact = re.search(r"  - id: socialtjanst\n(?:    .*\n)+", before)
    assert contact is not None
    file.write_text(before.replace(contact[0], block("telefon")), encoding="utf-8")

    shelf, problems = check(data)

    assert problems == []
    assert shelf is not None
    changed = next(c for c in shelf.binders["kalix"].contacts if c.id == "socialtjanst")
    assert ("0980-31 92 10", "21 november 2026") == (changed.phone, str(changed.checked))


def test_a_municipality_has_a_deadline_of_its_own(data: Path) -> None:
    """The guide's three lines change Kalix and leave Haparanda."""
    file = data / "municipalities" / "kalix.yaml"
    file.write_text(file.read_text(encoding="utf-8") + block("tid"), encoding="utf-8")

    shelf, problems = check(data)

    assert problems == []
    assert shelf is not None
    within = [str(shelf.binders[slug].routine.meeting.within) for slug in ("kalix", "haparanda")]
    assert ["21 dagar", "14 dagar"] == within


def test_a_municipality_changes_a_question_and_adds_one(data: Path) -> None:
    """The guide's example, in Kalix: the wording is changed in place, the new question stands after it."""
    file = data / "municipalities" / "kalix.yaml"
    file.write_text(file.read_text(encoding="utf-8") + block("fraga"), encoding="utf-8")

    shelf, problems = check(data)

    assert problems == []
    assert shelf is not None
    questions = [question.id for question in shelf.binders["kalix"].checklists["samverkan"].questions]
    assert questions.index("tolk") == questions.index("vem-bjuder-in") + 1
    assert 15 == len(questions)


def test_a_municipality_changes_a_packet(data: Path) -> None:
    """The guide's example, in Kalix: a part less, a part more in its place, and a day that news count from."""
    file = data / "municipalities" / "kalix.yaml"
    file.write_text(file.read_text(encoding="utf-8") + block("paket"), encoding="utf-8")

    shelf, problems = check(data)

    assert problems == []
    assert shelf is not None
    parts = {
        slug: documents.parts_of(next(p for p in shelf.binders[slug].packets if p.id == "apt-paket"))
        for slug in ("kalix", "haparanda")
    }
    assert "fall" not in parts["kalix"]
    assert "nytt-sedan-2026-10-01" in parts["kalix"]
    assert parts["kalix"].index("grona-kortet") + 1 == parts["kalix"].index("checklista")
    assert "fall" in parts["haparanda"]


def test_a_municipality_has_a_mark_of_its_own(data: Path) -> None:
    """The guide's line, with the invented mark."""
    file = data / "municipalities" / "kalix.yaml"
    file.write_text(file.read_text(encoding="utf-8") + block("marke"), encoding="utf-8")

    shelf, problems = check(data)

    assert problems == []
    assert shelf is not None
    assert "exempel-norrby.svg" == shelf.municipalities["kalix"].mark
