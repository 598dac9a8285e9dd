"""A build stands beside the old site until it is whole, and replaces nothing that is not ours."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from macros.files import write_file
from macros.web.site_build import BUILT, SiteError, lock_site, replace_folders, replace_site
from tests.edits import lay_over


def built(folder: Path, text: str) -> Path:
    """Build a site of one page."""
    with replace_site(folder) as new:
        (new / "index.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_whole_build_takes_the_old_sites_place(
    can_exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one step where the system can exchange folders, else by two renames. Nothing is left beside."""
    site = built(tmp_path / "site", "old")
    (site / "gone.html").touch()
    if can_exchange:
        monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("moved aside"))
    else:
        monkeypatch.setattr("macros.web.site_build._exchange", lambda *_: False)

    built(site, "new")

    assert {"index.html", BUILT} == {path.name for path in site.iterdir()}
    assert "new" == (site / "index.html").read_text(encoding="utf-8")
    assert [site] == list(tmp_path.iterdir())


def stop_halfway(new: Path) -> None:
    """Write a page, and be stopped."""
    (new / "index.html").write_text("half", encoding="utf-8")
    raise KeyboardInterrupt


@pytest.mark.parametrize("replace", [replace_site, replace_folders])
def test_a_failed_build_leaves_the_old_site_alone(
    replace: Callable[[Path], AbstractContextManager[Path]], tmp_path: Path
) -> None:
    """Whatever stops it, and nothing is left beside."""
    site = built(tmp_path / "site", "old")

    with pytest.raises(KeyboardInterrupt), replace(site) as new:
        stop_halfway(new)

    assert "old" == (site / "index.html").read_text(encoding="utf-8")
    assert [site] == list(tmp_path.iterdir())


def test_what_a_killed_build_left_is_cleared_up(tmp_path: Path) -> None:
    """A site that it had moved aside comes back first; the workspace of another site is left alone."""
    workspace, neighbour = tmp_path / ".site.new" / "x", tmp_path / ".site-2026.new"
    write_file(workspace / "old" / BUILT, "")
    neighbour.mkdir()

    with pytest.raises(KeyboardInterrupt), replace_site(tmp_path / "site"):
        raise KeyboardInterrupt

    assert {tmp_path / "site", neighbour} == set(tmp_path.iterdir())
    assert (tmp_path / "site" / BUILT).exists()


@pytest.mark.parametrize("target", ["data", "data/..", "."])
def test_a_folder_that_no_build_made_is_not_replaced(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip of the hand does not cost the data."""
    write_file(tmp_path / "data" / "site.yaml", "")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SiteError, match="skrivs inte över"), replace_site(Path(target)):
        pass

    assert (tmp_path / "data" / "site.yaml").exists()


def test_a_kill_among_the_pieces_leaves_no_mark_of_what_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark of the shared pages comes last: what was not moved in is made once more."""
    site = built(tmp_path / "site", "old")
    (site / BUILT).write_text("old", encoding="utf-8")
    moved: list[str] = []

    def move_until_killed(new: Path, *_: Path) -> None:
        if new.name == "index.html":
            raise KeyboardInterrupt
        moved.append(new.name)

    monkeypatch.setattr("macros.web.site_build._move_in", move_until_killed)

    with pytest.raises(KeyboardInterrupt), replace_folders(site) as new:
        lay_over(new, {BUILT: "new", "assets/a.css": "", "index.html": ""})

    assert ["assets"] == moved
    assert "old" == (site / BUILT).read_text(encoding="utf-8")


def test_a_second_build_of_a_site_waits_for_the_first(tmp_path: Path) -> None:
    """It says so, and goes on when the first ends; a build of another site need not wait."""
    fork = multiprocessing.get_context("fork")
    waits, entered = fork.Event(), fork.Event()

    def second() -> None:
        with lock_site(tmp_path / "site", waits.set):
            entered.set()

    with lock_site(tmp_path / "site"):
        child = fork.Process(target=second)
        child.start()
        assert waits.wait(timeout=60)
        with lock_site(tmp_path / "site-2026", lambda: pytest.fail("waited for another site")):
            assert not entered.is_set()
    child.join()

    assert (0, True) == (child.exitcode, entered.is_set())


def test_a_build_that_is_killed_lets_the_next_one_in(tmp_path: Path) -> None:
    """The lock is the operating system's, and ends with its process."""
    child = multiprocessing.get_context("fork").Process(target=_die_building, args=(tmp_path / "site",))
    child.start()
    child.join()

    assert -signal.SIGKILL == child.exitcode
    with lock_site(tmp_path / "site", lambda: pytest.fail("waited for the dead")):
        pass


def _die_building(site: Path) -> None:
    with lock_site(site):
        os.kill(os.getpid(), signal.SIGKILL)
