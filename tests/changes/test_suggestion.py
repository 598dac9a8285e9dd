"""Edits are handed over as a branch or a ZIP, and nothing else in the folder is touched."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from macros.changes.reader_view import View
from macros.changes.revision import HistoryError
from macros.changes.suggestion import WORDS, Clone, Person, SuggestionError, Words, pack
from macros.problems import DataError
from tests.changes.conftest import edit, git, save
from tests.conftest import run_parmen
from tests.edits import replace_text
from tests.small import SLUG, write_small

PHONE, OTHER = "070-174 06 20", "070-174 06 29"
NORRBY = "municipalities/norrby.yaml"
EDITOR = Person("Processledaren", "norrbus@exempel.example")
EDIT = Words("Nytt nummer till BVC: {{ x }}\n i Norrby", "Telefon\n  förut: det gamla\n  nu:    det nya")
TODAY = date(2026, 11, 30)
BRANCH = "forslag-2026-11-30-nytt-nummer-till-bvc-x-i-norrby"


def state_of_the_folder() -> tuple[str, bytes, str]:
    """Return what git says of the folder, its index, and the branch that is checked out."""
    return (
        git("status", "--porcelain"),
        Path(".git/index").read_bytes(),
        git("rev-parse", "HEAD", "--abbrev-ref", "HEAD"),
    )


@pytest.fixture
def edited(repository: Path) -> Path:
    """An edit to hand over, a new and a removed file, beside what is half staged and what lies elsewhere."""
    edit("site.yaml", "lead: En", "lead: Ännu en")
    git("add", "data/site.yaml")
    edit(NORRBY, PHONE, OTHER)
    Path("data/areas/nya.yaml").write_text("state: draft\n", encoding="utf-8")
    Path("data/municipalities/soderby/contacts.yaml").unlink()
    Path("anteckningar.md").write_text("Mina egna.\n", encoding="utf-8")
    return repository


def test_a_branch_holds_the_edits_of_the_data_and_nothing_else_changes(edited: Path) -> None:
    """New and removed files come along, what lies beside does not. A hook is not asked."""
    hook = Path(".git/hooks/reference-transaction")
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = state_of_the_folder()
    saved = Clone(edited).suggest(EDITOR, EDIT, TODAY)

    assert before == state_of_the_folder()
    files = ["areas/nya.yaml", NORRBY, "municipalities/soderby/contacts.yaml", "site.yaml"]
    assert (BRANCH, files) == (saved.branch, list(saved.files)) == (BRANCH, Clone(edited).list_edited())
    names = git("diff", "--name-status", "HEAD", saved.branch).splitlines()
    assert ["A", "M", "D", "M"] == [line[0] for line in names]
    assert OTHER in git("show", f"{saved.branch}:data/{NORRBY}")


def test_the_commit_is_the_editors_with_the_words_of_the_edit(edited: Path) -> None:
    """In her name, on top of the last version; the subject is one line. A second gets a name of its own."""
    first = Clone(edited).suggest(EDITOR, EDIT, TODAY, [NORRBY])
    second = Clone(edited).suggest(EDITOR, Words("Ö" * 100, "x"), TODAY, [NORRBY])
    third = Clone(edited).suggest(EDITOR, EDIT, TODAY, [NORRBY])
    subject, empty, *body = git("show", "-s", "--format=%B", first.commit).splitlines()

    assert ((NORRBY,), f"{BRANCH}-2") == (first.files, third.branch)
    assert ("Nytt nummer till BVC: {{ x }} i Norrby", "", EDIT.text) == (subject, empty, "\n".join(body))
    who = git("show", "-s", "--format=%an|%ae|%cn|%ce|%P", first.commit).split("|")
    assert [*[EDITOR.name, EDITOR.email] * 2, git("rev-parse", "HEAD")] == who
    assert 72 == len(git("show", "-s", "--format=%s", second.commit))


@pytest.mark.parametrize(
    ("name", "text", "words", "rule"),
    [
        (NORRBY, "note: 811218-9876\n", EDIT, "personal-identity-number"),
        ("bild.exe", "MZ\0\1", EDIT, "loose-document"),
        (NORRBY, "note: x\n", Words("Om 811218-9876", "x"), "personal-identity-number"),
    ],
)
def test_what_is_about_a_person_is_refused_both_ways(
    name: str, text: str, words: Words, rule: str, repository: Path
) -> None:
    """Neither a branch nor a ZIP is made, and the number is not repeated."""
    Path("data", name).write_text(text, encoding="utf-8")

    for hand_over in (
        lambda: Clone(repository).suggest(EDITOR, words, TODAY),
        lambda: pack(repository, [name], words),
    ):
        with pytest.raises(DataError) as refused:
            hand_over()
        assert {rule} == {problem.rule for problem in refused.value.problems}
        assert "811218" not in str(refused.value)
    assert "main" == git("branch", "--format=%(refname:short)")


def test_what_lies_elsewhere_never_comes_along(edited: Path) -> None:
    """By its path, by a folder that is a link, or as a link itself."""
    Path("data/ut").symlink_to(Path.cwd())
    for name in ("../anteckningar.md", "ut/anteckningar.md", str(Path("anteckningar.md").absolute()), "."):
        for hand_over in (
            lambda name=name: Clone(edited).suggest(EDITOR, EDIT, TODAY, [name]),
            lambda name=name: pack(edited, [name], EDIT),
        ):
            with pytest.raises(SuggestionError, match="ligger inte i mappen"):
                hand_over()
    for hand_over in (
        lambda: Clone(edited).suggest(EDITOR, EDIT, TODAY, ["ut"]),
        lambda: pack(edited, ["ut"], EDIT),
    ):
        with pytest.raises(DataError):
            hand_over()


def test_a_zip_holds_the_files_and_the_words(edited: Path) -> None:
    """The same bytes at any time. What is removed is said."""
    files = [NORRBY, "municipalities/soderby/contacts.yaml"]
    made = pack(edited, files, EDIT)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read(WORDS).decode()

        assert [WORDS, f"data/{NORRBY}"] == archive.namelist()
        assert Path("data", NORRBY).read_bytes() == archive.read(f"data/{NORRBY}")
    assert made == pack(edited, reversed(files), EDIT)
    assert text.startswith("Nytt nummer till BVC: {{ x }} i Norrby\n\nTelefon\n")
    assert "Ta bort: data/municipalities/soderby/contacts.yaml" in text


@pytest.mark.parametrize("name", ["", " ", ",", "A <b@c.d>", "A\nB", "A\u202eB", "\udcff", "x" * 101])
def test_a_name_that_git_cannot_write_is_asked_for(name: str) -> None:
    """It stands on one line, before the address; what is no letter in a title is left out."""
    assert Words(name, "x").message.encode()
    with pytest.raises(SuggestionError, match="Processledaren"):
        Person(name, "a@b.example")
    with pytest.raises(SuggestionError, match="e-postadress"):
        Person("Processledaren", f"{name} a@b")


def test_nothing_edited_is_nothing_to_hand_over(repository: Path) -> None:
    """And outside git there is no branch."""
    with pytest.raises(SuggestionError, match="Inget har ändrats"):
        Clone(repository).suggest(EDITOR, EDIT, TODAY)
    with pytest.raises(HistoryError):
        Clone(Path("/"))


def test_the_command_saves_a_branch_with_the_words_of_diff(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what to write next. Who it is from is asked for, where git does not know.

    Where the edit shows is left out here: the tests of ``reach`` find it.
    """
    monkeypatch.setattr("macros.changes.reach.make_view", lambda *_: View())
    monkeypatch.chdir(tmp_path)
    file = write_small(Path("data")) / f"municipalities/{SLUG}.yaml"
    git("init", "-q", "-b", "main", ".")
    save("Första versionen", "2026-01-10")
    replace_text(file, (PHONE, OTHER))
    words = ("propose", "--data", "data", "--name", EDITOR.name)
    asked = run_parmen(*words)
    done = run_parmen(*words, "--email", EDITOR.email)
    branch = git("branch", "--format=%(refname:short)").splitlines()[0]

    assert (2, True) == (asked.exit_code, "Skriv vem förslaget kommer från" in asked.output)
    assert 0 == done.exit_code, done.output
    assert f"git push origin {branch}" in done.output
    assert f"nu:    {OTHER}" in git("show", "-s", "--format=%b", branch)


def test_the_command_makes_a_zip_where_there_is_no_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the files that are named. It writes over nothing."""
    monkeypatch.chdir(tmp_path)
    write_small(Path("data"))
    words = ("propose", "--data", "data", "--title", "Nytt nummer", f"data/municipalities/{SLUG}.yaml")
    done, again = run_parmen(*words), run_parmen(*words)
    (archive,) = Path().glob("forslag-*.zip")

    assert (0, 2) == (done.exit_code, again.exit_code), done.output
    assert "Mejla filen" in done.output
    assert [WORDS, f"data/municipalities/{SLUG}.yaml"] == zipfile.ZipFile(archive).namelist()
