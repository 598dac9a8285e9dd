"""How much of each leaflet is translated, for ``parmen translations``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from macros.records.binder import Binder
from macros.records.contents import languages_of
from macros.records.languages import SWEDISH_NAMES
from macros.records.leaflet_texts import count_share, list_texts
from macros.records.translations import Marks, Status
from macros.records.whole_shelf import Shelf

_WORDS: dict[Status, str] = {
    "missing": "saknas",
    "outdated": "svenskan har ändrats",
    "unmarked": "inte märkt",
    "current": "klar",
}


class TextRow(TypedDict):
    """A text that is not done, where it stands and how it stands."""

    path: str
    status: Status
    swedish: str
    file: str
    line: int


class Row(TypedDict):
    """A leaflet of a binder in a language: how much there is, and what is not done."""

    municipality: str
    binder: str
    leaflet: str
    title: str
    language: str
    offered: bool
    done: int
    total: int
    texts: list[TextRow]


def list_rows(shelf: Shelf, towns: tuple[str, ...], language: str | None) -> list[Row]:
    """Return a row for each leaflet in each language.

    They are the languages that it is offered in, or ``language``.
    """
    marks = shelf.marks
    rows: list[Row] = []
    for binder in shelf.binders.values():
        for key in binder.leaflets if not towns or binder.slug in towns else ():
            codes = [language] if language else languages_of(binder, key)[1:]
            rows += (_make_row(shelf, binder, key, code, marks) for code in codes)
    return rows


def _make_row(shelf: Shelf, binder: Binder, key: str, language: str, marks: Marks) -> Row:
    share = count_share(shelf, binder, key, language, marks)
    texts = [item for item in list_texts(shelf.site, binder, key) if item.needed]
    statuses = [(item, marks.status(item.text, language)) for item in texts]
    return {
        "municipality": binder.slug,
        "binder": binder.address,
        "leaflet": key,
        "title": binder.leaflets[key].title.fill(binder.value),
        "language": language,
        "offered": language in languages_of(binder, key),
        "done": share.done,
        "total": share.total,
        "texts": [
            {
                "path": item.path,
                "status": status,
                "swedish": " ".join(item.text.source.split()),
                "file": item.place.file,
                "line": item.place.line,
            }
            for item, status in statuses
            if status != "current"
        ],
    }


def describe_rows(rows: list[Row]) -> Iterator[str]:
    """Yield the list for people: how much, and then each text that is not done."""
    before = ""
    for row in rows:
        heading = f"{row['binder']}: {row['title']}"
        if heading != before:
            yield heading
        before = heading
        hidden = "" if row["offered"] else ", visas inte: rubriken är inte översatt"
        yield f"  {SWEDISH_NAMES[row['language']]}: {row['done']} av {row['total']} texter{hidden}"
    lines = {
        f"{text['file']}:{text['line']}: {SWEDISH_NAMES[row['language']]}, {_WORDS[text['status']]}: "
        f"{_shorten(text['swedish'])}": None
        for row in rows
        for text in row["texts"]
    }
    if lines:
        yield "\nDet här är inte klart:"
        yield from lines


def _shorten(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rpartition(' ')[0]} …"
