"""Copies of the example, and edits of what stands in them."""

import shutil
from collections.abc import Mapping
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
    return lay_over(Path(shutil.copytree(EXAMPLE, folder)), files)


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
