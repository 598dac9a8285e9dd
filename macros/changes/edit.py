"""What an edit of some files reaches: the edit itself, or all that shows something of an unedited file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from macros.changes.compare import Change, compare
from macros.changes.descriptions import Describer
from macros.changes.reach import Reach, Tell, reach
from macros.changes.report import as_json, figures, report, rows_of, where_of
from macros.changes.revision import History, HistoryError, Version
from macros.changes.shown import Shown
from macros.changes.snapshot import Reading, made_of, read
from macros.changes.substitute import substitute
from macros.changes.trace import trace


@dataclass(slots=True)
class Answer:
    """What to print, for people and for programs."""

    paragraphs: list[str] = field(default_factory=list)
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole answer."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The files asked for, as the data names them: files, and folders of files."""

    names: tuple[str, ...]

    def has(self, file: str) -> bool:
        """Tell whether a file is asked for."""
        return any(file == name or file.startswith(f"{name}/") for name in self.names)


def affected_by(data: Path, today: date, files: Sequence[Path], tell: Tell) -> Answer:
    """Tell what an edit of the files reaches. Raise HistoryError for a file that never was."""
    new = read(data, today)
    answer = Answer(rows={"changes": [], "shows": []})
    saved = _saved(data, today, answer)
    known = _known(new) | (_known(saved[1]) if saved else set())
    asked = _Asked(tuple(_inside(data, files, known, answer)))
    edited: list[Change] = []
    if saved is not None:
        version, old = saved
        changes = compare(old.source, new.source)
        edited = [change for change in changes if _is_of(change, asked)]
        if edited:
            _tell_edit(answer, version, old, new, changes, edited, tell)
    touched = {file for change in edited for file in _files_of(change)}
    for name in asked.names:
        whole = _Asked((name,))
        if not any(whole.has(file) or name.startswith(f"{file}/") for file in touched):
            _tell_shown(answer, name, new, whole.has, tell, saved is not None)
    return answer


def _saved(data: Path, today: date, answer: Answer) -> tuple[Version, Reading] | None:
    """Give the last saved version; where there is none, say so, and go on without."""
    try:
        history = History(data)
        version = history.find("HEAD")
        with history.folder_of(version) as folder:
            return version, read(folder, today, data)
    except HistoryError as error:
        answer.paragraphs.append(f"{error} Därför visas allt som visar något ur filen.")
        return None


def _known(reading: Reading) -> set[str]:
    """Name every file that was read."""
    return {file for file, _ in reading.source.read.contents()}


def _inside(data: Path, files: Iterable[Path], known: set[str], answer: Answer) -> Iterable[str]:
    """Name the files as the data does. Raise HistoryError for one that is not there and never was."""
    for file in files:
        full = file.resolve()
        if not full.is_relative_to(data.resolve()):
            if not file.exists():
                raise HistoryError(f"Filen {file} finns inte.")
            answer.paragraphs.append(
                f"{file} ligger inte i {data}. Det här kommandot räknar bara på filer där; mönster, mallar "
                "och bilder kan synas på alla sidor och blad."
            )
            continue
        inside = full.relative_to(data.resolve()).as_posix()
        name = data.as_posix() if inside == "." else f"{data.as_posix()}/{inside}"
        if any(one == name or one.startswith(f"{name}/") for one in known):
            yield name
        elif full.exists():
            answer.paragraphs.append(f"{file} visas inte någonstans: ingen sida och inget blad läser den.")
        else:
            raise HistoryError(f"Filen {file} finns inte, och den fanns inte i den senast sparade versionen.")


def _files_of(change: Change) -> set[str]:
    return {change.place.file}


def _is_of(change: Change, asked: _Asked) -> bool:
    """Tell whether a change is written in a file asked for; a level that came or went is all its files."""
    file = change.place.file
    level = file.removesuffix("index.yaml") if not change.path else file
    return asked.has(file) or (not change.path and any(name.startswith(level) for name in asked.names))


def _tell_edit(
    answer: Answer, version: Version, old: Reading, new: Reading, changes: Sequence[Change],
    edited: Sequence[Change], tell: Tell,
) -> None:  # fmt: skip
    """Tell of the edit as if the other edits had been made before it."""
    others = [change for change in changes if change not in edited]
    base, after = old, new
    if others:
        base = made_of(substitute(old.source, new.source, others), new.shelf.today)
        if base.faulty:  # the others need this edit: then it is told of alone
            base, alone = old, made_of(substitute(old.source, new.source, edited), new.shelf.today)
            after = new if alone.faulty else alone
    found: Reach = reach(base, after, edited, tell)
    describer = Describer(old, new)
    answer.paragraphs += [f"Ändrat sedan {version}", report(found, describer, edited)]
    answer.rows |= {"since": version.commit, **as_json(found, describer)}


def _tell_shown(
    answer: Answer, name: str, new: Reading, wanted: Callable[[str], bool], tell: Tell, saved: bool
) -> None:
    """Tell of all that shows something of a file that has not been edited."""
    found, framed = trace(new, wanted, tell)
    shown = Shown(new.shelf)
    same = f"{name} är oförändrad sedan den sparades. " if saved else ""
    if not found and not framed:
        answer.paragraphs.append(f"{same}Ingen sida och inget blad visar något ur {name}.")
    else:
        nothing = Reach(shown, shown, (), tuple(found), (), tuple(framed))
        head = f"{same}Det här visar något ur {'den' if saved else name}: {figures(found)}"
        around = ["  Namn eller rubriker därifrån står också runt varje sida."] if framed else []
        answer.paragraphs.append("\n".join([head, *where_of(found, nothing), *around]))
        answer.rows["shows"].append({"file": name, "items": rows_of(found, nothing)})
