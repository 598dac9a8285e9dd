"""Copies of the example, and edits of what stands in them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from macros.files import write_file
from tests.sites import ROOT

EXAMPLE = ROOT / "tests" / "exempel"
Files = Mapping[str, str]
"""Texts of files, by their path below the data folder."""
NO_FILES: Files = MappingProxyType({})


def lay_over(folder: Path, files: Files = NO_FILES) -> Path:
    """Write files into a data folder, over those that are there. Return the folder."""
    for name, text in files.items():
        write_file(folder / name, text)
    return folder


def copy_example(folder: Path, files: Files = NO_FILES) -> Path:
    """Copy the example to a new folder, with files laid over it. Return the folder."""
    folders, contents = _read_example()
    for name in folders:
        (folder / name).mkdir(parents=not name)
    for name, content in contents:
        (folder / name).write_bytes(content)
    return lay_over(folder, files)


@cache
def _read_example() -> tuple[list[str], list[tuple[str, bytes]]]:
    """Return the example's folders, each before those in it, and its files with what is in them.

    They are read once: more than a thousand tests copy them.
    """
    paths = sorted(EXAMPLE.rglob("*"))
    names = {path: path.relative_to(EXAMPLE).as_posix() for path in paths}
    folders = [names[path] for path in paths if path.is_dir()]
    return ["", *folders], [(names[path], path.read_bytes()) for path in paths if path.is_file()]


def edit_example(file: str, *changes: tuple[str, str], count: int = -1) -> dict[str, str]:
    """Return one of the example's files with texts replaced, to be laid over a copy."""
    return {file: replace_in((EXAMPLE / file).read_text(encoding="utf-8"), *changes, count=count)}


def replace_text(file: Path, *changes: tuple[str, str], count: int = -1) -> None:
    """Replace texts in a file: as many times as they stand there, or the first ``count`` times."""
    file.write_text(replace_in(file.read_text(encoding="utf-8"), *changes, count=count), encoding="utf-8")


def replace_in(text: str, *changes: tuple[str, str], count: int = -1) -> str:
    """Return a text with others put in. Raise AssertionError where one to replace is not there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, count)
    return text
