"""Report what an edit of some files reaches.

For an unedited file: everything that shows something of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from macros.changes.compare import Change, compare
from macros.changes.descriptions import Describer
from macros.changes.pretended_edit import pretend_edit
from macros.changes.reach import ReportProgress, find_reach, make_changes
from macros.changes.report import as_json, count_items, describe_reach, item_rows, list_items
from macros.changes.revision import History, HistoryError, Version
from macros.changes.snapshot import Reading, assemble_reading, read_folder
from macros.checks import find_problems


@dataclass(slots=True)
class Answer:
    """The output of ``parmen affected``: paragraphs for people, rows for programs."""

    paragraphs: list[str] = field(default_factory=list)
    rows: dict[str, Any] = field(default_factory=lambda: {"changes": [], "shows": []})

    @property
    def text(self) -> str:
        """The whole answer."""
        return "\n\n".join(self.paragraphs)


def describe_affected(
    data: Path, today: date, files: Sequence[Path], report_progress: ReportProgress
) -> Answer:
    """Describe what an edit of the files reaches.

    ``report_progress`` is called as the work proceeds. Raise HistoryError for a file that does not exist
    and never did.
    """
    new = read_folder(data, today)
    answer = Answer()
    saved = _read_saved(data, today, answer)
    readings = [new] if saved is None else [new, saved[1]]
    known_files = {file for reading in readings for file, _ in reading.source.read.contents()}
    names = list(_names_in_data(data, files, known_files, answer))
    edited: list[Change] = []
    if saved is not None:
        version, old = saved
        changes = compare(old.source, new.source)
        edited = [change for change in changes if any(_is_in(change, name) for name in names)]
        if edited:
            _describe_edit(answer, version, old, new, edited, report_progress)
    for name in names:
        if not any(_is_in(change, name) or name.startswith(f"{change.place.file}/") for change in edited):
            _describe_unedited(answer, data, name, new, report_progress, saved is not None)
    return answer


def _read_saved(data: Path, today: date, answer: Answer) -> tuple[Version, Reading] | None:
    """Read the last saved version; without one, add a note and return None."""
    try:
        history = History(data)
        version = history.find("HEAD")
        with history.folder_of(version) as folder:
            return version, read_folder(folder, today, data)
    except HistoryError as error:
        answer.paragraphs.append(f"{error} Därför räknas allt upp som hämtar något ur filen.")
        return None


def _names_in_data(data: Path, files: Iterable[Path], known_files: set[str], answer: Answer) -> Iterator[str]:
    """Yield the files' names as the data gives them; add a note for others.

    Raise HistoryError for a file that does not exist and never did.
    """
    for file in files:
        absolute = file.resolve()
        if not absolute.is_relative_to(data.resolve()):
            if not file.exists():
                raise HistoryError(f"Filen {file} finns inte.")
            answer.paragraphs.append(
                f"{file} ligger inte i {data}. Det här kommandot räknar bara på filer där; mönster, mallar "
                "och bilder kan synas på alla sidor och blad."
            )
            continue
        name = (data / absolute.relative_to(data.resolve())).as_posix()
        if any(_lies_in(known_file, name) for known_file in known_files):
            yield name
        elif absolute.exists():
            answer.paragraphs.append(f"{file} visas inte någonstans: ingen sida och inget blad läser den.")
        else:
            raise HistoryError(f"Filen {file} finns inte, och den fanns inte i den senast sparade versionen.")


def _lies_in(file: str, name: str) -> bool:
    """Report whether a file is the named one, or lies in the named folder."""
    return file == name or file.startswith(f"{name}/")


def _is_in(change: Change, name: str) -> bool:
    """Report whether a change is written in a file.

    A level that was added or removed counts as all its files.
    """
    file = change.place.file
    whole_level = not change.path and name.startswith(file.removesuffix("index.yaml"))
    return whole_level or _lies_in(file, name)


def _describe_edit(
    answer: Answer,
    version: Version,
    old: Reading,
    new: Reading,
    edited: Sequence[Change],
    report_progress: ReportProgress,
) -> None:
    """Describe the edit as if the other edits had been made before it."""
    base = assemble_reading(make_changes(new.source, old.source, edited), new.shelf.today)
    if not old.faulty and (base.faulty or list(find_problems(base.shelf))):  # the other edits need this one
        base = old
    changes = compare(base.source, new.source)
    reach = find_reach(base, new, changes, report_progress)
    describer = Describer(old, new)
    answer.paragraphs += [f"Ändrat sedan {version}", describe_reach(reach, describer)]
    answer.rows |= {"since": version.commit, **as_json(reach, describer)}


def _describe_unedited(
    answer: Answer, data: Path, name: str, new: Reading, report_progress: ReportProgress, saved: bool
) -> None:
    """Describe everything that shows something of an unedited file."""
    edited = pretend_edit(data, new.shelf.today, lambda file: _lies_in(file, name))
    # From the edited to the real, so that municipalities and pages are called what they are called.
    reach = find_reach(edited, new, compare(edited.source, new.source), report_progress, by_group=False)
    unchanged = f"{name} är oförändrad sedan den sparades. " if saved else ""
    if not reach.items and not reach.framed:
        answer.paragraphs.append(f"{unchanged}Ingen sida och inget blad hämtar något ur {name}.")
        return
    lines = [f"{unchanged}Det här hämtar något ur {'den' if saved else name}: {count_items(reach.items)}"]
    lines += list_items(reach.items, reach)
    if reach.framed:
        lines.append("  Namn eller rubriker därifrån står också runt varje sida.")
    answer.paragraphs.append("\n".join(lines))
    answer.rows["shows"].append({"file": name, "items": item_rows(reach.items, reach)})
