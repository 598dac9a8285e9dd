"""Read older versions of the data from git.

Here git is only ever read; ``suggestion`` adds a branch to it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import MappingProxyType

from macros.files import printable
from macros.problems import quote
from macros.records.values import Day

_FILES = {"100644", "100755"}
"""Git's modes of ordinary files. Links are left out, because they could lead anywhere."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MISLEADING = {
    "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_TRACE", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX",
}  # fmt: skip
"""Environment variables that could lead git to another repository, or change what it prints."""
_LOG = ("log", "--no-show-signature", "--encoding=UTF-8", "--no-color", "--format=%H%x00%cs%x00%s")
Settings = Mapping[str, str]
NO_SETTINGS: Settings = MappingProxyType({})


class HistoryError(Exception):
    """The history cannot answer; the message, in Swedish, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Version:
    """One saved version: its commit hash, its day, and the commit's subject."""

    commit: str
    day: Day
    subject: str

    def __str__(self) -> str:
        """Return the day and the subject, which an editor knows it by, and the hash."""
        return f"{self.day} (”{self.subject}”, {self.commit[:7]})"


class History:
    """The saved versions of one data folder."""

    def __init__(self, data: Path) -> None:
        """Find the repository that the folder lies in.

        Raise HistoryError.
        """
        self.folder = next(place for place in (data.resolve(), *data.resolve().parents) if place.is_dir())
        self.root = Path(self._git_text("rev-parse", "--show-toplevel").strip("\n"))
        relative_path = data.resolve().relative_to(self.root.resolve())
        self.prefix = "" if relative_path == Path() else f"{relative_path.as_posix()}/"

    def find(self, name: str) -> Version:
        """Return the version with a git name, or the last one on or before a date.

        Raise HistoryError.
        """
        commit = self._find_commit(name)
        if commit is not None:
            return self._read_versions("-1", commit)[0]
        if _DAY.fullmatch(name):
            return self.find_day(_read_day(name))
        self._require_versions()
        raise HistoryError(
            f"Det finns ingen version som heter {quote(name)}. Skriv HEAD (den senast sparade), HEAD~1 "
            "(den före), ett datum som 2026-11-21, eller ett namn ur: git log --oneline"
        )

    def find_day(self, day: date) -> Version:
        """Return the last version saved on or before a day.

        The day is that of the committer's own calendar. Raise HistoryError.
        """
        self._require_versions()
        versions = self._read_versions("--first-parent", "HEAD")
        version = next((version for version in versions if version.day <= day), None)
        if version is not None:
            return version
        first = versions[-1].day
        if self._git_text("rev-parse", "--is-shallow-repository").strip() == "true":
            raise HistoryError(
                f"Här finns bara en del av historiken, tillbaka till {first}. Hämta resten med: "
                "git fetch --unshallow"
            )
        words = Day.fromisoformat(day.isoformat())
        raise HistoryError(f"Den {words} fanns ingen sparad version. Den första är från {first}.")

    def _require_versions(self) -> None:
        """Raise HistoryError where nothing has been saved yet."""
        if self._find_commit("HEAD") is None:
            raise HistoryError("Det finns ingen sparad version än. Spara en med: git commit")

    def _read_versions(self, *arguments: str) -> list[Version]:
        """Return the versions that ``git log`` lists, newest first."""
        lines = self._git_text(*_LOG, *arguments, "--").removesuffix("\n").split("\n")
        return [
            Version(commit, Day.fromisoformat(day), printable(subject))
            for commit, day, subject in (line.split("\0") for line in lines)
        ]

    def _find_commit(self, name: str) -> str | None:
        """Return the full hash of the commit that a name stands for, or None."""
        result = self._run_git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        commit = result.stdout.decode().strip()
        return commit if result.returncode == 0 and commit.isalnum() else None  # ^HEAD is no version

    @contextmanager
    def folder_of(self, version: Version) -> Iterator[Path]:
        """Yield a temporary folder with the data of a version.

        Raise HistoryError.
        """
        pathspec = ["--", self.prefix] if self.prefix else []
        listing = self._git_text("ls-tree", "-r", "-z", "--full-tree", version.commit, *pathspec)
        entries = [entry for entry in listing.split("\0") if entry]
        if not entries:
            raise HistoryError(f"Mappen {self.prefix.rstrip('/')} fanns inte i versionen från {version}.")
        with TemporaryDirectory(prefix="parmen-") as folder:
            data = Path(folder) / "data"
            data.mkdir()
            self._write_files(entries, data)
            yield data

    def _write_files(self, entries: list[str], data: Path) -> None:
        """Write every file of a listing, reading all from git in one call."""
        blobs: list[tuple[str, PurePosixPath]] = []
        for entry in entries:
            attributes, _, path = entry.partition("\t")
            mode, _sort, blob = attributes.split()
            relative_path = PurePosixPath(path.removeprefix(self.prefix))
            if mode in _FILES and ".." not in relative_path.parts and not relative_path.is_absolute():
                blobs.append((blob, relative_path))
        request = "".join(f"{blob}\n" for blob, _ in blobs).encode()
        output = self._git_output("cat-file", "--batch", stdin=request)
        for _, relative_path in blobs:
            head, _, output = output.partition(b"\n")
            size = int(head.split()[2])
            file = data / relative_path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(output[:size])
            output = output[size + 1 :]

    def _git_text(self, *arguments: str, stdin: bytes = b"", settings: Settings = NO_SETTINGS) -> str:
        """Return what git prints, as text.

        Raise HistoryError.
        """
        return self._git_output(*arguments, stdin=stdin, settings=settings).decode("utf-8", "replace")

    def _git_output(self, *arguments: str, stdin: bytes = b"", settings: Settings = NO_SETTINGS) -> bytes:
        """Return what git prints.

        Raise HistoryError with an explanation if it fails.
        """
        result = self._run_git(*arguments, stdin=stdin, settings=settings)
        if result.returncode == 0:
            return result.stdout
        message = result.stderr.decode("utf-8", "replace").strip()
        if "not a git repository" in message:
            raise HistoryError(
                f"Mappen {self.folder.name} ligger inte i ett git-arkiv, så det finns inga äldre versioner "
                "att jämföra med. Hämta projektet med: git clone"
            )
        if "dubious ownership" in message:
            raise HistoryError("Git litar inte på mappen, för den ägs av någon annan på datorn. " + message)
        raise HistoryError(f"Git kunde inte svara: {(message or 'utan förklaring').splitlines()[-1]}")

    def _run_git(
        self, *arguments: str, stdin: bytes = b"", settings: Settings = NO_SETTINGS
    ) -> subprocess.CompletedProcess[bytes]:
        """Run git with a list of arguments, never through a shell.

        ``settings`` are variables of its environment.
        """
        environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
        environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
        environment |= settings
        command = ["git", "--no-pager", "--literal-pathspecs", "-c", "core.quotePath=false", *arguments]
        try:
            return subprocess.run(
                command, cwd=self.folder, env=environment, input=stdin, capture_output=True, check=False
            )
        except FileNotFoundError as error:
            raise HistoryError(
                "Programmet git finns inte på datorn, så äldre versioner går inte att läsa. Installera git."
            ) from error


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HistoryError(f"”{text}” är inget datum. Skriv till exempel 2026-11-21.") from error
