"""Count how often each event of the published calendars has changed.

A calendar that is subscribed to numbers the versions of its events (SEQUENCE in RFC 5545, 3.8.7.4), so that
the newer one wins. Nothing else in the data says what was published before: ``calendar.yaml`` keeps it. What
has once been numbered keeps its row, so that a number never falls, even where an event is gone for a time.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from macros.records.binder import Binder
from macros.records.published_events import Edition, Key
from macros.records.recurrence import Recurrence
from macros.records.translations import hash_text
from macros.records.whole_shelf import Shelf
from macros.records.year_entries import YearEntry, list_entries


def describe_event(entry: YearEntry) -> str:
    """Return what a calendar says of an entry, line by line."""
    lines = (
        entry.detail,
        f"När: {entry.when}" if isinstance(entry.time, Recurrence) or not entry.on_one_day else "",
        f"Ansvarig: {entry.function}" if entry.function else "",
        "Förslag, inte beslutat" if entry.is_proposed else "",
    )
    return "\n".join(filter(None, lines))


def find_edition(shelf: Shelf, binder: Binder, entry: YearEntry) -> Edition:
    """Return the version of an entry as it is now.

    On the published site one that is new, or has changed, did so today. A preview keeps the day that it had;
    what has never been published has the first day of the year.
    """
    when = f"{entry.time}{', inställt' if entry.cancelled else ''}"
    text = hash_text(f"{entry.title}\n{describe_event(entry)}")
    old = shelf.events.rows.get((entry.key, binder.address))
    if old is None:
        day = shelf.today if shelf.selected else date(shelf.today.year, 1, 1)
        return Edition(when, text, 0, day, day)
    if (old.when, old.text) == (when, text):
        return old
    changed = max(old.changed, shelf.today) if shelf.selected else old.changed
    since = old.since if old.when == when else changed
    return Edition(when, text, old.number + 1, changed, since)


def list_editions(shelf: Shelf) -> dict[Key, Edition]:
    """Return the version of each event of a shelf's calendars, by key and binder."""
    return {
        (entry.key, address): find_edition(shelf, binder, entry)
        for address, binder in shelf.binders.items()
        for entry in list_entries(shelf, binder)
        if entry.in_calendar
    }


def list_unnumbered(shelf: Shelf) -> list[Key]:
    """Return the events that are new or have changed since they were published."""
    rows = shelf.events.rows
    return sorted(key for key, edition in list_editions(shelf).items() if rows.get(key) != edition)


def group_rows(shelf: Shelf) -> dict[str, dict[Edition, list[str]]]:
    """Return the ledger as it is to be: the binders of each version of each event."""
    events: dict[str, dict[Edition, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (event, address), edition in sorted((shelf.events.rows | list_editions(shelf)).items()):
        events[event][edition].append(address)
    return events
