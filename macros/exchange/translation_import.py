"""Hold a translator's file against the data, and say what would change.

Each text is found by its file and path. Where the Swedish has changed since the file was written, or a code
is lost, nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from macros.exchange.inline_codes import describe_difference
from macros.exchange.translation_marks import NAME, New, list_all_texts, write_marks
from macros.exchange.translation_splice import NoPlaceError, TextChange, put_translations
from macros.exchange.xliff_reader import Translated, TranslatedFile
from macros.exchange.xliff_writer import Unit, name_units
from macros.problems import quote
from macros.records.leaflet_texts import LeafletText
from macros.records.text import Text, parse
from macros.records.translations import Status
from macros.records.whole_shelf import Shelf

_DONE = {"translated", "final", "signed-off"}
_SETTLED = {"final", "signed-off"}
_EXPORT = "Skriv en ny fil med  parmen translations export, eller lägg till  --skip-changed"


@dataclass(slots=True)
class Plan:
    """What a translator's file changes.

    ``marked`` are the texts whose translations are made from today's Swedish.
    """

    language: str
    changes: list[TextChange] = field(default_factory=list)
    marked: list[LeafletText] = field(default_factory=list)
    skipped: list[Unit] = field(default_factory=list)


def plan_changes(shelf: Shelf, file: TranslatedFile, skip_changed: bool = False) -> Plan:
    """Return what a file changes. Problems are added to the file's.

    With ``skip_changed``, texts that are gone or whose Swedish has changed are left out.
    """
    plan = Plan(file.language)
    units, marks = name_units(shelf, list_all_texts(shelf)), shelf.marks
    known = {unit.file for unit in units}
    if file.units and known.isdisjoint(unit.file for unit in file.units):
        message = "filen hör inte till den här pärmen: ingen av dess filer finns här"
        file.report(1, "xliff-other-project", message, "Står du i rätt mapp? Ange annars mappen med --data.")
        return plan
    for unit, translated in file.units.items():
        item = units.get(unit) or _find_moved(units, unit, translated)
        if item is None or " ".join(item.text.source.split()) != translated.source:
            _handle_changed(plan, file, unit, translated, item, skip_changed)
        elif translated.target:
            _plan_text(plan, file, item, translated, marks.status(item.text, plan.language))
    return plan


def _find_moved(units: dict[Unit, LeafletText], unit: Unit, translated: Translated) -> LeafletText | None:
    """Return the only text of a file with the same Swedish, or None."""
    found = [
        item
        for other, item in units.items()
        if other.file == unit.file and " ".join(item.text.source.split()) == translated.source
    ]
    return found[0] if len(found) == 1 else None


def _handle_changed(
    plan: Plan, file: TranslatedFile, unit: Unit, translated: Translated, item: LeafletText | None, skip: bool
) -> None:
    """Leave out a text that is gone or has other Swedish, or report it."""
    if skip:
        plan.skipped.append(unit)
    elif item is None:
        message = f"texten {quote(translated.source)} finns inte längre i {quote(unit.file)}"
        file.report(translated.line, "xliff-gone", message, _EXPORT)
    else:
        now = quote(item.text.source)
        message = f"{item.path}: svenskan har ändrats sedan filen skrevs. Nu står det {now}"
        file.report(translated.line, "xliff-changed", message, _EXPORT)


def _plan_text(
    plan: Plan, file: TranslatedFile, item: LeafletText, translated: Translated, status: Status
) -> None:
    """Plan one translation: whether it is new, and whether it is done."""
    difference = describe_difference(translated.source, translated.target)
    try:
        parse(translated.target)
    except ValueError:  # the same codes, put so that they are none
        difference = difference or "det som står inom klamrar går inte att läsa"
    if difference:
        advice = "Det som står inom klamrar, och tecknen för fetstil och länkar, ska stå kvar som de är."
        file.report(translated.line, "xliff-code", f"{item.path}: {difference}", advice)
        return
    before = " ".join(item.text.written(plan.language).split())
    if translated.target != before:
        plan.changes.append(TextChange(item, plan.language, translated.target))
        plan.marked.append(item)
    elif status != "current":
        done = _DONE if status == "outdated" else _SETTLED
        if translated.approved or translated.state in done:
            plan.marked.append(item)


def write_files(shelf: Shelf, plan: Plan) -> dict[str, str]:
    """Return the files that a plan changes, by path below the data folder.

    Raise NoPlaceError for a text that cannot be written where it stands.
    """
    by_file: dict[str, list[TextChange]] = {}
    for change in plan.changes:
        by_file.setdefault(change.item.place.file, []).append(change)
    contents = dict(shelf.read.contents())
    root = shelf.folder.as_posix()
    files = {
        file.removeprefix(f"{root}/"): put_translations(contents[file].decode("utf-8"), changes)
        for file, changes in by_file.items()
    }
    marks = write_marks(shelf, list_new(plan), new_texts=_translated(plan))
    if plan.marked and marks.encode() != contents.get(f"{root}/{NAME}"):
        files[NAME] = marks
    return files


def list_new(plan: Plan) -> list[New]:
    """Return the translations that are made from today's Swedish."""
    return [(item, plan.language) for item in plan.marked]


def _translated(plan: Plan) -> dict[int, Text]:
    """Return texts as they will read, by the identity of those they replace."""
    texts = {}
    for change in plan.changes:
        old = change.item.text
        versions = {code: old.written(code) for code in old.versions} | {change.language: change.text}
        texts[id(old)] = Text(versions, old.place)
    return texts


__all__ = ["NoPlaceError", "Plan", "plan_changes", "write_files"]
