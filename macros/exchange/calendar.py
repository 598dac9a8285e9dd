"""Write what falls due as a calendar file (iCalendar, RFC 5545).

The same data on the same day gives the same bytes. A thing keeps its UID from one file to the next, so
that a calendar that reads the file again moves the event instead of adding another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from macros.records.due import Due
from macros.records.recurrence import Rule
from macros.records.site import Site

REMINDER_OFFSET = timedelta(days=-14)
_KINDS = {
    "contact": "Kontakt",
    "number": "Kontakt",
    "revision": "Översyn",
    "end": "Sista dagen",
    "rule": "Regel",
    "languages": "Minoritetsspråk",
    "membership": "Medlemskap",
    "law": "Lag",
    "reading": "Lagarna",
    "statement": "Tillgänglighet",
    "security": "Säkerhet",
    "holidays": "Helgdagar",
    "begin": "Börjar gälla",
    "join": "Börjar gälla",
    "meeting": "Möte",
    "task": "Uppgift",
    "translation": "Översättning",
    "phrase": "Fras på annat språk",
}


def write_calendar(dues: Iterable[Due], site: Site, today: date) -> bytes:
    """Return a calendar with an all-day event for each thing that falls due.

    What comes again repeats. Each event has a reminder two weeks ahead. What is overdue gets an event today,
    without a reminder: a past event reminds nobody.
    """
    calendar = Calendar()
    fields = {
        "prodid": "-//Gröna pärmen//parmen due//SV",
        "version": "2.0",
        "method": "PUBLISH",
        "x-wr-calname": f"{site.name}: att se över",
    }
    for name, value in fields.items():
        calendar.add(name, value)
    host = urlsplit(site.address).hostname or "parmen.example"
    for due in dues:
        repeats = () if due.overdue else due.repeats
        calendar.add_component(_make_event(due, host, today, *repeats[:1]))
        for number, repeat in enumerate(repeats[1:], 2):
            key = f"{due.key}/{number}"
            calendar.add_component(_make_event(replace(due, key=key), host, today, repeat))
    return bytes(calendar.to_ical())


def _make_event(due: Due, host: str, today: date, repeat: tuple[date, Rule] | None = None) -> Event:
    """Return one event, which repeats from a first day by a rule where one is given.

    Its UID depends only on what falls due, so that an event that moves keeps it.
    """
    first, rule = repeat or (due.day, None)
    day = max(first, today) if due.overdue else first
    sentence = due.sentence if rule is None else due.standing_words
    place = f"{due.place.file}, rad {due.place.line}"
    fields = {
        "uid": f"{sha256(due.key.encode()).hexdigest()[:32]}@{host}",
        "dtstamp": datetime.combine(today, time(), UTC),
        "dtstart": day,
        "dtend": day + timedelta(days=1),
        "summary": f"Försenat: {due.sentence}" if due.overdue else sentence,
        "description": f"{sentence}.\n{due.advice}\nAnsvar: {due.function}\nStår i {place}",
        "categories": [_KINDS[due.kind], due.level],
        "transp": "TRANSPARENT",
    }
    if rule is not None:
        fields["rrule"] = rule
    event = Event()
    for name, value in fields.items():
        event.add(name, value)
    if not due.overdue:
        reminder = Alarm()
        for name, value in {
            "action": "DISPLAY",
            "description": sentence,
            "trigger": REMINDER_OFFSET,
        }.items():
            reminder.add(name, value)
        event.add_component(reminder)
    return event
