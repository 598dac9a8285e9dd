"""After an edit the sheets are made in a process of their own: the site is what one process would make."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.commands.parallel_build import build_side_by_side
from macros.records.binder import Shelf
from macros.web.shards import Plan
from macros.web.site_build import SiteError
from tests.compare_sites import differences
from tests.conftest import EXAMPLE


def build(data: Path, site: Path, jobs: int) -> str:
    """Build a site, and return what was said."""
    options = ["--data", str(data), "--site", str(site), "--today", "2026-11-21", "--jobs", str(jobs)]
    done = CliRunner().invoke(main, ["build", *options], prog_name="parmen")
    assert 0 == done.exit_code, done.output
    return done.stdout.strip()


@pytest.mark.site
@pytest.mark.usefixtures("default_store")
def test_an_edit_side_by_side_gives_the_same_site_as_in_turn(tmp_path: Path) -> None:
    """With two jobs the edited municipality's pages and sheets are made at once, with one in turn."""
    data = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    agreement = data / "agreements" / "exempelavtalet"
    (agreement / "documents.yaml").write_text("- id: familj\n- id: samtycke\n", encoding="utf-8")
    packets = (agreement / "packets.yaml").read_text(encoding="utf-8")
    family_packet = packets[packets.index("- id: familjepaket") : packets.index("- id: styrgruppspaket")]
    (agreement / "packets.yaml").write_text(family_packet, encoding="utf-8")
    one, two = tmp_path / "one", tmp_path / "two"
    build(data, one, jobs=2)
    shutil.copytree(one, two)
    file = data / "municipalities" / "norrby.yaml"
    file.write_text(file.read_text("utf-8").replace("070-174 06 2", "070-174 06 9"), encoding="utf-8")

    for site, jobs in ((one, 1), (two, 2)):
        assert f"{site}/: 1 pärm, 6 blad och paket. 1 pärm är som förut." == build(data, site, jobs)

    assert [] == list(differences(one, two))
    assert (one / "norrby/.built").read_text() == (two / "norrby/.built").read_text()
    assert f"{two}/: inget har ändrats." == build(data, two, jobs=2)


def kill_itself(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fill_the_disk(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device", "file")


@pytest.mark.parametrize(
    ("make_sheets", "message"),
    [(kill_itself, "arbetsprocessen dog"), (fill_the_disk, "disken är full: file")],
)
def test_a_sheets_process_that_fails_stops_the_build(
    tmp_path: Path,
    example: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    make_sheets: Callable[..., None],
    message: str,
) -> None:
    """The site that stands is left as it is."""
    monkeypatch.setattr("macros.paper.sheet_build.build", make_sheets)
    monkeypatch.setattr("macros.commands.parallel_build.build_shards", lambda *_: None)

    with pytest.raises(SiteError, match=message):
        build_side_by_side(Plan(example, tmp_path, {"norrby": ""}), tmp_path, jobs=2)
