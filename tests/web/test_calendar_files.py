"""The calendars to subscribe to: what RFC 5545 and RFC 7986 ask, and how an event's number rises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from macros.checks import load
from macros.exchange.event_writer import event_file, record_events
from macros.records.whole_shelf import Shelf
from macros.web.calendar_files import write_calendars
from tests.conftest import Copy
from tests.edits import replace_text

STEERING = "agreements/exempelavtalet/steering.yaml"
TODAY = date(2026, 11, 21)
NAMES = ["kalender.ics", "kalender-chef.ics", "kalender-personal.ics"]


def calendars_of(shelf: Shelf, address: str = "norrby") -> dict[str, bytes]:
    """Return the calendars of a binder by name."""
    return dict(write_calendars(shelf, shelf.binders[address]))


def events_of(shelf: Shelf, name: str = "kalender.ics") -> dict[str, Event]:
    """Return the events of a calendar by their words."""
    calendar = Calendar.from_ical(calendars_of(shelf)[name])
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def publish(folder: Path, today: date) -> Shelf:
    """Record the events as they are on a day, as a published site does, and read the folder again."""
    record_events(replace(load(folder, today), selected=True))
    return load(folder, today)


@pytest.mark.parametrize("name", NAMES)
def test_a_calendar_is_as_the_standards_ask(example: Shelf, name: str) -> None:
    """Lines of at most 75 octets with CRLF, what must stand once stands once, and days end after they begin."""
    content = calendars_of(example)[name]
    calendar = Calendar.from_ical(content)
    events = calendar.walk("VEVENT")

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert [] == [line for line in content.split(b"\r\n") if len(line) > 75 or b"\n" in line]
    assert ([], "2.0", timedelta(days=1)) == (
        calendar.errors,
        calendar["version"],
        calendar.decoded("refresh-interval"),
    )
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in content
    assert {"prodid", "uid", "name", "source", "url", "last-modified", "x-published-ttl"} <= {
        field.lower() for field in calendar
    }
    assert "method" not in calendar
    assert len(events) == len({event["uid"] for event in events}) > 0
    for event in events:
        assert [] == event.errors
        assert {"uid", "dtstamp", "dtstart", "summary", "sequence", "status", "last-modified"} <= {
            field.lower() for field in event
        }
        assert event.decoded("dtend") > event.decoded("dtstart")
        assert type(event.decoded("dtstart")) is date
        assert event["status"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
        assert event.decoded("dtstamp").utcoffset() == timedelta(0)


def test_each_role_has_its_own_and_the_whole_has_all(example: Shelf) -> None:
    """Nothing is lost between them, and an event has one name in both."""
    whole, chief, staff = (
        {str(event["uid"]) for event in events_of(example, name).values()} for name in NAMES
    )

    assert whole == chief | staff
    assert not chief & staff


def test_a_calendar_without_days_is_valid_and_says_nothing(real: Shelf) -> None:
    """A calendar must hold a component. No event needs a time zone; an empty one has nothing else."""
    for content in calendars_of(real, "kalix").values():
        calendar = Calendar.from_ical(content)
        assert (["VTIMEZONE"], []) == ([part.name for part in calendar.subcomponents], calendar.errors)


def test_a_cancelled_meeting_stays_and_says_so(example: Shelf) -> None:
    """It keeps its day."""
    event = events_of(example)["Inställt: Lokal styrgrupp: Extra möte"]

    assert ("CANCELLED", date(2027, 5, 12)) == (event["status"], event.decoded("dtstart"))


def test_a_proposal_is_tentative_and_a_month_is_no_day(real: Shelf) -> None:
    """A real binder's monthly meetings."""
    calendar = Calendar.from_ical(calendars_of(real, "hudiksvall")["kalender.ics"])
    events = calendar.walk("VEVENT")

    assert (12, {"TENTATIVE"}) == (len(events), {str(event["status"]) for event in events})
    assert all("dagen är inte bestämd" in event["summary"] for event in events)


def test_equal_data_gives_equal_bytes_on_another_day(example: Shelf) -> None:
    """Only what is over since a year goes, and that is another content."""
    assert calendars_of(example) == calendars_of(replace(example, today=date(2026, 12, 24)))


def test_the_number_rises_when_an_event_moves_and_is_cancelled(example_copy: Copy) -> None:
    """Its name stays, others keep their numbers, and what comes again begins where it began."""
    folder = example_copy()
    first = events_of(publish(folder, date(2026, 12, 1)))
    replace_text(folder / STEERING, ("when: 2027-03-10", "when: 2027-03-17"))
    moved = events_of(publish(folder, date(2027, 1, 15)))
    replace_text(folder / STEERING, ("when: 2027-03-17", "when: 2027-03-17\n    cancelled: ja"))
    gone = events_of(publish(folder, date(2027, 2, 1)))
    name = "Lokal styrgrupp: Möte 1"
    states = [first[name], moved[name], gone[f"Inställt: {name}"]]
    others = [
        {event["uid"]: event.to_ical() for words, event in read.items() if name not in words}
        for read in (first, moved, gone)
    ]

    assert 1 == len({event["uid"] for event in states})
    assert [0, 1, 2] == [event["sequence"] for event in states]
    assert [date(2026, 12, 1), date(2027, 1, 15), date(2027, 2, 1)] == [
        event.decoded("last-modified").date() for event in states
    ]
    assert others[0].items() <= others[1].items() == others[2].items()


def test_a_number_never_falls(example_copy: Copy) -> None:
    """Not when an event is taken away and comes back; and to record twice changes nothing."""
    folder = example_copy()
    publish(folder, date(2026, 12, 1))
    row = "  - id: mote-1\n    title: Möte 1\n    when: 2027-03-10\n"
    replace_text(folder / STEERING, ("when: 2027-03-10", "when: 2027-03-17"))
    shelf = publish(folder, date(2026, 12, 8))
    kept = event_file(shelf).read_bytes()
    replace_text(folder / STEERING, (row.replace("03-10", "03-17"), "  - id: mote-9\n    title: Möte 9\n"))
    publish(folder, date(2026, 12, 9))
    replace_text(folder / STEERING, ("  - id: mote-9\n    title: Möte 9\n", row))
    back = events_of(publish(folder, date(2026, 12, 10)))["Lokal styrgrupp: Möte 1"]

    assert [] == record_events(replace(shelf, selected=True))
    assert (2, date(2027, 3, 10)) == (back["sequence"], back.decoded("dtstart"))
    assert kept.startswith(b"# Skrivs av programmet")


def test_a_preview_of_a_change_already_has_the_next_number(example_copy: Copy) -> None:
    """The ledger is not written until it is published."""
    folder = example_copy()
    publish(folder, date(2026, 12, 1))
    replace_text(folder / STEERING, ("when: 2027-03-10", "when: 2027-03-17"))
    shelf = load(folder, date(2026, 12, 5))
    before = event_file(shelf).read_bytes()
    event = events_of(shelf)["Lokal styrgrupp: Möte 1"]

    assert (1, date(2026, 12, 1)) == (event["sequence"], event.decoded("last-modified").date())
    assert before == event_file(shelf).read_bytes()
