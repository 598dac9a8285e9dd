"""Older data comes from git, or a sentence says why not."""

from datetime import date
from pathlib import Path

import pytest

from macros.changes.revision import History, HistoryError
from tests.changes.conftest import edit, git, save

PHONE = "070-174 06 20"


def test_version_is_as_it_was_saved(repository: Path) -> None:
    """What has been edited since does not show, and nothing in the repository changes. Links are left out."""
    Path("data/areas/link.yaml").symlink_to("/etc/hostname")
    save("Länk", "2026-02-01")
    edit("municipalities/norrby.yaml", PHONE, "070-174 06 29")
    history = History(repository)
    with history.folder_of(history.find("HEAD")) as folder:
        files = {file.relative_to(folder) for file in folder.rglob("*.yaml")}
        assert PHONE in (folder / "municipalities/norrby.yaml").read_text(encoding="utf-8")

    assert files == {
        file.relative_to(repository) for file in repository.rglob("*.yaml") if not file.is_symlink()
    }
    assert not folder.exists()
    assert "M data/municipalities/norrby.yaml" == git("status", "--short")


@pytest.mark.parametrize(("folder", "data"), [("data/areas", ".."), (".", "data"), ("data", ".")])
def test_the_data_may_lie_deeper_or_be_the_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch, folder: str, data: str
) -> None:
    """From wherever the command is given."""
    monkeypatch.chdir(folder)
    if (folder, data) == ("data", "."):
        git("init", "-q", "-b", "main", ".")
        save("Bara data", "2026-01-10")
    history = History(Path(data))
    with history.folder_of(history.find("HEAD")) as saved:
        assert (saved / "site.yaml").is_file()


def test_a_day_is_the_last_version_on_or_before_it(repository: Path) -> None:
    """The whole day counts."""
    save("Andra", "2026-03-01")
    save("Tredje", "2026-05-01")
    history = History(repository)

    assert ["Första versionen", "Andra", "Tredje", "Andra", "Andra"] == [
        history.find(name).subject
        for name in ("2026-02-28", "2026-03-01", "2027-01-01", "2026-04-30", "HEAD~1")
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        *((name, "Det finns ingen version") for name in ("nej", "--output=x", "HEAD~7", "-1", "", "^HEAD")),
        ("HEAD:data", "Det finns ingen version"),
        ("2026-13-40", "är inget datum"),
        ("2026-01-09", r"Den 9 januari 2026 fanns .* Den första är från 10 januari 2026"),
    ],
)
def test_name_that_is_no_version_is_said(repository: Path, name: str, message: str) -> None:
    """Whatever it looks like: it never becomes an option of git's. Before the first version nothing was."""
    with pytest.raises(HistoryError, match=message):
        History(repository).find(name)
    assert {"data", ".git"} == {path.name for path in Path().iterdir()}


def test_a_part_of_the_history_says_that_it_is_one(repository: Path, tmp_path: Path) -> None:
    """The first version that is here is not the first that was."""
    save("Andra", "2026-03-01")
    git("clone", "-q", "--depth=1", f"file://{repository.resolve().parent}", "grund")

    with pytest.raises(HistoryError, match="bara en del av historiken, tillbaka till 1 mars 2026"):
        History(Path("grund/data")).find_day(date(2026, 2, 1))


def test_the_words_of_a_version_are_one_line(repository: Path) -> None:
    """Whatever characters they hold, and whatever git is told to show beside them."""
    git("config", "log.showSignature", "true")
    save("Två\u2028rader\x1b[31m", "2026-03-01")

    assert "Två?rader?[31m" == History(repository).find_day(date(2026, 3, 1)).subject


def test_a_hook_leads_nowhere_else(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git sets these when it calls one."""
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")

    assert "Första versionen" == History(repository).find("HEAD").subject


def test_a_folder_outside_any_repository_is_said(tmp_path: Path, example_copy: object) -> None:
    """With what to do."""
    with pytest.raises(HistoryError, match="ligger inte i ett git-arkiv"):
        History(Path("data"))


def test_a_machine_without_git_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence, not a traceback."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(HistoryError, match="Programmet git finns inte"):
        History(tmp_path)


@pytest.mark.parametrize("name", ["HEAD", "2026-01-10"])
def test_nothing_saved_yet_is_said(repository: Path, name: str) -> None:
    """A repository may be new."""
    git("checkout", "-q", "--orphan", "ny")
    with pytest.raises(HistoryError, match="ingen sparad version än"):
        History(repository).find(name)


def test_a_version_without_the_folder_is_said(repository: Path) -> None:
    """The data may have come later than the project."""
    history = History(Path("data"))
    git("rm", "-rq", "--cached", "data")
    git("commit", "-q", "-m", "Utan data")
    version = history.find("HEAD")

    with pytest.raises(HistoryError, match="Mappen data fanns inte"), history.folder_of(version):
        pass
