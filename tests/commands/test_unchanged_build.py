"""A build with nothing to do says so without reading the records; whatever has changed, they are read."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from unittest.mock import Mock

import pytest

from macros import build_inputs
from macros.build_inputs import LOCK_FILE, program_fingerprint, tools_fingerprint
from macros.web import last_build
from macros.web.site_build import BUILT, SiteError
from tests.conftest import run_parmen
from tests.damage import DAMAGES
from tests.edits import lay_over

MORNING, EVENING, NEXT_DAY = (str(1795240800 + hours * 3600) for hours in (0, 12, 24))
INPUTS = {
    "data": "data/municipalities/norrby.yaml",
    "file beside the records": "data/README.md",
    "page": "docs/om/nytt.md",
    "pattern": "docs/_kommun/rutin.md",
    "asset": "docs/assets/marks/norrby.svg",
    "style": "docs/assets/web.css",
    "template": "overrides/main.html",
    "config": "mkdocs.yml",
    "lock file": LOCK_FILE,
    "code": "macros/web/pages.py",
    "example": "tests/exempel/site.yaml",
    "page beside other data": "elsewhere/docs/a.md",
    "config beside other data": "elsewhere/mkdocs.yml",
}
"""A file of each kind that the check or the build reads, below the project's root."""
SITE = {f"site/{name}": name for name in ("index.html", BUILT, "norrby/index.html", f"norrby/{BUILT}")}
OTHER_DATA = "elsewhere/data"


class Project(NamedTuple):
    """A small project with a site, of which a build was whole; ``plan`` and ``make`` stand for the work."""

    root: Path
    plan: Mock
    make: Mock

    def build(self, *options: str, data: str = "data") -> bool:
        """Build, and return whether the records were read. Nothing has changed, says the command."""
        self.forget()
        site = self.root / "site"
        done = run_parmen("build", "--data", str(self.root / data), "--site", str(site), *options)
        assert (0, f"{site}/: inget har ändrats.") == (done.exit_code, done.stdout.strip()), done.output
        return self.plan.called

    def forget(self) -> None:
        """Begin a new process: each reads the program once."""
        self.plan.reset_mock()
        for function in (program_fingerprint, tools_fingerprint):
            function.cache_clear()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """Build a small project instead of ours, twice: the second time nothing is read."""
    root = lay_over(tmp_path / "project", dict.fromkeys(INPUTS.values(), "old") | SITE)
    shutil.copytree(root / "data", root / OTHER_DATA)
    for module in (build_inputs, last_build):
        monkeypatch.setattr(module, "ROOT", root)
    monkeypatch.setattr(build_inputs, "PACKAGE", root / "macros")
    monkeypatch.setattr(last_build, "EXAMPLES", root / "tests" / "exempel")
    monkeypatch.setattr(last_build, "_entry", lambda: tmp_path / "last-build")
    monkeypatch.setattr("macros.commands.build_command.sheets_or_stop", Mock())
    monkeypatch.setattr("macros.commands.build_command._record_addresses", Mock())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MORNING)
    plan, make = Mock(return_value=Mock(fingerprints={})), Mock(return_value=0)
    monkeypatch.setattr("macros.commands.build_command._make_plan", plan)
    monkeypatch.setattr("macros.commands.build_command._build_site", make)
    made = Project(root, plan, make)
    assert [True, False] == [made.build(), made.build()]
    yield made
    made.forget()  # the tests after this one have our own program


def edit(file: Path) -> None:
    """Change one byte, and leave length and time as they were."""
    facts = file.stat()
    file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))


@pytest.mark.parametrize("kind", INPUTS)
def test_an_edit_of_any_input_is_seen(project: Project, kind: str) -> None:
    """Of one byte, whatever the file's time. Data that lies elsewhere is judged with both places' pages."""
    data = "data" if INPUTS[kind].startswith("data/") else OTHER_DATA
    assert data == "data" or [True, False] == [project.build(data=data), project.build(data=data)]

    edit(project.root / INPUTS[kind])

    assert [True, False] == [project.build(data=data), project.build(data=data)]


def put_link(path: Path) -> None:
    """Put a link to a file in its place."""
    shutil.move(path, path.parents[2] / "moved")
    path.symlink_to(path.parents[2] / "moved")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("data/areas", Path.mkdir),
        ("data/municipalities/norrby.yaml", Path.unlink),
        ("data/municipalities/norrby.yaml", put_link),
        ("data/municipalities/pipe", os.mkfifo),
        (os.fsdecode(b"data/\xff"), Path.touch),
        ("docs/om/nytt.md", put_link),
        ("site/norrby/index.html", Path.unlink),
        ("site/norrby/index.html", lambda path: path.write_text("by hand", encoding="utf-8")),
        ("site/norrby/index.html", put_link),
        ("site/norrby", shutil.rmtree),
        ("site/soderby", Path.mkdir),
        (f"site/{BUILT}", lambda path: path.write_text("", encoding="utf-8")),
        (f"site/norrby/{BUILT}", Path.unlink),
        (".site.new", Path.mkdir),
    ],
)
def test_a_change_of_files_is_seen(project: Project, name: str, change: Callable[[Path], object]) -> None:
    """In the data and the pages, which the check judges; in the site, which the build puts in order."""
    change(project.root / name)

    assert project.build()


@pytest.mark.parametrize(
    ("moment", "options", "reads"),
    [
        (EVENING, (), False),
        (NEXT_DAY, (), True),
        (NEXT_DAY, ("--today", "2026-11-21"), False),
        (MORNING, ("--today", "2026-11-22"), True),
        (MORNING, ("--jobs", "1"), False),
        (MORNING, ("--only", "norrby"), True),
        (MORNING, ("--publish",), True),
    ],
)
def test_another_day_and_other_options_are_seen(
    project: Project, monkeypatch: pytest.MonkeyPatch, moment: str, options: tuple[str, ...], reads: bool
) -> None:
    """The hour of the day and the number of processes make no difference."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)

    assert reads == project.build(*options)


def test_other_data_and_another_place_are_seen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build inside its own site is refused, so it is never cut short."""
    assert project.build(data=OTHER_DATA)
    assert [True, False] == [project.build(), project.build()]
    monkeypatch.chdir(project.root / "site")

    assert project.build()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_memory_is_none(project: Project, damage: Callable[[Path], None]) -> None:
    """It is written again; a folder in its place goes too."""
    damage(last_build._entry())

    assert [True, False] == [project.build(), project.build()]


def edit_for_a_moment(file: Path) -> None:
    """Save another text, which the build may read, and the old one again."""
    for text in ("new", "old"):
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", [INPUTS["data"], INPUTS["template"]])
def test_what_was_edited_during_a_build_is_looked_at_again(project: Project, name: str) -> None:
    """Also when it reads as before afterwards: what is on the site may be what it said in between."""
    project.make.side_effect = lambda *_: edit_for_a_moment(project.root / name)
    edit(project.root / INPUTS["page"])
    assert project.build()
    project.make.side_effect = None

    assert [True, False] == [project.build(), project.build()]


def test_only_a_whole_build_that_succeeded_is_remembered(project: Project) -> None:
    """Not one of some municipalities, and not one that failed."""
    edit(project.root / INPUTS["data"])
    project.build("--only", "norrby")
    project.make.side_effect = SiteError("failed")
    project.forget()
    site = ("--site", str(project.root / "site"))
    assert 1 == run_parmen("build", "--data", str(project.root / "data"), *site).exit_code
    project.make.side_effect = None

    assert project.build()
