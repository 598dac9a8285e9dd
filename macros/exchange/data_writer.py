"""Write files into the data: first in a copy, then all of them or none."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.exchange.columns import Column
from macros.exchange.contact_splice import locate_fields, rewrite
from macros.exchange.contacts import Change, Directory, read_directories
from macros.exchange.difference import Difference, compare
from macros.exchange.splice import TooTangledError
from macros.exchange.workbook_rows import Book
from macros.files import explain_error, read_if_there, stage_file, write_file
from macros.problems import Problem, join_words
from macros.records.content_folder import copy_beside
from macros.records.whole_shelf import Shelf

_ADVICE = {
    "checked-example": "Töm rutan. Är numret kontrollerat på riktigt? Byt Läge till utkast.",
    "unknown-role": "Välj i listan. En skola eller en ort skriver du under Plats.",
}
"""Advice for spreadsheets, by rule, where the check's own advice is about the file."""
_BY_HAND = "Ändra den i filen i stället."
_SAME_AGAIN = "Kör samma kommando igen."


class CommitError(Exception):
    """Files could not be put in place.

    The message is for the editor: why, and what was changed.
    """


@dataclass(slots=True)
class Trial:
    """Changes made in a copy of the data, to be checked before anything is written.

    ``before`` and ``after`` are the contents of the files that change, by their real paths; a new file has
    no content before. ``directories`` are the levels of those files, by their paths in the copy.
    """

    shelf: Shelf
    changes: list[Change]
    copy: Path
    problems: list[Problem] = field(default_factory=list)
    before: dict[Path, bytes | None] = field(default_factory=dict)
    after: dict[Path, bytes] = field(default_factory=dict)
    directories: dict[str, Directory] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The real path of the data folder."""
        return Path(os.path.realpath(self.shelf.folder))

    def make_copy(self) -> None:
        """Copy the data, and make the changes of records in the copy.

        What is kept beside the data comes along.
        """
        shutil.copytree(self.data, self.copy, symlinks=True)
        copy_beside(self.data, self.copy)
        by_file: dict[str, list[Change]] = defaultdict(list)
        for change in self.changes:
            by_file[change.directory.file].append(change)
        for file, changes in by_file.items():
            self._rewrite(file, changes)

    def _rewrite(self, file: str, changes: list[Change]) -> None:
        """Make the changes of one file in the copy; what cannot be written is a problem."""
        directory = changes[0].directory
        path = Path(os.path.realpath(file))
        content = path.read_bytes() if path.exists() else b""
        try:
            text = rewrite(content.decode("utf-8"), changes, whole_file=directory.whole_file)
        except TooTangledError:
            words = directory.table.words
            message = f"{words.the_many} är skrivna så att det inte går att ändra dem härifrån"
            advice = f"Skriv den med ett streck (-) framför varje {words.one}."
            self.problems.append(Problem(file, 1, 1, "too-tangled", message, advice))
            return
        self.directories[self.put(path, text).as_posix()] = directory

    def put(self, path: Path, text: str) -> Path:
        """Write a file of the data in the copy, and return its path there."""
        self.before[path] = path.read_bytes() if path.exists() else None
        self.after[path] = text.encode("utf-8")
        target = self.copy / path.relative_to(self.data)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.after[path])
        return target

    def judge(self, book: Book, difference: Difference, check: Callable[[Path], list[Problem]]) -> None:
        """Check the changed copy with ``check``, which returns the problems of a folder.

        A problem in what a row says becomes a fault of the book, with sheet and row; others are added to
        ``problems``, unless the book has faults already: they may come of the rows that were left out.
        Nothing is checked when there are problems already.
        """
        if not self.changes or self.problems:
            return
        is_whole = not book.faults
        problems = check(self.copy)
        for problem in problems:
            if not self._report_at_row(problem, book, difference) and is_whole:
                self.problems.append(self.move_home(problem))
        if not problems and is_whole:
            self._compare_again(book)

    def _report_at_row(self, problem: Problem, book: Book, difference: Difference) -> bool:
        """Report a problem at the row it came from; return whether there is one."""
        directory = self.directories.get(problem.file)
        if directory is None:
            return False
        text = Path(problem.file).read_bytes().decode("utf-8")
        for first, last, key, name in locate_fields(
            text, whole_file=directory.whole_file, table=directory.table
        ):
            row = difference.rows.get((directory.title, key))
            if first <= problem.line <= last and row is not None:
                title = Column(name).title if name in directory.table.fields else ""
                advice = _ADVICE.get(problem.rule, problem.advice)
                is_personal = problem.rule.startswith("personal-")
                book.add_fault(directory.title, row, title, problem.message, advice, repeat=not is_personal)
                return True
        return False

    def move_home(self, problem: Problem) -> Problem:
        """Return a problem of the copy with the paths of the real files."""
        copy, home = self.copy.as_posix(), self.shelf.folder.as_posix()
        texts = {name: getattr(problem, name).replace(copy, home) for name in ("file", "message", "advice")}
        return replace(problem, **texts)

    def _compare_again(self, book: Book) -> None:
        """Add a fault for each change that does not read back as it was meant."""
        directories = read_directories(replace(self.shelf, folder=self.copy), self.changes[0].directory.table)
        changed_keys = {(change.directory.level, change.key) for change in self.changes}
        for change in compare(Book(book.name, book.sheets), directories).changes:
            if (change.directory.level, change.key) in changed_keys:
                message = "ändringen går inte att skriva i filen"
                book.add_fault(change.directory.title, change.row, "", message, _BY_HAND)

    def commit(self) -> list[str]:
        """Put all changed files in place and return their names. Raise CommitError."""
        replace_files(self.before, self.after, self._name_file)
        return [self._name_file(path) for path in self.after]

    def _name_file(self, path: Path) -> str:
        """Return a file's name in messages."""
        return (self.shelf.folder / path.relative_to(self.data)).as_posix()


def replace_files(
    before: Mapping[Path, bytes | None],
    after: Mapping[Path, bytes | None],
    name_file: Callable[[Path], str] = Path.as_posix,
    again: str = _SAME_AGAIN,
) -> None:
    """Put the new contents of files in place: all or none.

    Folders that are missing are made. Where a file cannot be written, the others get their old content again.
    Raise CommitError then, and for a file that is not as it was ``before``; None stands for one that was not
    there, or is to go. ``name_file`` gives their names in messages, and ``again`` says how to try once more.
    """
    staged: dict[Path, Path] = {}
    made: list[Path] = []
    replaced: list[Path] = []
    try:
        for path, content in after.items():
            if read_if_there(path) != before[path]:
                message = f"{name_file(path)} har ändrats under tiden. Ingenting skrevs."
                raise CommitError(f"{message} {again}".rstrip())
            if content is None:
                continue
            for folder in reversed([folder for folder in path.parents if not os.path.lexists(folder)]):
                folder.mkdir()
                made.append(folder)
            staged[path] = stage_file(path, content)
        for path in after:
            if path in staged:
                staged[path].replace(path)
            else:
                _take_away(path)
            replaced.append(path)
    except BaseException as error:  # Ctrl-C too
        lost = [name_file(path) for path in replaced if not _restore(path, before[path])]
        for file in staged.values():
            file.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):  # not empty: a file could not be taken back
                folder.rmdir()
        if lost or isinstance(error, OSError):
            raise CommitError(_explain_failure(error, lost, again)) from error
        raise


def _take_away(path: Path) -> None:
    """Remove a file, and its folder where that is empty then."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()


def _restore(path: Path, content: bytes | None) -> bool:
    """Put a file's old content back, and return whether that worked."""
    try:
        if content is None:
            path.unlink(missing_ok=True)
        else:
            write_file(path, content, durable=True)
    except OSError:
        return False
    return True


def _explain_failure(error: BaseException, lost: list[str], again: str) -> str:
    """Return why files were not put in place.

    ``lost`` are those that were written and could not be restored.
    """
    reason = explain_error(error) if isinstance(error, OSError) else "det avbröts"
    if not lost:
        return f"Det gick inte att skriva, för {reason}. Ingenting ändrades."
    written = f"Det här hann skrivas och gick inte att ta tillbaka: {join_words(lost)}."
    return f"Allt gick inte att skriva, för {reason}. {written} Jämför med git diff. {again}".rstrip()


@contextmanager
def try_changes(shelf: Shelf, changes: list[Change]) -> Iterator[Trial]:
    """Yield a trial of changes, made in a copy that is removed afterwards.

    Without changes, nothing is copied.
    """
    with TemporaryDirectory(prefix="parmen-") as folder:
        trial = Trial(shelf, changes, Path(folder, "data"))
        if changes:
            trial.make_copy()
        yield trial


@contextmanager
def try_files(
    shelf: Shelf, files: Mapping[str, str], check: Callable[[Path], list[Problem]]
) -> Iterator[Trial]:
    """Yield a trial in which some files have the texts they would get.

    ``files`` are the texts by path below the data folder. ``check`` returns the problems of a folder; those
    of the copy are the trial's ``problems``.
    """
    with TemporaryDirectory(prefix="parmen-") as folder:
        trial = Trial(shelf, [], Path(folder, "data"))
        trial.make_copy()
        for name, text in files.items():
            trial.put(trial.data / name, text)
        trial.problems += map(trial.move_home, check(trial.copy))
        yield trial


def replace_workbook(path: Path, content: bytes) -> Path | None:
    """Write a workbook; return the path that an older one is kept under, or None.

    The older one becomes *NAME (äldre 1)*, *(äldre 2)* ….
    """
    backup = None
    if path.exists():
        names = (path.with_name(f"{path.stem} (äldre {number}){path.suffix}") for number in range(1, 10_000))
        backup = next(name for name in names if not name.exists())
        shutil.copy2(path, backup)
    write_file(path, content, durable=True)
    return backup
