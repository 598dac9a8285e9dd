"""Write a binder's calendars, to subscribe to: iCalendar (RFC 5545, RFC 7986).

They lie in the binder's folder. The same data gives the same bytes on every day of a month. An event keeps
its UID for good; its version's number and day come from the ledger (``event_ledger``). There is no METHOD: it
would make an invitation of each event, which needs an organiser. No event has a time of day, so none needs a
time zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard

from macros.records.binder import Binder
from macros.records.contents import pages_in
from macros.records.event_ledger import describe_event, find_edition
from macros.records.published_events import Edition
from macros.records.recurrence import Recurrence, Rule
from macros.records.validity import a_year_after, has_passed
from macros.records.whole_shelf import Shelf
from macros.records.year_entries import CALENDARS, RINGS, CalendarKind, YearEntry, list_entries

_EACH_DAY = timedelta(days=1)
_SUMMER, _WINTER = timedelta(hours=2), timedelta(hours=1)


def write_calendars(shelf: Shelf, binder: Binder) -> Iterator[tuple[str, bytes]]:
    """Yield the calendars of a binder, by file name."""
    writer = _Writer(shelf, binder)
    entries = [entry for entry in list_entries(shelf, binder) if entry.in_calendar]
    for kind in CALENDARS:
        yield kind.file, writer.write(kind, filter(kind.holds, entries))


_Made = tuple[date, str, datetime, Event]
"""An event after what it is sorted by (its day, its UID) and when it was changed."""


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the calendars of one binder."""

    shelf: Shelf
    binder: Binder

    def write(self, kind: CalendarKind, entries: Iterable[YearEntry]) -> bytes:
        """Return a calendar with an event for each entry, by day."""
        events = sorted(
            (made for entry in entries for made in self._make_events(entry)), key=lambda made: made[:2]
        )
        name = f"{self.shelf.site.name} {self.binder.place_name}{kind.ending}"
        pages = {page.name for page in pages_in(self.binder)}
        calendar = Calendar()
        fields: dict[str, Any] = {
            "prodid": "-//Gröna pärmen//kalender//SV",
            "version": "2.0",
            "uid": self._uid(kind.file),
            "name": name,
            "x-wr-calname": name,
            "description": kind.title,
            "url": self._page("uppfoljning" if "uppfoljning" in pages else ""),
            "source": self._page(kind.file).rstrip("/"),
            "x-published-ttl": "P1D",
        }
        for field, value in fields.items():
            calendar.add(field, value)
        calendar.add("refresh-interval", _EACH_DAY, parameters={"VALUE": "DURATION"})
        if events:
            calendar.add("last-modified", max(changed for *_, changed, _ in events))
        for *_, event in events:
            calendar.add_component(event)
        if not events:
            calendar.add_component(_make_time_zone())  # a calendar must hold something (RFC 5545, 3.6)
        return bytes(calendar.to_ical())

    def _make_events(self, entry: YearEntry) -> Iterator[_Made]:
        """Yield the event of an entry, or one for each rule by which it comes again.

        What is over since more than a year is gone.
        """
        edition = find_edition(self.shelf, self.binder, entry)
        if isinstance(entry.time, Recurrence):
            for number, (first, rule) in enumerate(entry.time.rules(edition.since)):
                yield self._make_event(entry, edition, first, rule, f"/{number}" if number else "")
        elif entry.time is not None and not has_passed(a_year_after(entry.time.last), self.shelf.today):
            yield self._make_event(entry, edition, entry.time.last)

    def _make_event(
        self, entry: YearEntry, edition: Edition, day: date, rule: Rule | None = None, end: str = ""
    ) -> _Made:
        """Return one event, all day long."""
        changed = datetime.combine(edition.changed, time(), UTC)
        day = date(day.year, day.month, day.day)
        fields: dict[str, Any] = {
            "uid": self._uid(f"{entry.key}{end}"),
            "dtstamp": changed,
            "last-modified": changed,
            "sequence": edition.number,
            "status": _status_of(entry),
            "dtstart": day,
            "dtend": day + _EACH_DAY,
            "summary": _summary_of(entry),
            "description": describe_event(entry) or None,
            "url": self._page(entry.page, entry.anchor),
            "categories": [RINGS[entry.ring]],
            "transp": "TRANSPARENT",
            "rrule": rule,
        }
        event = Event()
        for field, value in fields.items():
            if value is not None:
                event.add(field, value)
        return day, fields["uid"], changed, event

    def _uid(self, key: str) -> str:
        """Return what names an event, or a calendar, for good."""
        host = urlsplit(self.shelf.site.address).hostname or "parmen.example"
        return f"{sha256(f'{self.binder.address} {key}'.encode()).hexdigest()[:32]}@{host}"

    def _page(self, page: str, anchor: str = "") -> str:
        """Return a page's whole address."""
        parts = (self.shelf.site.address.rstrip("/"), self.binder.address, page)
        return f"{'/'.join(filter(None, parts))}/{f'#{anchor}' if anchor else ''}"


def _status_of(entry: YearEntry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.is_proposed else "CONFIRMED"


def _summary_of(entry: YearEntry) -> str:
    """Return what an event is called, with what is not as it seems in the calendar."""
    start = "Inställt: " if entry.cancelled else ""
    if entry.on_one_day:
        return f"{start}{entry.title}"
    return f"{start}{entry.title} ({'dagen är inte bestämd' if entry.ring == 'meeting' else 'senast'})"


def _make_time_zone() -> Component:
    """Return Sweden's time zone, with the summer time of the European Union."""
    zone = Timezone()
    zone.add("tzid", "Europe/Stockholm")
    for part, month, hour, before, after in (
        (TimezoneDaylight(), 3, 2, _WINTER, _SUMMER),
        (TimezoneStandard(), 10, 3, _SUMMER, _WINTER),
    ):
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": [month], "byday": ["-1SU"]})
        zone.add_component(part)
    return zone
