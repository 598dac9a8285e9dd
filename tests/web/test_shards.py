"""Pages are built by the binder: in shards, and only where something has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks import load
from macros.records.binder import Shelf
from macros.web.root_files import write_root
from macros.web.shards import Plan, build_shards, make_plan
from macros.web.site_build import build_pages, replace_folders, replace_site
from macros.web.site_fingerprints import fingerprints
from tests.conftest import TODAY

pytestmark = pytest.mark.site


def contents(site: Path) -> dict[str, bytes]:
    """Every published file."""
    files = (path for path in site.rglob("*") if path.is_file() and path.name != ".built")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def made(shelf: Shelf, site: Path, jobs: int = 1, only: tuple[str, ...] = ()) -> Plan:
    """Build what has changed into a site."""
    todo = make_plan(shelf, site, fingerprints(shelf), only, incremental=site.exists())
    with replace_folders(site, todo.keeps) if site.exists() else replace_site(site) as new:
        build_shards(todo, new, jobs)
    return todo


def test_shards_together_are_the_site(tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built in two processes, a municipality in each: byte for byte what one run makes."""
    monkeypatch.setattr("macros.web.shards._LARGEST", 1)

    made(shelf, tmp_path / "shards", jobs=2)
    write_root(tmp_path / "shards", shelf.site)
    build_pages(tmp_path / "one", shelf)

    one, shards = contents(tmp_path / "one"), contents(tmp_path / "shards")
    assert one.keys() == shards.keys()
    assert [] == [path for path in one if one[path] != shards[path]]


def test_only_what_has_changed_is_made_again(tmp_path: Path, example: Path) -> None:
    """A number in one municipality: its folder is new, every other file is the very same."""
    folder, site = example, tmp_path / "site"
    made(load(folder, TODAY), site)
    before = {path: path.stat().st_ino for path in site.rglob("*.html")}
    file = folder / "municipalities" / "norrby.yaml"
    file.write_text(
        file.read_text("utf-8").replace("phone: 070-174 06 2", "phone: 070-174 06 9"), encoding="utf-8"
    )

    todo = made(load(folder, TODAY), site)

    assert {"norrby"} == todo.fingerprints.keys()
    changed = {path.relative_to(site).parts[0] for path in before if path.stat().st_ino != before[path]}
    assert {"norrby"} == changed
    assert {} == made(load(folder, TODAY), site).fingerprints


def test_a_municipality_that_is_gone_leaves_the_site(tmp_path: Path, example: Path) -> None:
    """Its folder goes, and the shared pages no longer name it."""
    folder, site = example, tmp_path / "site"
    made(load(folder, TODAY), site)
    (folder / "municipalities" / "norrby.yaml").unlink()

    todo = made(load(folder, TODAY), site)

    assert {""} == todo.fingerprints.keys()
    assert not (site / "norrby").exists()
    assert "norrby" not in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "soderby" / "index.html").exists()


def test_only_one_municipality_leaves_the_others_as_they_are(tmp_path: Path, example: Path) -> None:
    """Whatever has changed in them."""
    folder, site = example, tmp_path / "site"
    made(load(folder, TODAY), site)
    glossary = folder / "glossary.yaml"
    glossary.write_text(glossary.read_text("utf-8") + "# en rad\n", encoding="utf-8")

    todo = made(load(folder, TODAY), site, only=("soderby",))

    assert {"", "soderby"} == todo.fingerprints.keys()
    assert (site / "norrby" / "index.html").exists()


def test_a_build_that_fails_leaves_every_piece(tmp_path: Path, shelf: Shelf) -> None:
    """Nothing is moved in before all is made."""
    site = tmp_path / "site"
    with replace_site(site) as new:
        (new / "norrby").mkdir()
        (new / "norrby" / "index.html").write_text("old", encoding="utf-8")

    def stopped() -> None:
        with replace_folders(site) as new:
            (new / "norrby").mkdir()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert "old" == (site / "norrby" / "index.html").read_text(encoding="utf-8")
    assert [site] == list(tmp_path.iterdir())
