"""The wheel: whole, and working from a folder that is not the project's."""

import os
import re
from hashlib import sha256
from pathlib import Path
from tomllib import loads
from zipfile import ZipFile

import pytest
from hatchling.build import build_editable, build_wheel

from hatch_build import FILES
from macros.files import write_file
from macros.project import MARKS
from tests.conftest import ROOT
from tests.edits import copy_example, edit_example
from tests.one_process import run_commands
from tests.small import write_small

BUILD_PAGES = """
from pathlib import Path
from macros.checks import load
from macros.web.site_build import build_pages
build_pages(Path("site"), load(Path("data")), only=["norrby"])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is unpacked into, as an installation would."""
    folder = tmp_path_factory.mktemp("wheel")
    name = build_wheel(str(folder))
    with ZipFile(folder / name) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


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


INIT = "init parm --name Provpärmen --municipality Norrby --county Norrland --region Nord --program"
COMMANDS = {
    "doctor": "Pythonpaket: alla ",
    "migrate --data old/data": "Klart. Kontrollera med  parmen check",
    "check --data old/data": "Inga fel.",
    "check --data parm/data": "Inga fel.",
    "new municipality --name Söderby --area norrland --county Norrland --data parm/data": "Texten är ett utkast.",
    "clean --data parm/data": "togs bort",
    "check": "Inga fel.",
    "due": "Försenat",
    "explain norrby routine.meeting.within": "routine.meeting.within = ",
    "contacts export kontakter.xlsx": "kontakter på",
    "pages": "norrby/kontakter/index.md",
    "pdf norrby rutin": "norrby.pdf: ",
    "headers nginx": "# Made by parmen headers nginx.",
}


@pytest.mark.site
@pytest.mark.paper
def test_site_and_commands_read_a_data_folder_anywhere(wheel: Path, tmp_path: Path) -> None:
    """They find settings, patterns, templates and styles in the wheel, and write nothing there.

    The version is the project's, which stands in one place.
    """
    project = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    answers = COMMANDS | {"--version": f"parmen, version {project['version']}\n"}
    before = files_below(wheel)
    begin_content(tmp_path)
    wheel_file = next(wheel.parent.glob("*.whl"))
    answers = {f"{INIT} {wheel_file}": "Skrev en ny pärm i parm.", **answers}
    paths = {"PYTHONPATH": str(wheel), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment = {**os.environ, **paths, "PYTHONDONTWRITEBYTECODE": "1"}

    printed = run_commands(answers, BUILD_PAGES, folder=tmp_path, environment=environment)

    assert [] == [line for line, answer in answers.items() if answer not in printed[line]]
    assert "Norrby" in (tmp_path / "site/norrby/kontakter/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site/om/komponenter/index.html").is_file()
    assert "Vår sida" in (tmp_path / "site/om-oss/index.html").read_text(encoding="utf-8")
    assert 'om-oss/"' in (tmp_path / "site/lagar/index.html").read_text(encoding="utf-8")
    assert "Vår egen text" in (tmp_path / "site/om/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site/assets/marks/eget.svg").is_file()
    assert "version: " in (tmp_path / "old/data/site.yaml").read_text(encoding="utf-8")
    assert sha256(wheel_file.read_bytes()).hexdigest() in (tmp_path / "parm/requirements.txt").read_text(
        "utf-8"
    )
    assert before == files_below(wheel)


def begin_content(folder: Path) -> None:
    """Put the example in a folder of content with pages and a mark of its own, and beside it older data."""
    copy_example(
        folder / "data", edit_example("municipalities/norrby.yaml", ("exempel-norrby.svg", "eget.svg"))
    )
    write_file(folder / "mkdocs.yml", "nav:\n  - om-oss.md\n")
    write_file(folder / "docs/om-oss.md", "---\ntitle: Vår sida\n---\n\n# Vår sida\n")
    write_file(folder / "docs/om/index.md", "---\ntitle: Om\n---\n\n# Om\n\nVår egen text.\n")
    mark = (MARKS / "exempel-norrby.svg").read_text(encoding="utf-8")
    write_file(folder / "docs/assets/marks/eget.svg", mark)
    write_small(folder / "old/data")
    site = folder / "old/data/site.yaml"
    write_file(site, re.sub(r"\nroles:\n(?:  - .*\n)+", "\n", site.read_text(encoding="utf-8")))
    write_file(folder / "old/mkdocs.yml", "nav: []\n")
