"""What is coming appears in the list and the calendar as something that begins, never as overdue."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from macros.checks import load
from macros.checks.publishing import list_unready
from macros.exchange.calendar import write_calendar
from macros.records.due import Due, falling_due
from tests.conftest import EXAMPLE, TODAY
from tests.edits import replace_text
from tests.timeline import AGREEMENT, lay_out

BEGINS = {
    "Överenskommelsen Exempelavtalet": date(2027, 1, 1),
    "Rutinen enligt Exempelavtalet": date(2027, 2, 1),
    "Reglerna för mötet i Norrby": date(2027, 3, 1),
    "Tiden för mötet i Norrby": date(2027, 4, 1),
    "Medlemskapet i Norrby": date(2027, 5, 1),
    "Socialtjänstlag (2025:400), 11 kap. 1 §": date(2027, 7, 1),
}


@pytest.fixture
def moving(tmp_path: Path) -> Path:
    """The example with something coming of each kind."""
    return lay_out(Path(shutil.copytree(EXAMPLE, tmp_path / "data")))


def beginning(folder: Path, today: date, within: int) -> dict[str, Due]:
    """Return what begins, by what it is."""
    return {due.what: due for due in falling_due(load(folder, today), within) if due.kind == "begin"}


def test_everything_coming_is_listed_with_its_day(moving: Path) -> None:
    """The agreement, the routine, the rule, its hours, the membership, a paragraph that no other text needs."""
    found = beginning(moving, TODAY, 365)

    assert {what: due.day for what, due in found.items()} == BEGINS
    assert not any(due.overdue for due in found.values())
    assert "Medlemskapet i Norrby börjar gälla 1 maj 2027" == found["Medlemskapet i Norrby"].sentence
    lines = {
        what: Path(due.place.file).read_text(encoding="utf-8").splitlines()[due.place.line - 1].strip()
        for what, due in found.items()
    }
    assert {"valid_from", "since"} == {line.partition(":")[0] for line in lines.values()}


@pytest.mark.parametrize(("what", "day"), BEGINS.items(), ids=[day.isoformat() for day in BEGINS.values()])
def test_it_is_listed_when_its_day_lies_within_those_asked_for(what: str, day: date, moving: Path) -> None:
    """From the first such day to the day before; on its day it has begun."""
    listed = [
        what in beginning(moving, day - timedelta(days=before), within)
        for before, within in ((11, 10), (10, 10), (1, 10), (0, 10))
    ]

    assert [False, True, True, False] == listed


def test_calendar_has_an_event_on_the_first_day(moving: Path) -> None:
    """With a reminder, and without a word of being late."""
    shelf = load(moving, TODAY)
    written = write_calendar(beginning(moving, TODAY, 365).values(), shelf.site, TODAY)
    events = {str(event["summary"]): event for event in Calendar.from_ical(written).walk("VEVENT")}
    event = events["Överenskommelsen Exempelavtalet börjar gälla 1 januari 2027"]

    assert len(BEGINS) == len(events)
    assert date(2027, 1, 1) == event.decoded("dtstart")
    assert "Börjar gälla" == str(event["categories"].cats[0])
    assert event.walk("VALARM")


def test_joining_municipality_is_asked_whether_it_has_decided(tmp_path: Path) -> None:
    """Nothing changes by itself until someone writes that it is a member."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    replace_text(folder / "municipalities/soderby/index.yaml", ("since: 2025-01", "since: 2026-12-01"))
    (due,) = [due for due in falling_due(load(folder, TODAY), 60) if due.kind == "join"]

    assert ("Medlemskapet i Söderby börjar gälla 1 december 2026", False) == (due.sentence, due.overdue)
    assert "status: member" in due.advice


def test_text_that_cites_a_coming_paragraph_is_not_ready(moving: Path) -> None:
    """The message names the one that still holds; from its day there is none."""
    for today, count in ((date(2027, 6, 30), 1), (date(2027, 7, 1), 0)):
        found = [
            p
            for p in list_unready(load(moving, today))
            if p.rule == "repealed-law" and "11 kap." in p.message
        ]

        assert count == len(found)
        for problem in found:
            assert "som gäller från 1 juli 2027" in problem.message
            assert "Till dess gäller Socialtjänstlag (2025:400) 10 kap. 8 §." in problem.advice
            assert f"{AGREEMENT}/index.yaml" in problem.file
