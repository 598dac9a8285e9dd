"""What is coming appears in the list and the calendar as something that begins, never as overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from macros.checks import load
from macros.checks.publishing import list_unready
from macros.exchange.calendar import write_calendar
from macros.records.due import Due, falling_due
from macros.records.whole_shelf import Shelf
from tests.conftest import TODAY, Copy
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
def moving(example_copy: Copy) -> Path:
    """The example with something coming of each kind."""
    return lay_out(example_copy())


def beginning(shelf: Shelf, within: int) -> dict[str, Due]:
    """Return what begins, by what it is."""
    return {due.what: due for due in falling_due(shelf, within) if due.kind == "begin"}


def test_everything_coming_is_listed_with_its_day(moving: Path) -> None:
    """The agreement, the routine, the rule, its hours, the membership, a paragraph that no other text needs."""
    dues = beginning(load(moving, TODAY), 365)
    fields = {
        Path(due.place.file)
        .read_text(encoding="utf-8")
        .splitlines()[due.place.line - 1]
        .partition(":")[0]
        .strip()
        for due in dues.values()
    }

    assert {what: (day, False) for what, day in BEGINS.items()} == {
        what: (due.day, due.overdue) for what, due in dues.items()
    }
    assert "Medlemskapet i Norrby börjar gälla 1 maj 2027" == dues["Medlemskapet i Norrby"].sentence
    assert {"valid_from", "since"} == fields


def test_it_is_listed_when_its_day_lies_within_those_asked_for(moving: Path) -> None:
    """From the first such day to the day before; on its day it has begun."""
    shelf = load(moving, TODAY)
    listed = {
        what: [
            what in beginning(replace(shelf, today=day - timedelta(days=before)), 10)
            for before in (11, 10, 1, 0)
        ]
        for what, day in BEGINS.items()
    }

    assert {what: [False, True, True, False] for what in BEGINS} == listed


def test_calendar_has_an_event_on_the_first_day(moving: Path) -> None:
    """With a reminder, and without a word of being late."""
    shelf = load(moving, TODAY)
    calendar = Calendar.from_ical(write_calendar(beginning(shelf, 365).values(), shelf.site, TODAY))
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    event = events["Överenskommelsen Exempelavtalet börjar gälla 1 januari 2027"]

    assert (len(BEGINS), date(2027, 1, 1)) == (len(events), event.decoded("dtstart"))
    assert "Börjar gälla" == str(event["categories"].cats[0])
    assert event.walk("VALARM")


def test_joining_municipality_is_asked_whether_it_has_decided(example_copy: Copy) -> None:
    """Nothing changes by itself until someone writes that it is a member."""
    folder = example_copy()
    replace_text(folder / "municipalities/soderby/index.yaml", ("since: 2025-01", "since: 2026-12-01"))
    (due,) = [due for due in falling_due(load(folder, TODAY), 60) if due.kind == "join"]

    assert ("Medlemskapet i Söderby börjar gälla 1 december 2026", False) == (due.sentence, due.overdue)
    assert "status: member" in due.advice


def test_text_that_cites_a_coming_paragraph_is_not_ready(moving: Path) -> None:
    """The message names the one that still holds; from its day there is none."""
    problems = {
        today: [
            problem
            for problem in list_unready(load(moving, today))
            if problem.rule == "repealed-law" and "11 kap." in problem.message
        ]
        for today in (date(2027, 6, 30), date(2027, 7, 1))
    }
    (problem,), none = problems.values()

    assert [] == none
    assert "som gäller från 1 juli 2027" in problem.message
    assert "Till dess gäller Socialtjänstlag (2025:400) 10 kap. 8 §." in problem.advice
    assert f"{AGREEMENT}/index.yaml" in problem.file
