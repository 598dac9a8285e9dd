"""The hook before a commit: what is about to be saved is looked at, and a find stops it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.checks import staged
from macros.checks.staged import check_history, check_pushed, check_staged, main
from macros.files import write_file
from tests.conftest import ROOT, Copy

NUMBER = "811218-9876"
"""The Swedish Tax Agency's own example of a personal identity number."""


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in the working folder."""
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(autouse=True)
def repository(example_copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository around the example's data, which is the working folder, with nothing saved yet."""
    example_copy()
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Funktion")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "funktion@exempel.example")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git("init", "--quiet")


def stage(name: str, text: str, encoding: str = "utf-8") -> list[str]:
    """Stage a file. Return the places of what is found in all that is staged."""
    write_file(Path(name), text.encode(encoding))
    git("add", name)
    return places()


def places() -> list[str]:
    """Where something is found in what is staged."""
    return [f"{problem.file}:{problem.line}" for problem in check_staged()]


def test_what_is_staged_counts_and_not_what_lies_in_the_folder() -> None:
    """The number was taken out after it was staged: it would be saved all the same."""
    assert ["data/note.yaml:2"] == stage("data/note.yaml", f"# a\n# {NUMBER}\n")
    Path("data/note.yaml").write_text("# bort\n", encoding="utf-8")

    assert ["data/note.yaml:2"] == places()
    assert [] == stage("data/note.yaml", "# dnr 811218-9875\n")


@pytest.mark.parametrize("name", ["å ä ö.md", "med mellanslag.md", "macros/blad.txt", f"{NUMBER}.md"])
def test_a_file_is_read_whatever_its_name_is(name: str) -> None:
    """Also in UTF-16. The name itself counts too."""
    assert [f"{name}:1"] == stage(name, "Inget här." if NUMBER in name else NUMBER, "utf-16")


def test_a_link_that_becomes_a_file_is_read() -> None:
    """Git calls that a change of type."""
    Path("note.md").symlink_to("data/site.yaml")
    git("add", "note.md")
    assert ["note.md:1"] == places()
    assert 0 == git("commit", "--quiet", "-m", "Note").returncode
    Path("note.md").unlink()

    assert ["note.md:1"] == stage("note.md", NUMBER)


def test_what_goes_away_stops_nothing() -> None:
    """A number that should not have been saved may be taken out. A project within is not looked into."""
    stage("note.md", NUMBER)
    git("commit", "--quiet", "-m", "Note")
    git("rm", "--quiet", "note.md")
    head = git("rev-parse", "HEAD").stdout.strip()
    assert [] == places()
    git("update-index", "--add", "--cacheinfo", f"160000,{head},within")
    assert ["within:1"] == places()


FORM = b"%PDF-1.7\n%\xe2\xe3\n"


@pytest.mark.parametrize("name", ["form.pdf", "data/form.md", "data/svar.xlsx", "tests/form", "arkiv.zip"])
def test_what_cannot_be_read_is_not_saved(name: str) -> None:
    """Somebody will save a filled-in form beside the data."""
    write_file(Path(name), FORM)
    git("add", "--force", name)

    assert [f"{name}:1"] == places()


def commit(message: str, *names: str) -> str:
    """Save files without the hooks, and return the commit's hash."""
    git("add", "--all", *names)
    git("commit", "--quiet", "--allow-empty", "-m", message)
    return git("rev-parse", "HEAD").stdout.strip()


def test_what_was_saved_without_the_hooks_is_not_sent() -> None:
    """Each commit counts, with its words, also where a later one took the file away again."""
    first = commit("Start", "data")
    git("update-ref", "refs/remotes/origin/main", first)
    write_file(Path("form.pdf"), FORM)
    write_file(Path("note.md"), NUMBER)
    saved = commit("Note", "form.pdf", "note.md")
    git("rm", "--quiet", "form.pdf", "note.md")
    last = commit(f"Bort med {NUMBER}")
    lines = f"refs/heads/main {last} refs/heads/main {first}\n(delete) {'0' * 40} refs/heads/x {first}\n"
    found = [f"{problem.file}:{problem.line}" for problem in check_pushed(lines, "origin")]

    assert [f"commit {last[:10]}:4", f"form.pdf ({saved[:10]}):1", f"note.md ({saved[:10]}):1"] == sorted(
        found
    )
    assert found == [f"{problem.file}:{problem.line}" for problem in check_history([f"{first}..HEAD"])]
    assert [] == list(check_pushed(f"refs/heads/main {first} refs/heads/main {'0' * 40}\n", "origin"))


def test_what_a_tag_brings_is_read_too() -> None:
    """Its message, and a tag of something else than a commit, which nothing looks into."""
    commit("Start", "data")
    git("tag", "-a", "plain", "-m", "Klart")
    git("tag", "-a", "number", "-m", f"Ring {NUMBER}")
    write_file(Path("note.md"), NUMBER)
    blob = git("hash-object", "-w", "note.md").stdout.strip()
    git("tag", "-a", "blob", "-m", "x", blob)
    found = {}
    for name in ("plain", "number", "blob"):
        end = git("rev-parse", name).stdout.strip()
        problems = check_pushed(f"refs/tags/{name} {end} refs/tags/{name} {'0' * 40}", "origin")
        found[name] = [problem.rule for problem in problems]

    assert {"plain": [], "number": ["personal-identity-number"], "blob": ["unreadable"]} == found


def test_a_commits_name_is_no_persons_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """One in some thousands begins with figures that could be."""
    real, named = commit("Start", "data"), NUMBER.replace("-", "").ljust(40, "a")
    ask = staged._git

    def answer(*arguments: str) -> bytes:
        content = ask(*(real if argument == named else argument for argument in arguments))
        return named.encode() if arguments[0] == "rev-list" else content

    monkeypatch.setattr(staged, "_git", answer)

    assert [] == list(check_history(["HEAD"]))


def test_nothing_in_git_hides_what_is_saved() -> None:
    """Not a setting that leaves out projects within, nor a commit that stands for another."""
    good = commit("Start", "data")
    write_file(Path(".gitmodules"), '[submodule "x"]\n\tpath = x\n\turl = ./x\n\tignore = all\n')
    git("add", ".gitmodules")
    git("update-index", "--add", "--cacheinfo", f"160000,{good},x")
    assert ["x:1"] == places()
    git("rm", "--quiet", "--cached", "x")
    write_file(Path("note.md"), NUMBER)
    bad = commit("Note", "note.md")
    git("replace", bad, good)

    assert ["note.md"] == [problem.file.split()[0] for problem in check_history([f"{good}..{bad}"])]


@pytest.mark.slow
def test_the_hook_before_a_push_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it reaches the other repository."""
    git("init", "--quiet", "--bare", str(tmp_path / "there"))
    git("remote", "add", "there", str(tmp_path / "there"))
    write_file(Path("note.md"), NUMBER)
    commit("Note", "note.md")
    write_file(Path(".venv/bin/python"), f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" "$@"\n')
    Path(".venv/bin/python").chmod(0o755)
    git("config", "core.hooksPath", str(ROOT / ".githooks"))
    pushed = git("push", "there", "HEAD:refs/heads/main")

    monkeypatch.setenv("PRE_COMMIT_TO_REF", "HEAD")
    monkeypatch.setenv("PRE_COMMIT_REMOTE_NAME", "there")

    assert (1, True) == (pushed.returncode, "Ingenting skickades." in pushed.stderr)
    assert 1 == main(["--pushed"])
    assert "" == git("ls-remote", "there").stdout


SCISSORS = "# ------------------------ >8 ------------------------\n"


def judge_message(text: str) -> int:
    """What the hook answers to the words of a commit."""
    Path("COMMIT_EDITMSG").write_text(text, encoding="utf-8")
    return main(["COMMIT_EDITMSG"])


@pytest.mark.parametrize(
    "text",
    [
        f"Rättar {NUMBER}\n",
        f"Nytt nummer\n\n# {NUMBER}\n",
        f"Nytt nummer\n{SCISSORS}{NUMBER}\n",
        "Nytt nummer\n# Mamman: Anna <anna@gmail.com>\n",
    ],
)
def test_the_words_of_a_commit_are_read_too(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also a comment, which ``git commit -m`` saves, and what stands below a scissors line."""
    assert 1 == judge_message(text)
    assert capsys.readouterr().err.endswith("Ingenting sparades i historiken.\n")


@pytest.mark.parametrize(
    "text",
    [
        f"Rättar\n{SCISSORS}# Do not modify or remove the line above.\ndiff --git a/a b/a\n-{NUMBER}\n",
        "Rättar\n# Author:    Anna Svensson <anna.svensson@kalix.se>\n",
        f"Rättar\n# Last command done (1 command done):\n#    pick 1a2b3c4 Ringer {NUMBER}\n",
    ],
    ids=["the change below the scissors", "the author", "a step of a rebase"],
)
def test_what_git_writes_in_a_message_is_left_out(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not saved, or was judged with the files."""
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Anna Svensson")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "anna.svensson@kalix.se")

    assert 0 == judge_message(text)


@pytest.mark.parametrize(
    "text", ["811218–9876", "811218\u00a09876", "Ring\u00a0073–123 45 67", "åsa.öberg@kalix.se"]
)
def test_a_message_in_an_older_encoding_is_read(text: str) -> None:
    """Git saves it so where `i18n.commitEncoding` says so, or an older editor does."""
    Path("COMMIT_EDITMSG").write_bytes(f"Å ä ö\n{text}\n".encode("cp1252"))
    assert 1 == main(["COMMIT_EDITMSG"])

    git("-c", "i18n.commitEncoding=cp1252", "commit", "--quiet", "--allow-empty", "--file=COMMIT_EDITMSG")
    assert [10] == [len(problem.file.split()[1]) for problem in check_history(["HEAD"])]


def test_a_name_in_the_words_of_a_commit_is_warned_for(capsys: pytest.CaptureFixture[str]) -> None:
    """It stops nothing: no program knows who is meant."""
    assert 0 == judge_message("Nytt nummer till Elsa Exempelsson\n")
    assert "COMMIT_EDITMSG:1: här står något som kan vara en persons namn" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["data/note.yaml", "docs/under/sida.md"])
def test_a_name_in_a_staged_text_is_warned_for(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Not in the program's files: its authors may be named there."""
    stage(name, "# Fråga Elsa Exempelsson.\n")
    stage("LICENSE", "Elsa Exempelsson\n")

    assert 0 == main([])
    assert [f"{name}:1: här står något som kan vara en persons namn"] == [
        line for line in capsys.readouterr().err.splitlines() if not line.startswith(" ")
    ]


def test_an_allowed_value_is_no_find() -> None:
    """As in the check: the reason stands in the site's data."""
    with Path("data/site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"allowed:\n  - id: dnr\n    value: {NUMBER}\n    reason: Ett diarienummer.\n")

    assert [] == stage("note.md", NUMBER)


@pytest.mark.parametrize(("text", "code"), [(f"# {NUMBER}\n", 1), ("# dnr 1\n", 0)])
def test_the_module_that_the_hooks_run_ends_with_what_it_found(text: str, code: int) -> None:
    """As the hooks start it where there is an environment: its exit code stops the commit."""
    stage("data/note.yaml", text)
    done = subprocess.run(
        [sys.executable, "-m", "macros.checks.staged"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert (code, code == 1) == (done.returncode, "data/note.yaml:1: " in done.stderr)


@pytest.mark.slow
def test_the_hooks_find_the_parmen_of_pipx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no make has the gate too, for files and for the commit's words."""
    program = tmp_path / "bin" / "parmen"
    write_file(program, f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m macros "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    git("config", "core.hooksPath", str(ROOT / ".githooks"))

    stage("data/note.yaml", f"# {NUMBER}\n")
    in_file = git("commit", "--quiet", "-m", "Note").stderr
    stage("data/note.yaml", "# dnr 1\n")
    in_words = git("commit", "--quiet", "-m", NUMBER).stderr

    for message, place in ((in_file, "data/note.yaml:1"), (in_words, "COMMIT_EDITMSG:1")):
        assert f"{place}: här står något som ser ut som ett personnummer" in message
    assert 0 != git("rev-parse", "HEAD").returncode
    saved = git("commit", "--quiet", "-m", "Note")
    assert (0, "") == (saved.returncode, saved.stderr)


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "pre-push"])
def test_the_projects_hooks_may_be_run(name: str) -> None:
    """Git leaves out what may not."""
    assert (ROOT / ".githooks" / name).stat().st_mode & 0o111
