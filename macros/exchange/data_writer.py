"""Writing: first a trial in a copy of the data, then every file at once, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from macros.exchange.contact_change import Change
from macros.exchange.contacts import FIELDS, Column, Directory, directories
from macros.exchange.difference import Difference, compare
from macros.exchange.splice import TooTangledError, lines_of, rewrite
from macros.exchange.workbook_rows import Book
from macros.files import stage_file, write_file
from macros.problems import Problem
from macros.records.shelf import Shelf
from macros.records.text import Text

_ADVICE = {
    "checked-example": "Töm rutan. Är numret kontrollerat på riktigt? Byt Läge till utkast.",
    "unknown-role": "Välj i listan. En skola eller en ort skriver du under Plats.",
}
"""What to do in a spreadsheet, where the check's own words are about the file."""
_BY_HAND = "Ändra den kontakten i filen i stället."


class Trial:
    """The changes made in a copy of the data, so that they can be judged before anything is touched."""

    def __init__(self, shelf: Shelf, changes: list[Change]) -> None:
        """Remember what is to be changed."""
        self.shelf = shelf
        self.changes = changes
        self.data = Path(os.path.realpath(shelf.folder))
        self.problems: list[Problem] = []
        self.before: dict[Path, bytes | None] = {}
        self.after: dict[Path, bytes] = {}
        self.directories: dict[str, Directory] = {}

    def __enter__(self) -> Trial:
        """Make the copy, and the changes in it."""
        self._folder = tempfile.TemporaryDirectory(prefix="parmen-")
        self.copy = Path(self._folder.name, "data")
        if self.changes:
            shutil.copytree(self.data, self.copy, symlinks=True)
            by_file: dict[str, list[Change]] = {}
            for change in self.changes:
                by_file.setdefault(change.directory.file, []).append(change)
            for file, changes in by_file.items():
                self._rewrite(file, changes)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Throw the copy away."""
        self._folder.cleanup()

    def _rewrite(self, file: str, changes: list[Change]) -> None:
        path = Path(os.path.realpath(file))
        self.before[path] = path.read_bytes() if path.exists() else None
        text = (self.before[path] or b"").decode("utf-8")
        try:
            made = rewrite(text, changes, whole_file=changes[0].directory.whole_file)
        except TooTangledError:
            message = "listan med kontakter står inom [ ] och kan inte få eller mista kontakter härifrån"
            advice = "Skriv den med ett streck (-) framför varje kontakt."
            self.problems.append(Problem(file, 1, 1, "too-tangled", message, advice))
            return
        self.after[path] = made.encode("utf-8")
        target = self.copy / path.relative_to(self.data)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.after[path])
        self.directories[target.as_posix()] = changes[0].directory

    def judge(self, book: Book, difference: Difference, check: Callable[[Path], list[Problem]]) -> None:
        """Keep every rule in the copy. A fault in what a row says goes to the book, by sheet and row."""
        if not self.changes or self.problems:
            return
        found = check(self.copy)
        for problem in found:
            if not self._at_row(problem, book, difference):
                self.problems.append(self._home(problem))
        if not found:
            self._compare_again(book, directories(replace(self.shelf, folder=self.copy)))

    def _at_row(self, problem: Problem, book: Book, difference: Difference) -> bool:
        """Say a problem of a contact at the row that it came from; False when it came from no row."""
        directory = self.directories.get(problem.file)
        if directory is None:
            return False
        text = Path(problem.file).read_bytes().decode("utf-8")
        for first, last, key, name in lines_of(text, whole_file=directory.whole_file):
            row = difference.rows.get((directory.title, key))
            if first <= problem.line <= last and row is not None:
                title = Column(name).title if name in FIELDS else ""
                advice = _ADVICE.get(problem.rule, problem.advice)
                book.say(directory.title, row, title, problem.message, advice)
                return True
        return False

    def _home(self, problem: Problem) -> Problem:
        """Say the problem of the file that is really there."""
        folder, home = self.copy.as_posix(), self.shelf.folder.as_posix()
        said = {name: getattr(problem, name).replace(folder, home) for name in ("file", "message", "advice")}
        return replace(problem, **said)

    def _compare_again(self, book: Book, after: list[Directory]) -> None:
        """What was written must read back as what was meant."""
        again = compare(Book(book.name, book.sheets), after)
        ours = {(change.directory.level, change.key) for change in self.changes}
        for change in again.changes:
            if (change.directory.level, change.key) in ours:
                message = "ändringen går inte att skriva i filen"
                book.say(change.directory.title, change.row, "", message, _BY_HAND)

    def commit(self) -> list[str]:
        """Put every file in its place; when one cannot be, put the others back. Gives the files' names."""
        ready: list[tuple[Path, Path]] = []
        done: list[Path] = []
        try:
            for path, content in self.after.items():
                if (path.read_bytes() if path.exists() else None) != self.before[path]:
                    raise OSError(f"{path.name} was changed in the meantime")
                ready.append((stage_file(path, content), path))
            for new, path in ready:
                new.replace(path)
                done.append(path)
        except OSError:
            for path in done:
                was = self.before[path]
                if was is None:
                    path.unlink()
                else:
                    stage_file(path, was).replace(path)
            raise
        finally:
            for new, _ in ready:
                new.unlink(missing_ok=True)
        return [(self.shelf.folder / path.relative_to(self.data)).as_posix() for path in self.after]


def replace_workbook(path: Path, content: bytes) -> Path | None:
    """Write a workbook whole. One that is there already is kept under a new name, which is given."""
    kept = None
    if path.exists():
        names = (path.with_name(f"{path.stem} (äldre {number}){path.suffix}") for number in range(1, 10_000))
        kept = next(name for name in names if not name.exists())
        shutil.copy2(path, kept)
    write_file(path, content, durable=True)
    return kept


def source_of(text: Text) -> str:
    """Give a text as it is written, with its placeholders."""
    return text.fill(lambda placeholder: f"{{{placeholder.lead}{placeholder.name}}}")
