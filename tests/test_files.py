"""Files are written whole, hashed; a lock is one process's at a time."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.files import explain_error, hash_file, hash_files, stage_file, write_file


def names(folder: Path) -> set[str]:
    """Every file of a folder."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("content", ["tälja", "tälja".encode()])
def test_write_file_makes_its_folder_and_leaves_nothing_beside(tmp_path: Path, content: str | bytes) -> None:
    """Text is written as UTF-8. A misspelt path on the command line makes no folders."""
    with pytest.raises(FileNotFoundError):
        write_file(tmp_path / "a" / "b.txt", content, make_folders=False)
    assert set() == names(tmp_path)

    write_file(tmp_path / "a" / "b.txt", content)
    assert {"b.txt"} == names(tmp_path / "a")
    assert "tälja".encode() == (tmp_path / "a" / "b.txt").read_bytes()


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_a_write_that_is_killed_leaves_the_old_file(tmp_path: Path, step: str) -> None:
    """Whenever it dies; what lies beside is no file of ours and is hidden."""
    file = tmp_path / "a.txt"
    write_file(file, "old")
    child = os.fork()
    if child == 0:
        setattr(os, step, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        write_file(file, "new")
        os._exit(0)

    assert -signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert "old" == file.read_text(encoding="utf-8")
    assert all(name.startswith(".") and name.endswith(".part") for name in names(tmp_path) - {"a.txt"})


def test_a_staged_file_has_the_rights_of_the_one_it_replaces(tmp_path: Path) -> None:
    """A file that only its owner may read stays so; a new one all may read."""
    private = tmp_path / "private.yaml"
    private.write_text("old", encoding="utf-8")
    private.chmod(0o600)

    assert 0o600 == stage_file(private, b"new").stat().st_mode & 0o777
    assert 0o644 == stage_file(tmp_path / "new.yaml", b"new").stat().st_mode & 0o777


def test_hash_files_follows_names_and_contents_and_no_compiled_code(tmp_path: Path) -> None:
    """A file that is new, changed, moved or gone gives another hash; a compiled module does not."""

    def hashed() -> str:
        return hash_files(tmp_path, "a", "c.txt")

    write_file(tmp_path / "a" / "b.py", "1")
    write_file(tmp_path / "c.txt", "2")
    hashes = [hashed()]
    write_file(tmp_path / "a" / "__pycache__" / "b.pyc", "3")
    assert hashes == [hashed()]

    edits: list[Callable[[], object]] = [
        lambda: write_file(tmp_path / "a" / "b.py", "4"),
        lambda: write_file(tmp_path / "a" / "d.py", ""),
        lambda: write_file(tmp_path / "c.txt", "5"),
        lambda: (tmp_path / "a" / "b.py").rename(tmp_path / "a" / "e.py"),
        lambda: (tmp_path / "c.txt").unlink(),
    ]
    for edit in edits:
        edit()
        hashes.append(hashed())

    assert 6 == len(set(hashes))
    assert "" == hash_file(tmp_path / "c.txt")


@pytest.mark.parametrize(
    ("target", "make_folders", "message"),
    [
        ("nope/x.ics", False, "filen eller mappen finns inte: nope/x.ics"),
        ("file/x.ics", False, "det är en fil och ingen mapp: file/x.ics"),
        ("file/x.ics", True, "det finns redan en fil som heter så: file"),
        ("folder", False, "det är en mapp och ingen fil: folder"),
    ],
)
def test_an_error_names_the_file_that_was_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, make_folders: bool, message: str
) -> None:
    """And not the one beside it, which nobody has heard of and which goes away."""
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path("folder").mkdir()
    with pytest.raises(OSError) as caught:  # noqa: PT011  its sort is in the message
        write_file(Path(target), "", make_folders=make_folders)

    assert message == explain_error(caught.value)
    assert {"file", "folder"} == names(tmp_path)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(28, "No space left on device"), "disken är full"),
        (OSError(13, "Permission denied", "a.txt"), "du får inte läsa eller skriva där: a.txt"),
        (OSError("something else"), "something else"),
    ],
)
def test_explain_error_says_why_in_swedish(error: OSError, message: str) -> None:
    """With the file's name where there is one. A refusal does not tell reading from writing."""
    assert message == explain_error(error)
