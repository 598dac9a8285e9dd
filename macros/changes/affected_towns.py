"""Find the municipalities that changes concern, without building any."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from macros.changes.compare import compare
from macros.changes.reach import list_affected_slugs
from macros.changes.revision import History
from macros.changes.snapshot import read_folder


def list_affected_towns(data: Path, revision: str, today: date) -> list[str]:
    """Return the municipalities whose binders use what has changed since a version.

    So are those of which something has been kept. They are slugs, sorted. Raise HistoryError.
    """
    history = History(data)
    with history.folder_of(history.find(revision)) as folder:
        old = read_folder(folder, today, data)
    new = read_folder(data, today)
    slugs = list_affected_slugs(old.source, new.source, compare(old.source, new.source))
    archives = old.shelf.archives, new.shelf.archives
    kept = {slug for slug in archives[1] if archives[0].get(slug) != archives[1][slug]}
    return [slug for slug in sorted({*slugs, *kept}) if slug in new.shelf.first_binders]
