"""List what can be printed of a binder, with titles, in groups."""

from __future__ import annotations

from collections.abc import Iterator

from macros.paper.sheets import record_of
from macros.records.binder import Binder
from macros.records.contents import documents_in, has_record, sheets_in, translated_sheets
from macros.records.languages import SWEDISH_NAMES
from macros.records.registry import FORM, SURVEY
from macros.rendering.texts import plain

SHEETS, FORMS, LARGE, TRANSLATED, PACKETS, MORE = (
    "Blad",
    "Blanketter och enkäter",
    "I stor stil",
    "På andra språk",
    "Paket",
    "Fler blad, som annars bara finns i paket eller görs för sig",
)
Rows = list[tuple[str, str]]
"""Names, each with its title."""


def list_sheets(binder: Binder) -> dict[str, Rows]:
    """Return everything that can be made of a binder, by group.

    What the site has comes first, then what is made only for packets or when it is asked for.
    """
    groups: dict[str, Rows] = {group: [] for group in (SHEETS, FORMS, LARGE, TRANSLATED, PACKETS, MORE)}
    printed = sheets_in(binder)
    for name in [*printed, *_list_more(binder, printed)]:
        groups[_group(binder, name, printed)].append((name, name_sheet(binder, name)))
    return {group: rows for group, rows in groups.items() if rows}


def _list_more(binder: Binder, printed: list[str]) -> Iterator[str]:
    """Yield the documents that the site does not have and that can be made."""
    for name, document in documents_in(binder).items():
        is_whole = not document.besides or has_record(binder, document.besides)
        if name not in printed and is_whole and record_of(binder, document, name) is not None:
            yield name


def _group(binder: Binder, name: str, printed: list[str]) -> str:
    if name not in printed:
        return MORE
    if name in translated_sheets(binder):
        return TRANSLATED
    if any(packet.id == name for packet in binder.packets):
        return PACKETS
    if "-storstil" in name:
        return LARGE
    return FORMS if documents_in(binder)[name] in (FORM, SURVEY) else SHEETS


def name_sheet(binder: Binder, name: str) -> str:
    """Return the Swedish title of a document or packet.

    A translated one's ends with its language.
    """
    if sheet := translated_sheets(binder).get(name):
        return f"{plain(binder.titles[sheet.name], binder)} ({SWEDISH_NAMES[sheet.language]})"
    return plain(binder.titles[name], binder)
