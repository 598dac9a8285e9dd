"""What may be asked of every problem, whatever was done to the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.problems import Problem

ENGLISH = re.compile(
    r"(?<![\w-])(the|is|an|of|and|not|must|should|expected|invalid|found|error|input|string|dict|null|None|str|int"
    r"|Traceback|Error|Text|Scalar|Mapping|Sequence|Record|object|pydantic|yaml\.\w+|type=|NoneType)(?![\w-])"
)
"""Words of English, of Python and of its libraries."""
POINTING = {
    *("unknown-id", "unknown-parent", "unknown-document", "placeholder-unfilled", "unknown-anchor"),
    *("nothing-to-remove", "document-needs", "missing-record", "unknown-role", "form-twice", "same-name"),
    *("partial-term", "file-and-folder", "checked-example", "adopted-by-none"),
}
"""Rules about what points at something else: the fault may have been made at the other end."""


@dataclass(frozen=True)
class Edit:
    """What an edit touched: the files and folders, and every word that stood in them before or after."""

    folder: Path
    touched: frozenset[str]
    words: frozenset[str]

    def holds(self, file: str) -> bool:
        """Whether a file is a touched one, lies in one, or is the folder or the level that it lies in."""
        name = file.removeprefix(self.folder.as_posix()).lstrip("/")
        return any(
            name == own or name.startswith(f"{own}/") or own.startswith(f"{name}/") or not name
            for own in self.touched
        )

    def level(self, own: str) -> str:
        """Give the file or folder of the level that a touched file belongs to."""
        return "/".join((self.folder.as_posix(), *own.split("/")[:2]))

    def beside(self, file: str) -> bool:
        """Whether a file is the index of a level that holds a touched file."""
        name = file.removeprefix(self.folder.as_posix()).lstrip("/")
        return name.endswith("index.yaml") and any(
            own.startswith(name.removesuffix("index.yaml")) for own in self.touched
        )


def words_of(text: str) -> set[str]:
    """Every name and word that a text holds."""
    return set(re.findall(r"[\w-]+", text.casefold()))


def complaints(problem: Problem, edit: Edit) -> Iterator[str]:
    """Say what is wrong with a problem: its place, its words, or whose fault it says it is."""
    path = Path(problem.file)
    if path.is_file():
        lines = len(path.read_bytes().splitlines()) or 1
        if not 1 <= problem.line <= lines:
            yield f"the line is not in the file, which has {lines}"
    elif problem.line != 1:
        yield "a folder has one line"
    elif (
        not path.exists()
        and not path.is_symlink()
        and problem.rule != "missing-file"
        and "?" not in problem.file
    ):
        yield "there is no such file"
    if not problem.advice:
        yield "no advice"
    if "\n" in problem.message or len(problem.message) > 300:
        yield "the message is long"
    trail = re.sub(r"^\w+ \([^)]*\): |, i [^,]*$", "", problem.message)
    said = re.sub(r"”[^”]*”", "", f"{trail} {problem.advice}")
    said = re.sub(r"(?:finns|är|något av|ovanför)[^:]*: .*", "", said)
    if found := ENGLISH.search(said):
        yield f"no Swedish: {found[0]}"
    if not blamed(problem, edit):
        yield "it is another file's fault"


def blamed(problem: Problem, edit: Edit) -> bool:
    """Whether a problem is about the edit.

    It stands in a touched file, or names one, or names the level that one belongs to; or misses, at the index
    of its level, what the file held; or stands where something points at a word of the file, and names the word.
    """
    if edit.holds(problem.file):
        return True
    said = f"{problem.message} {problem.advice}"
    if any(
        name in said for own in edit.touched for name in (f"{edit.folder.as_posix()}/{own}", edit.level(own))
    ):
        return True
    if problem.rule == "missing-field" and edit.beside(problem.file):
        return True
    return problem.rule in POINTING and bool(edit.words & words_of(problem.message))
