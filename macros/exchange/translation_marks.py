"""Write ``translations.yaml``: which Swedish text each translation was made from.

The file is the program's own and is written whole, in one order, so equal marks give equal bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from macros.records.languages import LANGUAGES
from macros.records.leaflet_texts import LeafletText, list_texts
from macros.records.text import Text
from macros.records.translations import make_mark
from macros.records.whole_shelf import Shelf

NAME = "translations.yaml"
NOTHING: Mapping[int, Text] = MappingProxyType({})
_HEADER = """\
# Skrivs av programmet (parmen translations). Ändra inte för hand.
# Varje rad säger vilken svensk text en översättning kom från. När svenskan har ändrats visas den i stället,
# tills någon har läst översättningen igen.
"""

New = tuple[LeafletText, str]
"""A text, and a language whose translation was made from the Swedish of today."""


def list_all_texts(shelf: Shelf, towns: Collection[str] = ()) -> list[LeafletText]:
    """Return every text of every leaflet, each once, by place and path.

    With ``towns`` only those in these municipalities' binders.
    """
    chosen = [binder for binder in shelf.binders.values() if not towns or binder.slug in towns]
    items = (
        item for binder in chosen for key in binder.leaflets for item in list_texts(shelf.site, binder, key)
    )
    unique: dict[tuple[object, ...], LeafletText] = {}
    for item in items:
        # the small words that no file has share the place of their leaflet
        name = (item.place, item.path if item.text.place is None else "")
        unique[name] = item if item.needed or name not in unique else unique[name]
    return sorted(unique.values(), key=lambda item: (item.place, item.path))


def write_marks(shelf: Shelf, new: Iterable[New], new_texts: Mapping[int, Text] = NOTHING) -> str:
    """Return the file's text, with marks for new translations added to those in use.

    ``new_texts`` are texts as they will read, by the identity of those that they replace.
    """

    def read(item: LeafletText) -> Text:
        return new_texts.get(id(item.text), item.text)

    pool: dict[tuple[str, str], set[str]] = defaultdict(set)
    for part in shelf.translations.marked:
        for mark in part.texts:
            pool[part.language, mark.partition("-")[2]].add(mark)
    fresh = {(language, make_mark(read(item), language)) for item, language in new}
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item, language in _list_translated(list_all_texts(shelf), read):
        mark = make_mark(read(item), language)
        known = pool[language, mark.partition("-")[2]]
        old = known if language in item.text.outdated else set[str]()
        marks = {mark} if mark in known or (language, mark) in fresh else old
        if marks:
            groups[language, name_file(shelf, item)] |= marks
    return _HEADER + _write_groups(groups)


def list_translated(shelf: Shelf) -> Iterator[New]:
    """Yield each text in each other language that it has."""
    yield from _list_translated(list_all_texts(shelf), lambda item: item.text)


def _list_translated(items: Iterable[LeafletText], read: Callable[[LeafletText], Text]) -> Iterator[New]:
    for item in items:
        text = read(item)
        yield from ((item, code) for code in LANGUAGES if code != "sv" and text.written(code).strip())


def name_file(shelf: Shelf, item: LeafletText) -> str:
    """Return the path of a text's file below the data folder."""
    return Path(item.place.file).relative_to(shelf.folder.as_posix()).as_posix()


def _write_groups(groups: dict[tuple[str, str], set[str]]) -> str:
    order = list(LANGUAGES)
    lines = ["marked:"]
    for language, file in sorted(groups, key=lambda group: (order.index(group[0]), group[1])):
        lines += [f"  - language: {language}", f"    file: {file}", "    texts:"]
        lines += [f"      - {mark}" for mark in sorted(groups[language, file])]
    return "\n".join(lines) + "\n" if groups else "marked: []\n"
