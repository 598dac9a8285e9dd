"""A build stands beside the old site until it is whole, and replaces nothing that is not ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.web.build import MARK, SiteError, beside, within


def built(folder: Path, text: str) -> Path:
    """Build a site of one page."""
    with beside(folder) as new:
        (new / "index.html").write_text(text, encoding="utf-8")
    return folder


def test_a_whole_build_takes_the_old_sites_place(tmp_path: Path) -> None:
    """The new page is there, the old one gone, and nothing is left beside."""
    site = built(tmp_path / "site", "old")
    (site / "gone.html").touch()

    built(site, "new")

    assert {"index.html", MARK} == {path.name for path in site.iterdir()}
    assert "new" == (site / "index.html").read_text(encoding="utf-8")
    assert [site] == list(tmp_path.iterdir())


def test_a_failed_build_leaves_the_old_site_alone(tmp_path: Path) -> None:
    """Whatever stops it, and nothing is left beside."""
    site = built(tmp_path / "site", "old")

    def stopped() -> None:
        with beside(site) as new:
            (new / "index.html").write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert "old" == (site / "index.html").read_text(encoding="utf-8")
    assert [site] == list(tmp_path.iterdir())


def dead() -> int:
    """Give the number of a process that has ended."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def test_the_new_site_takes_the_old_ones_place_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no moment without a site: nothing is moved aside first."""
    site = built(tmp_path / "site", "old")
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("moved aside"))

    built(site, "new")

    assert "new" == (site / "index.html").read_text(encoding="utf-8")


def test_where_the_system_cannot_exchange_folders_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is the new one, and nothing is left beside."""
    monkeypatch.setattr("macros.web.build._exchanged", lambda *_: False)
    site = built(tmp_path / "site", "old")

    built(site, "new")

    assert "new" == (site / "index.html").read_text(encoding="utf-8")
    assert [site] == list(tmp_path.iterdir())


def test_what_a_killed_build_left_is_cleared_up(tmp_path: Path) -> None:
    """A site that it had moved aside comes back first; the room of a build that lives is left alone."""
    room, living = (tmp_path / f".site-{number}-x" for number in (dead(), os.getpid()))
    (room / "old").mkdir(parents=True)
    (room / "old" / MARK).touch()
    living.mkdir()

    with pytest.raises(KeyboardInterrupt), beside(tmp_path / "site"):
        raise KeyboardInterrupt

    assert {tmp_path / "site", living} == set(tmp_path.iterdir())
    assert (tmp_path / "site" / MARK).exists()


@pytest.mark.parametrize("target", ["data", "data/..", "."])
def test_a_folder_that_no_build_made_is_not_replaced(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip of the hand does not cost the data."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "site.yaml").touch()
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SiteError, match="skrivs inte över"), beside(Path(target)):
        pass

    assert (tmp_path / "data" / "site.yaml").exists()


def test_a_kill_among_the_pieces_leaves_no_mark_of_what_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark of the shared pages comes last: what was not moved in is made once more."""
    site = built(tmp_path / "site", "old")
    (site / MARK).write_text("old", encoding="utf-8")
    moved: list[str] = []

    def killed(new: Path, *_: Path) -> None:
        if new.name == "index.html":
            raise KeyboardInterrupt
        moved.append(new.name)

    def again() -> None:
        with within(site) as new:
            (new / MARK).write_text("new", encoding="utf-8")
            (new / "assets").mkdir()
            (new / "index.html").touch()

    monkeypatch.setattr("macros.web.build._enter", killed)
    with pytest.raises(KeyboardInterrupt):
        again()

    assert ["assets"] == moved
    assert "old" == (site / MARK).read_text(encoding="utf-8")
