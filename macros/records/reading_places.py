"""Find where a binder shows what a newcomer is asked to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.records.contents import keys_in, main_record, pages_in, tabs_in
from macros.records.path import NoSuchPathError, expand, lookup
from macros.records.registry import COMMON_PAGES, PAGES, SEVERAL
from macros.records.text import Text

if TYPE_CHECKING:
    from macros.records.binder import Binder

_OWN = "*"
"""Stands for the title that a record has itself."""

_READABLE: tuple[tuple[str, str, str, str], ...] = (
    ("introduction", "introduktion", "", ""),
    ("introduction.sections.*", "introduktion", "avsnitt-*", _OWN),
    ("routine", "rutin", "", ""),
    ("routine.steps.*", "rutin", "steg-*", _OWN),
    ("routine.ladders.*", "rutin", "trappa-*", _OWN),
    ("routine.roles", "rutin", "roller", "Roller och uppgifter"),
    ("routine.roles.*", "rutin", "roll-*", _OWN),
    ("routine.steering_group", "rutin", "styrgrupp", _OWN),
    ("routine.sections.*", "rutin", "avsnitt-*", _OWN),
    ("meeting_agenda", "rutin", "motets-dagordning", _OWN),
    ("checklists", "checklista", "", ""),
    ("checklists.*", "checklista", "", _OWN),
    ("flow", "flode", "", ""),
    ("leaflets", "familj", "", ""),
    ("leaflets.*", "familj", "", _OWN),
    ("contacts", "kontakter", "", ""),
    ("guidance", "kontakter", "fragor", _OWN),
    ("forms", "blanketter", "", ""),
    ("forms.*", "blanketter", "blankett-*", _OWN),
    ("apt", "chef", "apt", _OWN),
    ("apt.cases", "chef", "fall", "Påhittade fall att prata om"),
    ("communication", "chef", "kommunikationsplan", _OWN),
    ("competence", "chef", "kompetens", _OWN),
    ("follow_up", "uppfoljning", "", ""),
    ("steering", "uppfoljning", "styrgrupp", _OWN),
    ("agreement", "overenskommelse", "", ""),
    ("agreement.responsibilities", "overenskommelse", "ansvar", "Vem ansvarar för vad"),
    ("agreement.sections.*", "overenskommelse", "avsnitt-*", _OWN),
)
"""What may be read: path, page, anchor, title (empty: the page's). ``*`` is an id."""


class ReadingPlace(NamedTuple):
    """Something to read: where it stands, what it is called, and its records."""

    page: str
    anchor: str
    title: Text | str
    on: Text | str
    """The title of the page, where what is read is a part of it; else empty."""
    records: list[Any]


def list_readable(binder: Binder) -> Iterator[str]:
    """Yield the paths that a newcomer may be asked to read, in the register's order."""
    names = {tab.name for tab in tabs_in(binder)}
    for pattern, page, *_ in _READABLE:
        yield from (path for path, value in expand(binder, pattern) if value and page in names)


def find_reading(binder: Binder, path: str) -> ReadingPlace:
    """Return where something to read stands in the binder.

    Raise NoSuchPathError for what the binder lacks, or shows on no page.
    """
    row = next((row for row in _READABLE if _fits(row[0], path)), None)
    try:
        value = lookup(binder, path) if row else None
    except NoSuchPathError:
        value = None
    if row is None or not value:
        raise NoSuchPathError(path, list(list_readable(binder)))
    pattern, tab_name, anchor, title = row
    kind, _, key = path.partition(".")
    page = tab_name
    if kind in SEVERAL:
        key = key or keys_in(binder, kind)[0]
        value = main_record(binder, kind) if pattern == kind else value
        page = tab_name if key == keys_in(binder, kind)[0] else f"{tab_name}/{key}"
    if page not in COMMON_PAGES and all(page != one.name for one in pages_in(binder)):
        raise NoSuchPathError(path, list(list_readable(binder)))
    whole = _page_title(binder, tab_name)
    own: Text | str = getattr(value, "title", None) or getattr(value, "name", None) or whole
    called = own if title == _OWN else title or whole
    records = (
        list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]
    )
    end = anchor.replace("*", path.rpartition(".")[2])
    return ReadingPlace(page, end, called, whole if end else "", list(records))


def _page_title(binder: Binder, name: str) -> Text | str:
    tab = next(tab for tab in PAGES if tab.name == name)
    own: Text | None = lookup(binder, tab.titled) if tab.titled else None
    return own or binder.retitle(tab.title)


def _fits(pattern: str, path: str) -> bool:
    """Report whether a path is of those that a pattern with ``*`` stands for."""
    words, steps = pattern.split("."), path.split(".")
    return len(words) == len(steps) and all(map(lambda word, step: word in ("*", step), words, steps))
