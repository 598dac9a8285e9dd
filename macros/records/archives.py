"""Read the archive's days from the data folder, and validate them."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from macros.problems import Place, Problem, quote
from macros.records.folders import Folders, sort_of
from macros.records.inherit import merge
from macros.records.kept import ENDING, FOLDER, Archive, KeptDay
from macros.records.nodes import Node
from macros.records.shape import Shape
from macros.records.validate import group_by_record, missing_problem, validate

DAY = Shape("record", KeptDay)
"""The shape of a day's file."""
Days = dict[tuple[str, str], Node]
"""The files as read, by the municipality's slug and the file's name without its ending."""


def read_days(folders: Folders, path: Path, file: str) -> Days:
    """Read every day of every municipality's archive.

    ``file`` is the folder's name in messages.
    """
    days: Days = {}
    for slug, town, name in folders.list_children(path, file):
        if sort_of(town) != "folder":
            advice = "Här ligger en mapp för varje kommun. Ta bort filen."
            folders.problems.append(Problem(name, 1, 1, "unknown-file", "filen hör inte hemma här", advice))
            continue
        for day, child, child_name in folders.list_children(town, name, beside=(ENDING,)):
            if (node := folders.read_yaml(child, child_name)) is not None:
                days[slug, day] = node
    return days


def validate_days(days: Days, problems: list[Problem]) -> dict[str, Archive]:
    """Return each municipality's archive; what has faults is left out, and told of."""
    archives: dict[str, dict[date, KeptDay]] = defaultdict(dict)
    for (slug, name), node in sorted(days.items()):
        node = merge(DAY, None, node, "adopted", problems)
        record, faults = validate(DAY, node, (FOLDER, slug, name))
        problems += faults.problems
        for path, (model, fields) in group_by_record(faults.missing).items():
            problems.append(missing_problem(path, model, fields, node.place))
        try:
            day = date.fromisoformat(name)
            if name != day.isoformat():  # ISO has several ways to write a day
                raise ValueError(name)
        except ValueError:
            advice = "Filen skrivs av programmet och heter som dagen, till exempel 2026-12-01.yaml"
            problems.append(_report(node, f"{quote(name)} är ingen dag", advice))
            continue
        if record is not None:
            archives[slug][day] = record
    return {slug: Archive(dict(sorted(kept.items()))) for slug, kept in archives.items()}


def _report(node: Node, message: str, advice: str) -> Problem:
    return Problem.at(Place(node.place.file, 1), "kept-day", message, advice)
