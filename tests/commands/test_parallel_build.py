"""After an edit the sheets are made in a process of their own: the site is what one process would make."""

import os
import shutil
import signal
from pathlib import Path
from unittest.mock import Mock

import pytest

from macros.commands.parallel_build import build_side_by_side
from macros.paper.pdf_store import Store
from macros.records.whole_shelf import Shelf
from macros.web.shards import Plan
from macros.web.site_build import SiteError
from tests.compare_sites import differences
from tests.conftest import run_parmen
from tests.edits import replace_text
from tests.sites import make_once
from tests.web.test_shards import build_first


def build(data: Path, site: Path, jobs: int) -> str:
    """Build a site, and return what the command prints."""
    done = run_parmen(*f"build --data {data} --site {site} --today 2026-11-21 --jobs {jobs}".split())
    assert 0 == done.exit_code, done.output
    return done.stdout.strip()


@pytest.mark.site
@pytest.mark.usefixtures("quick_layout")
def test_an_edit_side_by_side_gives_the_same_site_as_in_turn(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two jobs the edited municipality's pages and sheets are made at once, with one in turn."""
    monkeypatch.setattr(Store.__init__, "__defaults__", (tmp_path / "store",))
    monkeypatch.setattr("macros.web.last_build._entry", lambda: tmp_path / "last-build")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(make_once(shared / "shards", build_first), tmp_path, dirs_exist_ok=True)
    data, sites = Path("data"), [Path("site"), Path("side-by-side")]
    shutil.copytree(*sites)
    replace_text(data / "municipalities" / "norrby.yaml", ("070-174 06 2", "070-174 06 9"))

    for jobs, site in enumerate(sites, 1):
        assert f"{site}/: 1 pärm, 45 blad och paket. 1 pärm är som förut." == build(data, site, jobs)

    assert [] == list(differences(*sites))
    assert 1 == len({(site / "norrby/.built").read_text(encoding="utf-8") for site in sites})
    monkeypatch.setattr(
        "macros.commands.build_command._make_plan", lambda *_: pytest.fail("read the records")
    )
    assert f"{sites[1]}/: inget har ändrats." == build(data, sites[1], jobs=2)


FULL = OSError(28, "No space left on device", "file")


@pytest.mark.parametrize(
    ("make_sheets", "message"),
    [
        (lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL), "arbetsprocessen dog"),
        (Mock(side_effect=FULL), "disken är full: file"),
    ],
)
def test_a_sheets_process_that_fails_stops_the_build(
    tmp_path: Path, example: Shelf, monkeypatch: pytest.MonkeyPatch, make_sheets: object, message: str
) -> None:
    """The site that stands is left as it is."""
    monkeypatch.setattr("macros.paper.sheet_build.build", make_sheets)
    monkeypatch.setattr("macros.commands.parallel_build.build_shards", lambda *_: None)

    with pytest.raises(SiteError, match=message):
        build_side_by_side(Plan(example, tmp_path, {"norrby": ""}), tmp_path, jobs=2)
