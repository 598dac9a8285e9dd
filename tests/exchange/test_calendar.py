"""The calendar file: what a calendar program reads is what falls due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from macros.exchange.calendar import write_calendar
from macros.records.due import falling_due
from macros.records.whole_shelf import Shelf
from tests.conftest import run_parmen

DAY = date(2027, 7, 15)


def events(written: bytes) -> list:
    """Read a calendar file as a program does."""
    return Calendar.from_ical(written).walk("VEVENT")


@pytest.fixture
def shelf(example: Shelf) -> Shelf:
    """The example on a day when some things are overdue and some soon will be."""
    return replace(example, today=DAY)


def test_each_is_an_all_day_event_on_its_day(shelf: Shelf) -> None:
    """With what, what to do, who and where; and a reminder."""
    dues = falling_due(shelf, 60)
    entries = events(write_calendar(dues, shelf.site, DAY))
    event = next(event for event in entries if "Telefonen" in event["summary"])

    assert len(dues) == len(entries)
    assert (
        "Telefonen till Socialtjänsten i Söderby ska kontrolleras senast 1 september 2027" == event["summary"]
    )
    assert (date(2027, 9, 1), timedelta(days=1)) == (event.decoded("dtstart"), event.duration)
    assert ["Kontakt", "Söderby"] == [str(word) for word in event["categories"].cats]
    assert "Ansvar: Socialtjänsten" in event["description"]
    assert "contacts.yaml, rad " in event["description"]
    assert timedelta(days=-14) == event.walk("VALARM")[0].decoded("trigger")


def test_what_is_overdue_stands_on_this_day(shelf: Shelf) -> None:
    """A day that has passed reminds nobody."""
    entries = events(write_calendar(falling_due(shelf, 0), shelf.site, DAY))

    assert {DAY} == {event.decoded("dtstart") for event in entries}
    assert all(event["summary"].startswith("Försenat: ") for event in entries)


def test_the_same_data_and_day_give_the_same_bytes(shelf: Shelf) -> None:
    """The stamp is the day's, not the clock's. An event keeps its name when its day changes.

    So a calendar moves it instead of adding another; and no two share a name.
    """
    dues = falling_due(shelf, 365)
    later = [replace(due, day=due.day + timedelta(days=365), overdue=False) for due in dues]
    first, second, moved = (write_calendar(each, shelf.site, DAY) for each in (dues, dues, later))
    names = [str(event["uid"]) for event in events(first)]

    assert first == second
    assert {datetime(2027, 7, 15, tzinfo=UTC)} == {event.decoded("dtstamp") for event in events(first)}
    assert names == [str(event["uid"]) for event in events(moved)]
    assert len(names) == len(set(names))


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    """Beside the list; a place that cannot be written is said, without half a file."""
    file = tmp_path / "kalender.ics"
    command = ("due", "--data", "tests/exempel", "--today", "2027-07-15", "--calendar")
    written, failed = (run_parmen(*command, str(path)) for path in (file, tmp_path / "finns" / "inte.ics"))

    assert (0, True) == (written.exit_code, written.output.endswith("kalender.ics: 6 händelser.\n"))
    assert 6 == len(events(file.read_bytes()))
    assert 1 == failed.exit_code
    assert "Kalendern gick inte att skriva: filen eller mappen finns inte: " in failed.output
    assert failed.output.endswith("finns/inte.ics\n")
    assert [file] == list(tmp_path.iterdir())
