"""Whether the site is published is said truly, however the record spells it, and the statement follows."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.checks import load
from macros.records.binder import Shelf
from tests.conftest import EXAMPLE, TODAY
from tests.page_text import draw_page


def published(tmp_path: Path, spelling: str, today: date = TODAY) -> Shelf:
    """Return the example with its site published or not."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    text = (folder / "site.yaml").read_text(encoding="utf-8")
    assert "published: nej" in text
    (folder / "site.yaml").write_text(
        text.replace("published: nej", f"published: {spelling}"), encoding="utf-8"
    )
    return load(folder, today)


@pytest.mark.parametrize("spelling", ["ja", "yes", "True"])
def test_published_site_says_that_it_is(spelling: str, tmp_path: Path) -> None:
    """Also in the statement, which names its day."""
    shelf = published(tmp_path, spelling)

    assert "Webbplatsen är publicerad." in draw_page(shelf, "om/index")
    assert "inte publicerad" not in draw_page(shelf, "om/index")
    assert "Publicerad 1 oktober 2026." in " ".join(draw_page(shelf, "om/tillganglighet").split())


@pytest.mark.parametrize("spelling", ["nej", "no", "false"])
def test_unpublished_site_says_that_it_is_not(spelling: str, tmp_path: Path) -> None:
    """And its statement is a draft, whatever day it names."""
    shelf = published(tmp_path, spelling)

    assert "Webbplatsen är inte publicerad." in draw_page(shelf, "om/index")
    assert "Redogörelsen är ett utkast." in draw_page(shelf, "om/tillganglighet")


def test_shortcoming_is_overdue_the_day_after_its_day(tmp_path: Path) -> None:
    """Until then it is to be mended; after it, it should have been."""
    last = date(2027, 3, 1)
    said = [
        " ".join(draw_page(published(tmp_path / str(day), "nej", day), "om/tillganglighet").split())
        for day in (last, last + timedelta(days=1))
    ]

    assert ["Det ska vara rättat senast 1 mars 2027." in text for text in said] == [True, False]
    assert ["Det skulle ha varit rättat senast 1 mars 2027." in text for text in said] == [False, True]


@pytest.mark.parametrize(
    ("spelling", "address"), [("yes", "exempelparmen.example/redaktor"), ("no", "127.0.0.1")]
)
def test_help_links_lead_to_the_published_site(
    spelling: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By any word that the record accepts."""
    published(tmp_path, spelling)
    (tmp_path / "data/municipalities/norrby.yaml").write_text("name: Norrby\ntelefn: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check"], prog_name="parmen")

    assert address in done.output
