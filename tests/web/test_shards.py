"""Pages are built by the binder: in shards, and only where something has changed."""

import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from macros.checks import load
from macros.records.whole_shelf import Shelf
from macros.web.offline.saved_files import write_offline_files
from macros.web.root_files import write_root_of
from macros.web.shards import Plan, build_shards, make_plan
from macros.web.site_build import replace_folders, replace_site
from macros.web.site_fingerprints import fingerprints
from tests.compare_sites import differences
from tests.conftest import TODAY
from tests.edits import copy_example, replace_text
from tests.sites import make_once

pytestmark = pytest.mark.site


DATA, SITE = Path("data"), Path("site")


def build(only: tuple[str, ...] = ()) -> set[str]:
    """Build what has changed into the site of the working folder, and return what that was."""
    shelf = load(DATA, TODAY)
    plan = make_plan(shelf, SITE, fingerprints(shelf), only, incremental=SITE.exists())
    with replace_folders(SITE, plan.keeps) if SITE.exists() else replace_site(SITE) as new:
        build_shards(plan, new)
    return {*plan.fingerprints}


def build_first(folder: Path) -> None:
    """Copy the example's data and build its site."""
    copy_example(folder / DATA)
    with chdir(folder):
        build()


@pytest.fixture
def _built(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with the example's data and the site that was built from it."""
    shutil.copytree(make_once(shared / "shards", build_first), tmp_path / "built")
    monkeypatch.chdir(tmp_path / "built")


def test_shards_together_are_the_site(
    tmp_path: Path, example: Shelf, example_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built in two processes, a municipality in each: byte for byte what one run makes."""
    monkeypatch.setattr("macros.web.shards._LARGEST", 1)
    site = tmp_path / "shards"

    with replace_site(site) as new:
        build_shards(Plan(example, site, fingerprints(example)), new, jobs=2)
    write_root_of(site, example)
    write_offline_files(site, example)

    assert [] == list(differences(example_site, site))


@pytest.mark.usefixtures("_built")
def test_only_what_has_changed_is_made_again() -> None:
    """A number in one municipality: its folder is new, every other file is the very same."""
    assert set() == build()
    before = {path: path.stat().st_ino for path in SITE.rglob("*.html")}
    replace_text(DATA / "municipalities/norrby.yaml", ("070-174 06 2", "070-174 06 9"))

    assert {"norrby"} == build()
    assert {"norrby"} == {path.parts[1] for path in before if path.stat().st_ino != before[path]}


@pytest.mark.usefixtures("_built")
def test_a_municipality_that_is_gone_leaves_the_site() -> None:
    """Its folder goes, and the shared pages no longer name it."""
    (DATA / "municipalities/norrby.yaml").unlink()

    assert {""} == build()
    assert (False, True) == ((SITE / "norrby").exists(), (SITE / "soderby/index.html").exists())
    assert "norrby" not in (SITE / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("_built")
def test_only_one_municipality_leaves_the_others_as_they_are() -> None:
    """Whatever has changed in them."""
    replace_text(DATA / "glossary.yaml", ("term:", "term: "))

    assert {"", "soderby"} == build(only=("soderby",))
    assert (SITE / "norrby/index.html").exists()
