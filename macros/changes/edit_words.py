"""Say in words what has been edited since the last saved version."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from macros.changes.compare import compare
from macros.changes.descriptions import Describer
from macros.changes.reach import ReportProgress, find_reach
from macros.changes.report import describe_reach
from macros.changes.revision import History
from macros.changes.snapshot import read_folder
from macros.changes.suggestion import Words

OTHER = "Ändringar i pärmen"


def describe_edits(data: Path, today: date, report_progress: ReportProgress) -> Words:
    """Return what ``parmen diff`` says of a data folder, with a title.

    Raise HistoryError.
    """
    history = History(data)
    with history.folder_of(history.find("HEAD")) as folder:
        old = read_folder(folder, today, data)
    new = read_folder(data, today)
    changes = compare(old.source, new.source)
    if not changes:
        return Words(OTHER, "Bara kommentarer, ordning eller radbrytningar har ändrats.")
    describer = Describer(old, new)
    reach = find_reach(old, new, changes, report_progress)
    return Words(
        _make_title([describer.describe(change).title for change in changes]),
        describe_reach(reach, describer),
    )


def _make_title(titles: list[str]) -> str:
    """Return the one title, or the first and how many more there are."""
    first, more = titles[0], len(titles) - 1
    return f"Ändrat: {first}" + (f" och {more} till" if more else "")
