"""Hand over edits of the data: as a branch in git, or as a ZIP to mail.

Neither touches the folder, what is staged, or the branch that is checked out: the edits stay where they are.
Only what lies in the data folder comes along, and nothing that looks like a person's.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from macros.changes.revision import History
from macros.checks.file_gate import MOST_BYTES, inspect_file
from macros.checks.privacy import find_in_text
from macros.files import printable, read_regular
from macros.problems import NOT_A_FILE, DataError, Problem
from macros.records.scalars import fold

WORDS = "forslag.txt"
"""The file in a ZIP that says what has been changed."""
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
"""A hook could do anything with the branch. What the project's own hooks look for is looked for here."""
_ORDINARY = ("100644", "100755")
_REMOVED = "000000"
_LONGEST_NAME = 100
_LONGEST_SLUG = 40
_LONGEST_SUBJECT = 72
_EMAIL = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,255}")
_THEN = (1980, 1, 1, 0, 0, 0)
_MAIL = """\
{title}

{text}

{files}
"""

Contents = Mapping[str, bytes | None]
"""What files hold, by path in the data folder; None for a link or a large one."""


class SuggestionError(Exception):
    """The edits could not be handed over; the message, in Swedish, says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who makes a suggestion, as git writes it: best a function and a shared address."""

    name: str
    email: str

    def __post_init__(self) -> None:
        """Raise SuggestionError for what git cannot write, or nobody sees."""
        is_seen = self.name.isprintable() and self.name.strip(" .,:;\"'\\<>")
        if not is_seen or len(self.name) > _LONGEST_NAME or set(self.name) & set("<>"):
            raise SuggestionError("Skriv vem förslaget kommer från, till exempel Processledaren.")
        if not (_EMAIL.fullmatch(self.email) and self.email.isprintable()):
            raise SuggestionError(f"{printable(self.email) or 'Det tomma'} är ingen e-postadress.")


@dataclass(frozen=True, slots=True)
class Words:
    """What has been changed: in a few words, and in full, as ``parmen diff`` says it."""

    title: str
    text: str

    @property
    def subject(self) -> str:
        """The title on one line, no longer than a commit's should be."""
        line = printable(" ".join(self.title.split()))
        return line if len(line) <= _LONGEST_SUBJECT else f"{line[: _LONGEST_SUBJECT - 1].rstrip()}…"

    @property
    def message(self) -> str:
        """The words of a commit."""
        return f"{self.subject}\n\n{self.text.strip()}\n"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A branch with one commit, and the files in the data folder that it changes."""

    branch: str
    commit: str
    files: tuple[str, ...]


class _Changed(NamedTuple):
    """A file that differs: its path in the data folder, and its mode and blob in git."""

    name: str
    mode: str
    blob: str


class Clone(History):
    """The repository that a data folder lies in. A suggestion adds a branch to it."""

    def __init__(self, data: Path) -> None:
        """Find the repository.

        Raise HistoryError.
        """
        super().__init__(data)
        self.data = data

    def find_person(self) -> Person | None:
        """Return who works here by git's settings, or None."""
        name, email = (self._run_git("config", "--get", f"user.{key}").stdout for key in ("name", "email"))
        try:
            return Person(*(value.decode("utf-8", "replace").strip() for value in (name, email)))
        except SuggestionError:
            return None

    def list_edited(self) -> list[str]:
        """Return the files of the data folder that differ from the last saved version.

        Some may be removed. Raise HistoryError.
        """
        return [file.name for file in self._list_changes(*self._make_tree(()))]

    def suggest(
        self,
        person: Person,
        words: Words,
        today: date,
        files: Collection[str] = (),
        allowed: Collection[str] = (),
    ) -> Suggestion:
        """Save edited files of the data folder as a commit on a branch of its own.

        ``files`` are paths in the data folder, none for all of them; ``allowed`` as in ``find_in_text``.
        Raise DataError for what may not be saved, SuggestionError where nothing is edited, HistoryError.
        """
        head, tree = self._make_tree(files)
        changed = list(self._list_changes(head, tree))
        if not changed:
            raise SuggestionError("Inget har ändrats sedan den senast sparade versionen.")
        contents = {file.name: self._read(file) for file in changed if file.mode != _REMOVED}
        stop_personal(contents, f"{person.name}\n{words.message}", allowed)
        who = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in (("NAME", person.name), ("EMAIL", person.email))
        }
        message = words.message.encode()
        commit = self._git_text("commit-tree", tree, "-p", head, "-F", "-", stdin=message, settings=who)
        branch = self._name_branch(words.subject, today)
        reference = ("update-ref", f"refs/heads/{branch}", commit.strip(), "")
        self._git_output(*_NO_HOOKS, *reference, settings=who)
        return Suggestion(branch, commit.strip(), tuple(file.name for file in changed))

    def _make_tree(self, files: Collection[str]) -> tuple[str, str]:
        """Return the last saved commit, and a tree with the data folder's edits too.

        An index of its own is used. Raise HistoryError.
        """
        head = self.find("HEAD").commit
        with TemporaryDirectory(prefix="parmen-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self._git_output(*_NO_HOOKS, "read-tree", head, settings=index)
            names = [_name_inside(self.data, name) for name in files] or ["."]
            self._git_output(*_NO_HOOKS, "add", "-A", "--", *names, settings=index)
            return head, self._git_text("write-tree", settings=index).strip()

    def _list_changes(self, head: str, tree: str) -> Iterator[_Changed]:
        """Yield the files that differ between a commit and a tree."""
        raw = self._git_text("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", head, tree)
        parts = raw.split("\0")
        for facts, name in zip(parts[::2], parts[1::2], strict=False):
            _, mode, _, blob, _ = facts.split()
            yield _Changed(name.removeprefix(self.prefix), mode, blob)

    def _read(self, file: _Changed) -> bytes | None:
        """Return the content of a changed file, or None for what may not be read."""
        if file.mode not in _ORDINARY or int(self._git_text("cat-file", "-s", file.blob)) > MOST_BYTES:
            return None
        return self._git_output("cat-file", "blob", file.blob)

    def _name_branch(self, title: str, today: date) -> str:
        """Return a name that no branch has, such as ``forslag-2026-11-30-nytt-nummer``."""
        slug = re.sub("[^a-z0-9]+", "-", fold(title)).strip("-")
        if len(slug) > _LONGEST_SLUG:
            slug = slug[:_LONGEST_SLUG].rpartition("-")[0] or slug[:_LONGEST_SLUG]
        base = "-".join(filter(None, ("forslag", today.isoformat(), slug)))
        names = (base if number == 1 else f"{base}-{number}" for number in count(1))
        return next(name for name in names if self._find_commit(f"refs/heads/{name}") is None)


def _name_inside(data: Path, name: str) -> str:
    """Return a file's path in the data folder.

    Raise SuggestionError for one that lies elsewhere, by its path or by a folder that is a link.
    """
    root = data.resolve()
    file = root / name
    path = file.parent.resolve() / file.name
    if ".." in PurePosixPath(name).parts or not path.is_relative_to(root) or path == root:
        raise SuggestionError(f"Filen {printable(name)} ligger inte i mappen {data.as_posix()}.")
    return path.relative_to(root).as_posix()


def stop_personal(contents: Contents, words: str, allowed: Collection[str]) -> None:
    """Raise DataError for what may not be handed over.

    That is a person's number, a link, a file that is no text. ``words`` are those that go with the files.
    """
    problems = list(find_in_text(words, "förslaget", allowed))
    for name, content in contents.items():
        place = PurePosixPath("data") / name
        if content is None:
            problems.append(Problem(str(place), 1, 1, "unreadable", *NOT_A_FILE))
        else:
            problems += inspect_file(content, printable(str(place)), place, allowed)
    if problems:
        raise DataError(sorted(set(problems)))


def pack(data: Path, files: Iterable[str], words: Words, allowed: Collection[str] = ()) -> bytes:
    """Return a ZIP of files of a data folder, and of what has been changed in words.

    ``files`` are paths in the data folder; those that do not exist are said to be removed. ``allowed`` is
    as in ``find_in_text``. Raise DataError for what may not be saved.
    """
    names = sorted({_name_inside(data, name) for name in files})
    removed = [name for name in names if not os.path.lexists(data / name)]
    contents = {name: read_regular(data / name, MOST_BYTES) for name in names if name not in removed}
    lines = ["Filerna ligger i mappen data här i ZIP-filen. Lägg dem på samma plats i projektet."]
    lines += [f"Ta bort: data/{printable(name)}" for name in removed]
    text = _MAIL.format(title=words.subject, text=words.text.strip(), files="\n".join(lines))
    stop_personal(contents, text, allowed)
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        _add(archive, WORDS, text.encode())
        for name, content in contents.items():
            _add(archive, f"data/{name}", content or b"")
    return stream.getvalue()


def _add(archive: ZipFile, name: str, content: bytes) -> None:
    """Add a file, the same at any time and on every system."""
    info = ZipInfo(name, _THEN)
    info.compress_type = ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16
    archive.writestr(info, content)
