"""After an edit the sheets are made in a process of their own: the site is what one process would make."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.commands.ahead import Ahead, ahead
from macros.records.binder import Shelf
from macros.web.site_build import SiteError
from tests.conftest import EXAMPLE


def built(data: Path, site: Path, jobs: int) -> str:
    """Build a site, and give what was said."""
    where = ["--data", str(data), "--site", str(site), "--today", "2026-11-21", "--jobs", str(jobs)]
    done = CliRunner().invoke(main, ["build", *where], prog_name="parmen")
    assert 0 == done.exit_code, done.output
    return done.stdout.strip()


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.site
@pytest.mark.usefixtures("default_store")
def test_the_site_is_the_same(tmp_path: Path) -> None:
    """Whether all was read and made here in turn, or only what had changed, side by side."""
    data = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    built(data, tmp_path / "one", jobs=2)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    file = data / "municipalities" / "norrby.yaml"
    file.write_text(file.read_text("utf-8").replace("070-174 06 2", "070-174 06 9"), encoding="utf-8")

    said = [built(data, tmp_path / name, jobs) for name, jobs in (("two", 2), ("one", 1))]

    assert [f"{tmp_path}/two/: 1 pärm, 29 blad och paket. 1 pärm är som förut.", said[0]] == [
        said[0],
        said[1].replace("/one/", "/two/"),
    ]
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one.keys() == two.keys()
    assert [] == [path for path in one if one[path] != two[path]]
    assert "inget har ändrats" in built(data, tmp_path / "two", jobs=2)


def test_a_process_that_died_is_told_of(tmp_path: Path, example: Shelf) -> None:
    """As a site that could not be built: the one that stands is left as it is."""
    process = Ahead()
    pid = process._process.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    process._process.join()

    process.begin(example, tmp_path, 1)

    with pytest.raises(SiteError, match="arbetsprocessen dog"):
        process.result()
    process.end()


@pytest.mark.paper
def test_what_is_raised_there_is_raised_here(
    tmp_path: Path, example: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "file")

    monkeypatch.setattr("macros.paper.sheet_build.build", fail)
    with ahead(wanted=True) as process:
        assert process
        process.begin(example, tmp_path / "new", 1)
        with pytest.raises(OSError, match="file"):
            process.result()


def test_a_process_that_nothing_is_asked_of_ends() -> None:
    """At once, and so it does when nothing was wanted."""
    with ahead(wanted=True) as process:
        assert process
    assert not process._process.is_alive()
    with ahead(wanted=False) as none:
        assert none is None
