"""The wheel: whole, and working from a folder that is not the project's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tomllib import loads
from zipfile import ZipFile

import pytest
from hatchling.build import build_editable, build_wheel

from hatch_build import FILES
from tests.conftest import EXAMPLE, ROOT

BUILD_PAGES = """
from pathlib import Path
from macros.checks import load
from macros.web.site_build import build_pages
shelf = load(Path("data"))
for shard in ("shared", "binders"):
    build_pages(Path(shard), shelf, only=["norrby"], shard=shard)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is unpacked into, as an installation would."""
    folder = tmp_path_factory.mktemp("wheel")
    name = build_wheel(str(folder))
    with ZipFile(folder / name) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(wheel: Path, tmp_path: Path) -> Run:
    """Run Python in an empty folder, with the wheel's code before any other."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(wheel),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
        )

    return run


@pytest.fixture
def data(tmp_path: Path, run: Run) -> Path:
    """The example as somebody's own data folder, in the working folder of ``run``."""
    copy = tmp_path / "elsewhere" / "data"
    for file in EXAMPLE.rglob("*.yaml"):
        target = copy / file.relative_to(EXAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    return copy


def files_below(folder: Path) -> set[str]:
    """Name every file of a folder, without what Python compiles."""
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_every_module_is_in_the_wheel(wheel: Path) -> None:
    """Also the files that modules read beside themselves. ``hooks.py`` lies where ``mkdocs.yml`` names it."""
    inside = {name for name in files_below(wheel / "macros") if not name.startswith("_files/")}

    assert files_below(ROOT / "macros") == inside | {"hooks.py"}


@pytest.mark.parametrize("name", FILES)
def test_every_file_beside_the_code_is_in_the_wheel(wheel: Path, name: str) -> None:
    """Templates, styles, fonts, the shared pages, the example's data."""
    here, there = ROOT / name, wheel / "macros" / "_files" / name

    assert there.exists()
    assert (files_below(here), here.is_file()) == (files_below(there), there.is_file())


def test_an_editable_install_copies_nothing(tmp_path: Path) -> None:
    """It names the clone's folder and no more."""
    with ZipFile(tmp_path / build_editable(str(tmp_path))) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]

        assert ["_gronaparmen.pth"] == names
        assert str(ROOT) == archive.read(names[0]).decode()


def test_the_version_is_that_of_the_project(run: Run) -> None:
    """It stands in one place."""
    project = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    done = run("-m", "macros", "--version")

    assert f"parmen, version {project['version']}\n" == done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("check", "Inga fel."),
        ("due", "Försenat"),
        ("explain norrby routine.meeting.within", "routine.meeting.within = "),
        ("contacts export kontakter.xlsx", "kontakter på"),
        ("pages", "norrby/kontakter.md"),
        ("pdf norrby rutin", "norrby.pdf: "),
        ("headers nginx", "# Made by parmen headers nginx."),
    ],
)
def test_a_command_reads_a_data_folder_anywhere(run: Run, wheel: Path, arguments: str, answer: str) -> None:
    """And writes nothing among the installed files."""
    before = files_below(wheel)

    done = run("-m", "macros", *arguments.split())

    assert (0, True) == (done.returncode, answer in done.stdout), done.stdout + done.stderr
    assert before == files_below(wheel)


@pytest.mark.site
def test_the_site_is_built_from_the_wheel(run: Run, data: Path) -> None:
    """MkDocs finds its settings, hooks, patterns, templates and styles there."""
    done = run("-c", BUILD_PAGES)

    assert 0 == done.returncode, done.stdout + done.stderr
    page = (data.parent / "binders" / "norrby" / "kontakter" / "index.html").read_text(encoding="utf-8")
    assert "Norrby" in page
    assert (data.parent / "shared" / "om" / "komponenter" / "index.html").is_file()
