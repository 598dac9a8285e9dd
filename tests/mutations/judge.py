"""What may be asked of every problem, whatever was done to the files."""

import re
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

    def explains(self, problem: Problem) -> bool:
        """Whether a problem is about the edit.

        It stands in a touched file, or names one, or names the level that one belongs to; or misses, at the index
        of its level, what the file held; or stands where something points at a word of the file, and names the word.
        """
        root = self.folder.as_posix()
        name = problem.file.removeprefix(root).lstrip("/")
        text = f"{problem.message} {problem.advice}"
        missing_at = name.removesuffix("index.yaml") if problem.rule == "missing-field" else name
        return (
            not name
            or any(
                f"{name}/".startswith(f"{own}/")
                or own.startswith(f"{name}/")
                or "/".join((root, *own.split("/")[:2])) in text
                or (missing_at != name and own.startswith(missing_at))
                for own in self.touched
            )
            or (problem.rule in POINTING and not self.words.isdisjoint(words_of(problem.message)))
        )


def words_of(text: str) -> set[str]:
    """Return every name and word that a text holds."""
    return set(re.findall(r"[\w-]+", text.casefold()))


def complaints(problem: Problem, edit: Edit) -> list[str]:
    """List what is wrong with a problem: its place, its words, or whose fault it says it is."""
    path = Path(problem.file)
    lines = (len(path.read_bytes().splitlines()) if path.is_file() else 0) or 1
    exists = path.exists() or path.is_symlink() or problem.rule == "missing-file" or "?" in problem.file
    unplaced = re.sub(r"^\w+ \([^)]*\): |, i [^,]*$", "", problem.message)
    unquoted = re.sub(r"”[^”]*”", "", f"{unplaced} {problem.advice}")
    english = ENGLISH.search(re.sub(r"(?:finns|är|något av|ovanför)[^:]*: .*", "", unquoted))
    faults = {
        f"the line is not in the file, which has {lines}": not 1 <= problem.line <= lines,
        "there is no such file": not exists,
        "no advice": not problem.advice,
        "the message is long": "\n" in problem.message or len(problem.message) > 300,
        f"no Swedish: {english and english[0]}": english,
        "it is another file's fault": not edit.explains(problem),
    }
    return [complaint for complaint, wrong in faults.items() if wrong]
