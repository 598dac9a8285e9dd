"""Pages, pictures and the menu that somebody keeps beside the data, apart from the program."""

import shutil
from pathlib import Path

import pytest

from macros.checks import check, load
from macros.exchange.data_writer import Trial
from macros.paper.documents import Writer
from macros.project import DOCS, MARKS
from macros.records.content_folder import find_own_docs, list_own_files, read_own_menu
from macros.web.site_fingerprints import fingerprints
from tests.edits import copy_example, replace_text, write_file
from tests.sites import TODAY


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example's data in a folder of content, with a page and a mark of its own."""
    monkeypatch.chdir(tmp_path)
    copy_example(Path("data"))
    replace_text(Path("data/municipalities/norrby.yaml"), ("exempel-norrby.svg", "eget.svg"))
    write_file(Path("docs/om-oss.md"), "---\ntitle: Om oss\n---\n\n# Om oss\n")
    Path("docs/assets/marks").mkdir(parents=True)
    shutil.copy(MARKS / "exempel-norrby.svg", "docs/assets/marks/eget.svg")
    write_file(Path("mkdocs.yml"), "nav:\n  - om-oss.md\n")
    return Path("data")


def test_what_lies_beside_the_data_is_found(data: Path) -> None:
    """Without mkdocs.yml, or in a clone of the program, nothing beside the data is anybody's own."""
    names = [name for name, _ in list_own_files(data)]

    assert (["assets/marks/eget.svg", "om-oss.md"], ["om-oss.md"]) == (names, read_own_menu(data))
    assert [] == check(data, TODAY)[1]
    write_file(Path("macros/hooks.py"), "")
    assert None is find_own_docs(data)
    shutil.rmtree("macros")
    Path("mkdocs.yml").unlink()
    assert (None, []) == (find_own_docs(data), read_own_menu(data))


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("nav: []\n", []),
        ("# bara en kommentar\n", ["filen är tom"]),
        ("nav:\n  - saknas.md\n", ["sidan ”saknas.md” finns inte i docs"]),
        ("nav:\n  - ../../etc/passwd.md\n", ["sidan ”../../etc/passwd.md” finns inte i docs"]),
        (f"nav:\n  - {DOCS}/index.md\n", ["finns inte i docs"]),
        ("nav:\n  - ./om-oss.md\n", ["sidan ”./om-oss.md” finns inte i docs"]),
        ("nav:\n  - Om: om-oss.md\n", ["varje rad i nav ska vara en sida"]),
        ("nav: om-oss.md\n", ["nav ska vara en lista med egna sidor"]),
        ("- om-oss.md\n", ["här ska bara menyn med egna sidor stå, i nav"]),
        (
            "hooks: [x.py]\nplugins: [x]\nnav: []\n",
            ["”hooks” har ingen verkan", "”plugins” har ingen verkan"],
        ),
        ("nav: [\n", [""]),
    ],
)
def test_the_menu_is_a_list_of_pages_and_no_more(data: Path, config: str, words: list[str]) -> None:
    """Nothing in mkdocs.yml can be code: all but nav is refused, and read by nobody."""
    write_file(Path("mkdocs.yml"), config)
    problems = [problem for problem in check(data, TODAY)[1] if problem.file == "mkdocs.yml"]

    assert len(words) == len(problems)
    assert [] == [word for word, one in zip(words, problems, strict=True) if word not in one.message]


@pytest.mark.parametrize("name", ["_kommun/rutin.md", "assets/web.css", "assets/chooser.js"])
def test_the_programs_own_files_are_not_changed_from_here(data: Path, name: str) -> None:
    """The check says so, and the site does without."""
    write_file(Path("docs", name), "")
    problems = [problem.rule for problem in check(data, TODAY)[1]]

    assert ("not-own" in problems, name in dict(list_own_files(data))) == (True, False)


def test_a_mark_of_ones_own_stands_on_the_cover(data: Path) -> None:
    """Whole in the sheet, the same wherever the folder lies; a change of it makes the municipality anew."""
    shelf = load(data, TODAY)
    before = fingerprints(shelf)
    cover = Writer(shelf, shelf.binders["norrby"]).cover(shelf.binders["norrby"].packets[0], [], 1)
    write_file(Path("docs/om-oss.md"), "# Vi\n")
    page = fingerprints(shelf)
    replace_text(Path("docs/assets/marks/eget.svg"), ("<svg", "<svg "))
    mark = fingerprints(shelf)

    assert 'src="data:image/svg+xml;base64,' in cover.html
    assert str(data.resolve()) not in cover.html
    changed = {name for name in before if before[name] != page[name]}
    assert ({""}, {"", "norrby"}) == (changed, {name for name in before if before[name] != mark[name]})


def test_a_trial_of_a_change_sees_what_lies_beside(data: Path, tmp_path: Path) -> None:
    """Else the mark would be missing in the copy, and no spreadsheet could be read back."""
    trial = Trial(load(data, TODAY), [], tmp_path / "copy" / "data")
    (tmp_path / "copy").mkdir()
    trial.make_copy()

    assert [] == check(trial.copy, TODAY)[1]
