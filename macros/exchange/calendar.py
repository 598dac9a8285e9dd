"""What falls due, as a calendar file that any calendar program reads (iCalendar, RFC 5545).

The same data on the same day gives the same bytes. A thing keeps its UID from one file to the next, so
that a calendar that reads the file again moves the event instead of adding another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from macros.records.due import Due
from macros.records.site import Site

REMIND = timedelta(days=-14)
_KINDS = {
    "contact": "Kontakt",
    "revision": "Översyn",
    "end": "Sista dagen",
    "rule": "Regel",
    "languages": "Minoritetsspråk",
    "membership": "Medlemskap",
    "law": "Lag",
    "statement": "Tillgänglighet",
    "security": "Säkerhet",
    "holidays": "Helgdagar",
    "begin": "Börjar gälla",
    "join": "Börjar gälla",
}


def calendar(dues: Iterable[Due], site: Site, today: date) -> bytes:
    """Write an all-day event for each. What is overdue stands on this day: a past one reminds nobody."""
    made = Calendar()
    made.add("prodid", "-//Gröna pärmen//parmen due//SV")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{site.name}: att se över")
    host = urlsplit(site.address).hostname or "parmen.example"
    for due in dues:
        made.add_component(_event(due, host, today))
    return bytes(made.to_ical())


def _event(due: Due, host: str, today: date) -> Event:
    day = max(due.day, today) if due.overdue else due.day
    event = Event()
    event.add("uid", f"{sha256(due.key.encode()).hexdigest()[:32]}@{host}")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"Försenat: {due.said}" if due.overdue else due.said)
    place = f"{due.place.file}, rad {due.place.line}"
    event.add("description", f"{due.said}.\n{due.advice}\nAnsvar: {due.function}\nStår i {place}")
    event.add("categories", [_KINDS[due.kind], due.level])
    event.add("transp", "TRANSPARENT")
    if not due.overdue:
        event.add_component(_reminder(due))
    return event


def _reminder(due: Due) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", due.said)
    alarm.add("trigger", REMIND)
    return alarm
